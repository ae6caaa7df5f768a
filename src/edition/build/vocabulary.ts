import { isWrittenOut, partsOf, readsOf, readsVariable, writtenOut } from '../../language/syntax/walk.js';
import type { Type } from '../../language/types/types.js';
import type { TypedExpression } from '../../language/syntax/expression.js';
import { dependencyOrder } from './dependency-order.js';
import { overlapping } from '../names/dotted-names.js';
import type { Findings } from '../read/diagnostic.js';
import type { Constraint, ConstraintCode, FactDeclaration } from '../model/declarations.js';
import { fitsShape, whyOutside } from '../model/outside-shape.js';
import { makeScope, ownNames, readName, reservedNames } from '../names/names.js';
import { keyPlace, positionOf, valuePlace, type Place } from '../read/place.js';
import { patternProblem } from '../read/pattern-problem.js';
import { everyShape, isNullDefault, shapeOf, typeOf, type NamedShape } from '../read/shapes.js';
import { brokenNames, wholeItems, type Structured } from '../read/structure.js';
import { typeExpressionAs, type Typing } from './typing.js';
import type { WrittenFact, WrittenShape } from '../read/written.js';

/** facts.yaml, built. */
export interface Vocabulary {
  readonly facts: ReadonlyMap<string, FactDeclaration>;
  readonly written: ReadonlyMap<string, WrittenFact>;
  /** By the dotted name of what has a default: the dotted names that the default reads. */
  readonly defaultReads: ReadonlyMap<string, readonly string[]>;
  /** Facts that exist and are wrong. */
  readonly broken: ReadonlySet<string>;
}

/** Builds the vocabulary: types, defaults, constraints. In defaults and constraints, facts are typed as given. */
export const buildVocabulary = (structured: Structured<'facts'>, findings: Findings): Vocabulary => {
  const { source } = structured;
  const items = wholeItems(structured, 'facts');
  const broken = new Set(brokenNames(structured, 'facts'));
  const written = new Map(items.map(({ key, value }) => [key, value]));
  for (const { key, path } of items) {
    if (!reservedNames.has(key)) continue;
    findings.report('name-clash', keyPlace(source, path), {
      message: `\`${key}\` is a word of the language.`,
      hint: 'Give the fact another name.',
    });
  }
  const types = [...written].map(([name, fact]) => [name, typeOf(fact, name)] as const);
  const scope = makeScope(
    new Map([...types, ...ownNames.slice(0, 1)]),
    undefined,
    'A default reads facts and `asOf` alone: what a definition is, it has to say itself.',
  );
  const typing: Typing = { scope, findings, broken };
  const shapes = items.flatMap(({ key, value, path }) => everyShape(key, value, path));
  const defaults = typeDefaults(shapes, structured, typing);
  for (const { shape, path } of shapes) {
    const problem = shape.pattern === undefined ? undefined : patternProblem(shape.pattern);
    if (problem === undefined) continue;
    findings.report(`pattern-${problem}`, valuePlace(source, [...path, 'pattern']), {
      message:
        problem === 'syntax'
          ? `\`${shape.pattern ?? ''}\` is not a regular expression.`
          : `Trying \`${shape.pattern ?? ''}\` may take time out of proportion to the length of a text.`,
      hint:
        problem === 'syntax'
          ? 'Mind brackets and backslashes.'
          : 'Begin with `^`, and let the next character decide each time how it goes on; or bound each repetition, as in `{1,8}`. Nothing looks around or back.',
    });
  }
  for (const { name, shape, path } of shapes) {
    if (shape.findBy !== true || isFindable(name, shape, shapes)) continue;
    findings.report('not-findable', valuePlace(source, [...path, 'findBy']), {
      message: `Decisions can’t be found by \`${name}\`: it is personal, in a list, or no text or whole number.`,
      hint: 'Leave `findBy` out, or put it on an identifier. Whom a decision is about is its subject, and found as that.',
    });
  }
  const facts = items.map(({ key, value, path }): [string, FactDeclaration] => [
    key,
    {
      name: key,
      shape: shapeOf(key, value, (name) => defaults.get(name) ?? null),
      clauses: value.clauses ?? [],
      position: positionOf(keyPlace(source, path)),
    },
  ]);
  for (const { name, shape, path } of shapes) {
    const written = defaults.get(name);
    if (written === undefined || !isWrittenOut(written)) continue;
    if (
      fitsShape(
        writtenOut(written),
        shapeOf(name, shape, () => null),
      )
    )
      continue;
    findings.report('expression-type', valuePlace(source, [...path, 'default']), {
      message: `The default of \`${name}\` is none of its own values: \`${shape.default ?? ''}\` ${whyOutside(writtenOut(written), shape) ?? 'has a part that is outside its limits'}.`,
      hint: 'Give another default, or change the limit. `"null"` says that there is none.',
    });
  }
  const defaultReads = new Map([...defaults].map(([name, expression]) => [name, dottedReads(expression)]));
  reportDefaultCycles(shapes, defaultReads, structured, findings);
  return {
    facts: new Map(facts),
    written,
    defaultReads,
    broken,
  };
};

