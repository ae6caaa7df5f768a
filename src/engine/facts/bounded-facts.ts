import type { Edition } from '../../edition/model/edition.js';
import type { FactShape } from '../../edition/model/declarations.js';
import { isRecord } from '../../language/values.js';

type Facts = Readonly<Record<string, unknown>>;

/** Facts of which not more is left than is needed to tell what is wrong with them. */
export interface BoundedFacts {
  readonly facts: Facts;
  /** How many names that the vocabulary does not have were left out. */
  readonly leftOut: number;
}

/**
 * Facts without most of what can only be wrong, so that telling what is wrong takes no longer than checking what is right: of the names that the
 * vocabulary does not have some are kept, and of a list that is too long one item more than it may have.
 * @param mostUnknown so many names that the vocabulary does not have are kept
 */
export const boundedFacts = (edition: Edition, facts: Facts, mostUnknown: number): BoundedFacts => {
  let unknown = 0;
  const recordOf = (record: Facts, shapeOf: (name: string) => FactShape | undefined): Facts => {
    const kept: [string, unknown][] = [];
    for (const name of Object.keys(record)) {
      const shape = shapeOf(name);
      if (shape === undefined) unknown += 1;
      if (shape !== undefined || unknown <= mostUnknown)
        kept.push([name, shape === undefined ? null : valueOf(record[name], shape)]);
    }
    return Object.fromEntries(kept);
  };
  const valueOf = (value: unknown, shape: FactShape): unknown => {
    const item = shape.fields.get('[]');
    if (shape.type.kind === 'list' && item !== undefined && Array.isArray(value))
      return value.slice(0, shape.maxItems + 1).map((one: unknown) => valueOf(one, item));
    if (shape.type.kind !== 'record' || !isRecord(value)) return value;
    return shape.type.name === 'money'
      ? recordOf(value, (name) => (moneyNames.has(name) ? shape : undefined))
      : recordOf(value, (name) => shape.fields.get(name));
  };
  const bounded = recordOf(facts, (name) => edition.facts.get(name)?.shape);
  return { facts: bounded, leftOut: Math.max(0, unknown - mostUnknown) };
};

const moneyNames: ReadonlySet<string> = new Set(['minor', 'currency']);
