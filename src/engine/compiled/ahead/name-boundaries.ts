import type { Edition } from '../../../edition/model/edition.js';
import type { FactShape } from '../../../edition/model/declarations.js';
import type { RuleSet } from '../../../edition/model/rule-set.js';
import { readsOf } from '../../../language/syntax/walk.js';
import type { TypedExpression } from '../../../language/syntax/expression.js';
import { added, type Needs } from '../code/cells.js';
import { readsItem } from '../../../edition/model/fact-shape.js';
import type { FactCode } from '../code/fact-code.js';
import type { Coding } from '../code/coding.js';
import type { ScopeCode } from '../code/scope-code.js';
import { comment, indent } from '../code/source-text.js';
import type { Lines } from '../module/layout.js';
import { anyMoment, isStill, noBoundaries, together, where, type Boundaries } from './boundaries.js';
import { boundariesOf } from './boundary-code.js';
import { oneOf, restless, still } from './moves.js';

/** The boundaries of what names stand for. */
export interface NameBoundaries {
  /** Of an expression of a rule, a definition or an effect. */
  readonly ofScope: (expression: TypedExpression) => Boundaries;
  /** Of a constraint. */
  readonly ofFacts: (expression: TypedExpression, what: string) => Boundaries;
  /** Declarations of the functions that see the boundaries of definitions and defaults, each once where several need it. */
  readonly declarations: () => Lines;
}

/** Finds what definitions and defaults depend on asOf, and where they change. @param needs gets the cells that the lines read */
export const makeNameBoundaries = (
  edition: Edition,
  ruleSet: RuleSet,
  { scope, facts }: { readonly scope: ScopeCode; readonly facts: FactCode },
  needs: Needs,
): NameBoundaries => {
  const definitions = new Map(ruleSet.definitions.map((definition) => [definition.term, definition]));
  const known = new Map<string, Boundaries>();
  const functions: string[] = [];

  /** What is the same wherever it is read becomes a function, which runs once however often it is called. */
  const once = (key: string, about: string, make: () => Boundaries): Boundaries => {
    const here = known.get(key);
    if (here !== undefined) return here;
    const made = make();
    const found = made.lines.length === 0 ? made : { ...made, lines: [`ahead${known.size}();`] };
    if (made.lines.length > 0) {
      const [name, seen] = [`ahead${known.size}`, `seen${known.size}`];
      functions.push(
        comment(about),
        `let ${seen} = 0;`,
        `const ${name} = () => {`,
        ...indent([`if (${seen} === turn) return;`, `${seen} = turn;`, ...made.lines]),
        `};`,
      );
    }
    known.set(key, found);
    return found;
  };

  const find = (expression: TypedExpression, coding: Coding, read: typeof readScope): Boundaries =>
    boundariesOf(expression, { coding, read, variables: new Map() });

  const ofScope = (expression: TypedExpression): Boundaries =>
    find(expression, scope.coding(needs), readScope);
  const ofFacts = (expression: TypedExpression, what: string): Boundaries =>
    find(expression, facts.coding(needs, what), readFacts);

  const readScope = (root: string, fields: readonly string[]): Boundaries => {
    const definition = definitions.get(root);
    if (definition === undefined) return readFacts(root, fields);
    const [field] = fields;
    const part =
      definition.is.kind === 'record' && field !== undefined
        ? definition.is.fields.find(([name]) => name === field)?.[1]
        : undefined;
    return part === undefined
      ? once(`definition ${root}`, `definition ${root}`, () => ofScope(definition.is))
      : once(`definition ${root}.${field ?? ''}`, `definition ${root}, its ${field ?? ''}`, () =>
          ofScope(part),
        );
  };

  /** What was given stays as it is; only defaults that read asOf, or what does, move. */
  const readFacts = (root: string, fields: readonly string[]): Boundaries => {
    const above = edition.facts.get(root)?.shape;
    if (above === undefined) return noBoundaries;
    let shape: FactShape | undefined = above;
    const found: Boundaries[] = [ofDefault(shape, [root])];
    const path = [root];
    for (const field of fields) {
      shape = shape?.fields.get(field);
      path.push(field);
      if (shape !== undefined) found.push(ofDefault(shape, [...path]));
    }
    if (shape !== undefined) found.push(...ofBelow(shape, path));
    const moving = found.filter((one) => !isStill(one));
    if (moving.length === 0) return noBoundaries;
    const { lines } = together(moving);
    return { moves: oneOf([still, ...moving.map(({ moves }) => moves)]), lines };
  };

  const ofBelow = (shape: FactShape, path: readonly string[]): readonly Boundaries[] =>
    [...shape.fields].flatMap(([name, field]) =>
      name === '[]'
        ? readsTime(field)
          ? [{ moves: restless, lines: [anyMoment] }]
          : []
        : [ofDefault(field, [...path, name]), ...ofBelow(field, [...path, name])],
    );

  const ofDefault = (shape: FactShape, path: readonly string[]): Boundaries => {
    const { default: instead } = shape;
    if (instead === null) return noBoundaries;
    const about = path.join('.');
    return once(`default ${JSON.stringify(path)}`, `what stands for ${about}`, () => {
      if (readsItem(shape)) return { moves: restless, lines: [anyMoment] };
      const { moves, lines } = ofFacts(instead, about);
      const given = added(facts.given(path), needs);
      return { moves, lines: where(`${given} == null`, lines) };
    });
  };

  /** Whether a default at or below an item of a list may depend on asOf. */
  const readsTime = (shape: FactShape): boolean => {
    const { default: instead, fields } = shape;
    const own =
      instead !== null &&
      readsOf(instead).some(({ root, fields: path }) => root === 'asOf' || !isStill(readFacts(root, path)));
    return own || [...fields.values()].some(readsTime);
  };

  return { ofScope, ofFacts, declarations: () => functions };
};