/** What stands in the log in clear, once in a decision, as it was given. */
const isFindable = (name: string, { type }: WrittenShape, shapes: readonly NamedShape[]): boolean =>
  (type === 'text' || type === 'integer') &&
  !name.includes('[]') &&
  !shapes.some((other) => other.shape.personal === true && isWithin(name, other.name));

const isWithin = (name: string, outer: string): boolean => name === outer || name.startsWith(`${outer}.`);

/** The dotted names that an expression reads. */
const dottedReads = (expression: TypedExpression): readonly string[] =>
  readsOf(expression).map(({ root, fields }) => [root, ...fields].join('.'));

const typeDefaults = (
  shapes: readonly NamedShape[],
  { source }: Structured,
  typing: Typing,
): ReadonlyMap<string, TypedExpression> => {
  const defaults = new Map<string, TypedExpression>();
  for (const { name, shape, path } of shapes) {
    if (shape.default === undefined) continue;
    const at = { source, path: [...path, 'default'], text: shape.default };
    const expression = typeExpressionAs(
      at,
      typeOf(shape, name),
      { ...typing, variables: siblingsOf(name, shapes) },
      'expression-type',
      `The default of \`${name}\``,
    );
    if (expression !== undefined) defaults.set(name, expression);
  }
  for (const [name, expression] of defaults) {
    if (!readsVariable(expression, 'item')) continue;
    const item = name.slice(0, name.lastIndexOf('.'));
    const chained = [...defaults].find(
      ([other, its]) =>
        other !== name &&
        other.startsWith(`${item}.`) &&
        readsVariable(its, 'item') &&
        fieldsOfItem(expression).includes(other.slice(item.length + 1)),
    );
    const own = fieldsOfItem(expression).includes(name.slice(item.length + 1));
    const path = shapes.find((shape) => shape.name === name)?.path ?? [];
    if (chained === undefined && !own) continue;
    typing.findings.report('default-cycle', valuePlace(source, [...path, 'default']), {
      message: `The default of \`${name}\` reads \`${chained?.[0] ?? name}\`, whose default reads the item itself.`,
      hint: 'Read fields of the item that are given, or have a default of their own.',
    });
  }
  return defaults;
};

