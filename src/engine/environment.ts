import type { Edition } from '../edition/model/edition.js';
import type { RuleSet } from '../edition/model/rule-set.js';
import type { DatedValue, Parameter } from '../edition/model/declarations.js';
import { invalidClausesName } from '../edition/model/invalid-clauses.js';
import type { TypedExpression } from '../language/syntax/expression.js';
import { datedName } from '../language/types/type-special-calls.js';
import type { Computed, Value } from '../language/types/types.js';
import { fieldOf, type Fields } from './facts/fact-values.js';

/** The value of a name of the scope, then of fields in it; absent is `null`. */
export type Read = (root: string, fields: readonly string[]) => Computed;

/** Evaluates one expression; `read` supplies what its names stand for, `what` is what is computed, for a message. Throws `OutOfRange`. */
export type EvaluateExpression = (expression: TypedExpression, read: Read, what: string) => Computed;

/** A parameter with the value that is in force at an instant. */
export interface ParameterInForce {
  readonly parameter: Parameter;
  readonly dated: DatedValue;
  /** True where the instant lies before the first value, which is then taken, and reported as assumed. */
  readonly assumed: boolean;
}

/** The parameters that a rule set reads, each with its value in force at `asOf` (epoch milliseconds). */
export const parametersInForce = (ruleSet: RuleSet, asOf: number): readonly ParameterInForce[] =>
  ruleSet.parameters.map((parameter) => valueInForce(parameter, asOf));

/** All values of a parameter, as expressions read them that ask for another time. */
export const datedValues = ({ values }: Parameter): Value =>
  values.map(({ from, value }) => ({ from, value }));

/** The last value of a parameter that is dated at `asOf` or before. */
export const valueInForce = (parameter: Parameter, asOf: number): ParameterInForce => {
  const dated = parameter.values.findLast(({ from }) => from <= asOf);
  if (dated !== undefined) return { parameter, dated, assumed: false };
  const first = parameter.values[0];
  if (first === undefined) throw new TypeError(`The parameter ${parameter.name} has no value`);
  return { parameter, dated: first, assumed: true };
};

/**
 * What names stand for in one decision: `asOf`, `edition`, facts with their defaults, parameters in force and the instant
 * since which they are (`tariff.since`), and the definitions that have been computed so far.
 */
export const makeEnvironment = (
  edition: Edition,
  facts: Fields,
  parameters: readonly ParameterInForce[],
  asOf: number,
  notInForce: readonly string[],
): { readonly read: Read; readonly define: (term: string, value: Computed) => void } => {
  const names = new Map<string, Computed>([
    ['asOf', asOf],
    [invalidClausesName, notInForce],
    ['edition', { ...edition.identity }],
    ...Object.entries(facts),
    ...parameters.flatMap(({ parameter, dated }): [string, Computed][] => [
      [parameter.name, dated.value],
      [`${parameter.name}.since`, dated.from],
      [datedName(parameter.name), datedValues(parameter)],
    ]),
  ]);
  return {
    read: (root, fields) => fieldOf(names.get(root) ?? null, fields),
    define: (term, value) => {
      names.set(term, value);
    },
  };
};
