import type { Edition } from '../../edition/model/edition.js';
import type { Definition } from '../../edition/model/declarations.js';
import { partsOf } from '../../language/syntax/walk.js';
import { type TypedExpression, isNullLiteral } from '../../language/syntax/expression.js';

/** Dotted names of facts that an expression reads, through definitions; with a dot at the end where a value is read with all that is in it. */
export type ReadNames = ReadonlySet<string>;

/** What the expressions of an edition read. */
export const factsRead = (edition: Edition): ((expression: TypedExpression) => ReadNames) => {
  const known = new Map<string, ReadNames>();
  const visit = (part: TypedExpression, onlyAsked: boolean, into: Set<string>): void => {
    if (part.kind === 'read') {
      const definition = edition.definitions.get(part.root);
      if (definition === undefined)
        into.add(`${[part.root, ...part.fields].join('.')}${onlyAsked ? '' : '.'}`);
      else for (const name of ofDefinition(definition)) into.add(name);
      return;
    }
    const asked = part.kind === 'compare' && (isNullLiteral(part.left) || isNullLiteral(part.right));
    for (const inner of partsOf(part)) visit(inner, asked, into);
  };
  const ofDefinition = ({ term, is }: Definition): ReadNames => {
    const before = known.get(term);
    if (before !== undefined) return before;
    const names = new Set<string>();
    visit(is, false, names);
    known.set(term, names);
    return names;
  };
  return (expression) => {
    const names = new Set<string>();
    visit(expression, false, names);
    return names;
  };
};

/** Whether what reads these names hangs on a fact. */
export const hangsOn = (names: ReadNames, fact: string): boolean =>
  [...names].some((name) => {
    const whole = name.endsWith('.');
    const path = whole ? name.slice(0, -1) : name;
    return path === fact || path.startsWith(`${fact}.`) || (whole && fact.startsWith(name));
  });
