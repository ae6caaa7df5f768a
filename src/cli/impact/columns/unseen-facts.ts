import { isDeepStrictEqual } from 'node:util';
import type { FactShape } from '../../../edition/model/declarations.js';
import type { Edition } from '../../../edition/model/edition.js';
import type { RuleSet } from '../../../edition/model/rule-set.js';
import { overlapping } from '../../../edition/names/dotted-names.js';
import { readsOf } from '../../../language/syntax/walk.js';
import { knownOfShape } from '../../../sql/columns/typed-value.js';
import { factsOf } from '../../../sql/facts/facts-of.js';

/** A fact of which a query can't tell whether the other edition takes it. */
export interface UnseenFact {
  /** Fields from the top; what is inside a list is told by the list. */
  readonly path: readonly string[];
  readonly isPersonal: boolean;
  /** Whether a row that gives it may have none of its columns: it may be given as `null`, or holds numbers or percentages in another writing. */
  readonly mayHaveNoColumn: boolean;
}

/**
 * Facts that a decision's query does not look at, or looks for in columns of another type, and that the other edition may take otherwise than the one
 * that decided: of another shape, or without a name there, or read by a constraint. A row that has one is the evaluator's.
 */
export const unseenFacts = (from: Edition, to: Edition, ruleSet: RuleSet): readonly UnseenFact[] => {
  const { roots, paths } = factsOf(to, ruleSet);
  const isSeen = (path: readonly string[]): boolean => paths.some((one) => overlapping(one, path.join('.')));
  const unseen: UnseenFact[] = [];
  const look = (
    path: readonly string[],
    one: FactShape,
    other: FactShape | undefined,
    isPersonal: boolean,
  ): void => {
    const personal = isPersonal || one.personal || holdsPersonalItem(one);
    if (one.type.kind === 'record' && one.fields.size > 0 && other?.type.kind === 'record') {
      for (const [name, field] of one.fields) look([...path, name], field, other.fields.get(name), personal);
      return;
    }
    if (
      (other === undefined || !isDeepStrictEqual(bounds(one), bounds(other))) &&
      (!isSeen(path) || !hasSameColumns(one, other))
    )
      unseen.push({ path, isPersonal: personal, mayHaveNoColumn: mayHaveNoColumn(one, other) });
  };
  for (const [name, { shape }] of from.facts) look([name], shape, to.facts.get(name)?.shape, false);
  for (const { holds, decisions } of to.constraints) {
    if (decisions?.includes(ruleSet.decision) === false) continue;
    const read = readsOf(holds).filter(({ root }) => to.facts.has(root));
    for (const { root } of read)
      if (!roots.has(root))
        unseen.push({
          path: [root],
          isPersonal: to.facts.get(root)?.shape.personal === true,
          mayHaveNoColumn: mayHaveNoColumn(from.facts.get(root)?.shape, to.facts.get(root)?.shape),
        });
  }
  return unseen;
};

/** Whether two editions write what is given into the same columns. */
const hasSameColumns = (one: FactShape, other: FactShape | undefined): boolean =>
  other !== undefined && isDeepStrictEqual(knownOfShape(one, true), knownOfShape(other, true));

/** What may be given as `null` comes to what it is where it is left out, if both editions take it so. */
const mayHaveNoColumn = (one: FactShape | undefined, other: FactShape | undefined): boolean =>
  one !== undefined &&
  (one.type.kind === 'number' ||
    one.type.kind === 'percent' ||
    (one.type.nullable === true && (other === undefined || !isDeepStrictEqual(bounds(one), bounds(other)))));

/** Whether a decision reads personal values, by name; a query has none where they were left out. */
export const personalFactRead = (edition: Edition, ruleSet: RuleSet): string | undefined => {
  const { paths } = factsOf(edition, ruleSet);
  const found = (path: string, shape: FactShape): string | undefined => {
    if (!paths.some((one) => overlapping(one, path))) return undefined;
    if (shape.personal || holdsPersonalItem(shape)) return path;
    for (const [name, field] of shape.fields) {
      const inner = name === '[]' ? undefined : found(`${path}.${name}`, field);
      if (inner !== undefined) return inner;
    }
    return undefined;
  };
  for (const [name, { shape }] of edition.facts) {
    const path = found(name, shape);
    if (path !== undefined) return path;
  }
  return undefined;
};

/** Items of lists are given whole, so that one without its personal fields is refused. */
const holdsPersonalItem = (shape: FactShape): boolean => {
  const item = shape.fields.get('[]');
  const holds = (one: FactShape): boolean => one.personal || [...one.fields.values()].some(holds);
  return item !== undefined && holds(item);
};

/** What a shape says of which values it takes. */
const bounds = (shape: FactShape): unknown => ({
  type: shape.type,
  hasDefault: shape.default !== null,
  ...{ minimum: shape.minimum, maximum: shape.maximum, pattern: shape.pattern },
  ...{ minLength: shape.minLength, maxLength: shape.maxLength, maxItems: shape.maxItems },
  orNever: shape.orNever,
  fields: [...shape.fields].map(([name, field]) => [name, bounds(field)]),
});
