import type { Edition } from '../../edition/model/edition.js';
import type { RuleSet } from '../../edition/model/rule-set.js';
import type { Sql } from '../values/sql-text.js';
import { columnsOf, knownOfShape, knownOfType, type Cells, type Known } from './typed-value.js';

/** A column by its name, and DuckDB's type of it. */
export type ColumnType = readonly [name: string, type: Sql];

/** The facts and effects of the records of a decision under an edition as columns. */
export interface RecordedColumns {
  readonly types: readonly ColumnType[];
  readonly put: (
    facts: Readonly<Record<string, unknown>>,
    effects: Readonly<Record<string, unknown>>,
    into: Cells,
  ) => void;
}

/** The name of the column of an effect. */
export const effectColumn = (effect: string): string => `decided.effects.${effect}`;

/** The facts and effects of a decision under an edition, and what is known of each. */
export const recordedValues = (
  edition: Edition,
  ruleSet: RuleSet,
  withPersonal: boolean,
): {
  readonly facts: readonly (readonly [name: string, known: Known])[];
  readonly effects: readonly (readonly [name: string, known: Known])[];
} => ({
  facts: [...edition.facts].flatMap(([name, { shape }]): readonly (readonly [string, Known])[] => {
    const known = knownOfShape(shape, withPersonal);
    return known === undefined ? [] : [[name, known]];
  }),
  effects: [...ruleSet.effects].map(([name, { type }]) => [name, knownOfType(type)] as const),
});

/** The columns of a decision under an edition: facts are named as `compile --to sql` names them, and hold what it reads. */
export const recordedColumns = (
  edition: Edition,
  ruleSet: RuleSet,
  withPersonal: boolean,
): RecordedColumns => {
  const values = recordedValues(edition, ruleSet, withPersonal);
  const facts = values.facts.map(([name, known]) => [name, columnsOf(name, known)] as const);
  const effects = values.effects.map(
    ([name, known]) => [name, columnsOf(effectColumn(name), known)] as const,
  );
  return {
    types: [...effects, ...facts].flatMap(([, { types }]) => types),
    put: (factsGiven, effectsDecided, into) => {
      for (const [name, { put }] of effects) put(effectsDecided[name], into);
      for (const [name, { put }] of facts) put(factsGiven[name], into);
    },
  };
};
