import type { ClauseBook, RuleBook } from '../../wire/book/contract.js';

/** By name: the first clause, in the contract's order, on which each thing rests. There it stands in full. */
export interface FirstClauses {
  readonly rules: ReadonlyMap<string, string>;
  readonly definitions: ReadonlyMap<string, string>;
  readonly parameters: ReadonlyMap<string, string>;
  readonly readings: ReadonlyMap<string, string>;
}

/** A rule's name among all of an edition. */
export const ruleName = ({ decision, id }: RuleBook): string => `${decision}/${id}`;

/** Where each rule, definition, figure and reading of a contract stands in full. */
export const firstClauses = (clauses: readonly ClauseBook[]): FirstClauses => {
  const first = (namesOf: (clause: ClauseBook) => readonly string[]): ReadonlyMap<string, string> => {
    const found = new Map<string, string>();
    for (const clause of clauses)
      for (const name of namesOf(clause)) if (!found.has(name)) found.set(name, clause.id);
    return found;
  };
  return {
    rules: first(({ rules }) => rules.map(ruleName)),
    definitions: first(({ definitions }) => definitions.map(({ term }) => term)),
    parameters: first(({ parameters }) => parameters.map(({ parameter }) => parameter)),
    readings: first(({ readings }) => readings.map(({ id }) => id)),
  };
};