/** In the default of a field of a list's item, `item` is that item. */
const siblingsOf = (name: string, shapes: readonly NamedShape[]): ReadonlyMap<string, Type> => {
  const item = /^(.*\[\])\.[^.[]+$/.exec(name)?.[1];
  const shape = shapes.find((one) => one.name === item)?.shape;
  return new Map(item === undefined || shape === undefined ? [] : [['item', typeOf(shape, item)]]);
};

/** The fields of `item` that an expression reads. */
const fieldsOfItem = (expression: TypedExpression): readonly string[] =>
  expression.kind === 'variable' && expression.name === 'item'
    ? expression.fields.slice(0, 1)
    : partsOf(expression).flatMap(fieldsOfItem);

const reportDefaultCycles = (
  shapes: readonly NamedShape[],
  reads: ReadonlyMap<string, readonly string[]>,
  { source }: Structured,
  findings: Findings,
): void => {
  const names = shapes
    .filter(({ shape }) => shape.default !== undefined && !isNullDefault(shape))
    .map(({ name }) => name);
  const needs = (name: string): readonly string[] =>
    names.filter((other) => (reads.get(name) ?? []).some((read) => overlapping(other, read)));
  for (const cycle of dependencyOrder(names, needs).cycles) {
    const at = shapes.find(({ name }) => name === cycle[0]);
    if (at === undefined) continue;
    findings.report('default-cycle', valuePlace(source, [...at.path, 'default']), {
      message: `The default of \`${at.name}\` needs itself: ${[...cycle, at.name].join(' → ')}.`,
      hint: 'Give one of them a default that does not read the others, or none.',
    });
  }
};

/**
 * Builds the constraints of the vocabulary. What a constraint reads of definitions and figures is written out in it, so that it is tried on facts alone.
 * @param facts the names of facts, one of which it points to
 * @param settled an expression over facts and asOf alone; `undefined` where it is none, which is reported at the place
 */
export const buildConstraints = (
  structured: Structured<'facts'>,
  typing: Typing,
  { written }: Pick<Vocabulary, 'written'>,
  isDecision: (name: string) => boolean,
  settled: (holds: TypedExpression, place: Place) => TypedExpression | undefined,
): readonly Constraint[] => {
  const { source } = structured;
  const { findings } = typing;
  const scope = makeScope(new Map([...written].map(([name, fact]) => [name, typeOf(fact, name)] as const)));
  const codes = new Map<string, readonly (readonly string[] | undefined)[]>();
  return wholeItems(structured, 'constraints').flatMap(({ value, path }) => {
    const { code, pointer, message, decisions } = value;
    const others = codes.get(`${code} ${pointer}`) ?? [];
    if (others.some((other) => meet(other, decisions))) {
      findings.report('duplicate-id', valuePlace(source, [...path, 'code']), {
        message: `Two constraints have the code \`${code}\` at \`${pointer}\`.`,
        hint: 'Give each its own, so that programs can tell them apart.',
      });
    }
    codes.set(`${code} ${pointer}`, [...others, decisions]);
    const name = pointer.slice(1).replaceAll('/', '.');
    const target = readName(name, scope);
    if (!target.ok && !typing.broken.has(name.split('.')[0] ?? '')) {
      findings.report('unknown-fact', valuePlace(source, [...path, 'pointer']), target.remark);
    }
    for (const [index, decision] of (decisions ?? []).entries()) {
      if (isDecision(decision)) continue;
      findings.report('unknown-decision', valuePlace(source, [...path, 'decisions', index]), {
        message: `\`${decision}\` is no decision of this edition.`,
        hint: 'Name a rule set, or a decision that the ledger names.',
      });
    }
    const at = { source, path: [...path, 'holds'], text: value.holds };
    const typed = typeExpressionAs(at, { kind: 'boolean' }, typing, 'expression-type', 'A constraint');
    const holds = typed === undefined ? undefined : settled(typed, valuePlace(source, at.path));
    const position = positionOf(valuePlace(source, path));
    return holds === undefined
      ? []
      : [{ holds, pointer, code: code as ConstraintCode, message, decisions: decisions ?? null, position }];
  });
};

/** Whether two constraints are tried in one decision; one without a list is for all. */
const meet = (decisions: readonly string[] | undefined, others: readonly string[] | undefined): boolean =>
  decisions === undefined || others === undefined || decisions.some((decision) => others.includes(decision));
