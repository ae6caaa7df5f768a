import type { Edition } from '../../edition/model/edition.js';
import type { RuleSet } from '../../edition/model/rule-set.js';
import type { Trace } from '../../engine/evaluation.js';
import { isRecord } from '../../language/values.js';
import { parseInstant } from '../../language/instants.js';
import type { Type } from '../../language/types/types.js';

/** An instant at which a decision may change, and what lies there, by dotted name. */
export interface Boundary {
  /** Epoch milliseconds. */
  readonly at: number;
  /** Facts, definitions, effects and dated parameters whose instant it is; `edition` for when it takes effect. */
  readonly names: readonly string[];
}

/** Collects boundaries; an instant that several names share is one boundary. */
export interface Boundaries {
  /** Says whether the instant is new. */
  readonly add: (at: number, name: string) => boolean;
  /** In the order of time. */
  readonly sorted: () => readonly Boundary[];
  readonly size: () => number;
  readonly namesAt: (at: number) => readonly string[];
}

/** An empty collection. */
export const makeBoundaries = (): Boundaries => {
  const found = new Map<number, Set<string>>();
  const namesAt = (at: number): readonly string[] => [...(found.get(at) ?? [])].sort();
  return {
    add: (at, name) => {
      const names = found.get(at);
      names?.add(name);
      if (names === undefined) found.set(at, new Set([name]));
      return names === undefined;
    },
    sorted: () => [...found.keys()].sort((a, b) => a - b).map((at) => ({ at, names: namesAt(at) })),
    size: () => found.size,
    namesAt,
  };
};

/** The boundaries that stand in an edition whatever the case: when it takes effect, and each date of a parameter that is read. */
export const boundariesOfEdition = (
  edition: Edition,
  ruleSet: RuleSet,
): readonly (readonly [number, string])[] => [
  [edition.effectiveFrom, 'edition'],
  ...ruleSet.parameters.flatMap(({ name, values }) =>
    values.map(({ from }): readonly [number, string] => [from, name]),
  ),
];

/** Every instant among the facts, definitions and effects of a decision, with its dotted name. */
export const instantsOf = (
  edition: Edition,
  ruleSet: RuleSet,
  { facts, definitions, decision }: Trace,
): readonly (readonly [number, string])[] => [
  ...Object.entries(facts).flatMap(([name, value]) => {
    const declared = edition.facts.get(name);
    return declared === undefined ? [] : instantsIn(value, declared.shape.type, name);
  }),
  ...definitions.flatMap(({ term, value }) => {
    const definition = edition.definitions.get(term);
    return definition === undefined ? [] : instantsIn(value, definition.is.type, term);
  }),
  ...[...ruleSet.effects.values()].flatMap(({ name, type }) =>
    instantsIn(decision.effects[name], type, `effects.${name}`),
  ),
];

const instantsIn = (value: unknown, type: Type, name: string): readonly (readonly [number, string])[] => {
  if (type.kind === 'instant' && typeof value === 'string') {
    const parsed = parseInstant(value);
    return parsed.ok ? [[parsed.epochMs, name]] : [];
  }
  if (type.kind === 'list' && Array.isArray(value))
    return value.flatMap((item: unknown) => instantsIn(item, type.of, `${name}[]`));
  if (type.kind === 'record' && isRecord(value))
    return Object.entries(type.fields).flatMap(([field, inner]) =>
      instantsIn(value[field], inner, `${name}.${field}`),
    );
  return [];
};
