import type { Edition } from '../../edition/model/edition.js';
import type { Invariant } from '../../edition/model/invariant.js';
import type { RuleSet } from '../../edition/model/rule-set.js';
import { afterName } from '../../edition/names/invariant-names.js';
import type { TypedExpression } from '../../language/syntax/expression.js';
import type { Value } from '../../language/types/types.js';
import { sameValue } from '../../language/values.js';
import { completeFacts } from '../assumptions.js';
import { EvaluationDefect } from '../defect.js';
import type { EvaluateExpression } from '../environment.js';
import type { Evaluator } from '../evaluation.js';
import { asGiven, fieldOf, type Fields } from '../facts/fact-values.js';
import { OutOfRange } from '../facts/out-of-range.js';
import { namesOfCase, namesOfFigures } from './case-names.js';
import { stepTaken, type CaseToTake } from './take-step.js';

/** By what an invariant is tried. */
export interface TriedBy {
  readonly edition: Edition;
  readonly evaluator: Pick<Evaluator, 'explain'>;
  readonly evaluate: EvaluateExpression;
}

/** A case of an invariant, with what its step leaves open. */
export interface InvariantCase extends CaseToTake {
  /** Of the case after: its instant, where that may be later, and facts of which it has the parts that may be anything else. */
  readonly after?: CaseToTake;
}

/** What an invariant comes to in a case. */
export type InvariantAnswer =
  | { readonly code: 'holds' | 'broken'; readonly cases: readonly CaseToTake[] }
  /** It says nothing of the case: `when` does not hold, or a decision does not take it. */
  | { readonly code: 'nothing-said' };

/** Tries an invariant in one case. */
export const evaluateInvariant = async (
  invariant: Invariant,
  one: InvariantCase,
  by: TriedBy,
): Promise<InvariantAnswer> => {
  try {
    return await tried(invariant, one, by);
  } catch (error) {
    if (error instanceof OutOfRange) return nothingSaid;
    throw error;
  }
};

const nothingSaid: InvariantAnswer = { code: 'nothing-said' };

const tried = async (invariant: Invariant, one: InvariantCase, by: TriedBy): Promise<InvariantAnswer> => {
  const ruleSets = invariant.decisions.flatMap((name) => by.edition.decisions.get(name) ?? []);
  const names = await decidedNames(ruleSets, one, by);
  if (names === undefined) return nothingSaid;
  const { step } = invariant;
  const cases: CaseToTake[] = [{ facts: one.facts, asOf: one.asOf }];
  const valueOf = (expression: TypedExpression): Value =>
    asGiven(
      by.evaluate(expression, (root, fields) => fieldOf(names.get(root) ?? null, fields), invariant.name),
    );
  const isThere = (prefix: (name: string) => string): boolean =>
    invariant.needs.every(({ root, fields }) => fieldOf(names.get(prefix(root)) ?? null, fields) !== null);
  if (!isThere((name) => name)) return nothingSaid;
  if (step !== null) {
    const after = stepTaken(step, one, { names, valueOf, edition: by.edition });
    const later = step.isDecided ? await decidedNames(ruleSets, after, by) : factsAlone(ruleSets, after, by);
    if (later === undefined) return nothingSaid;
    for (const [name, value] of later) names.set(afterName(name), value);
    if (!isThere(afterName)) return nothingSaid;
    cases.push(after);
  }
  if (invariant.when !== null && valueOf(invariant.when) !== true) return nothingSaid;
  const isUnchanged = invariant.unchanged.every((name) =>
    sameValue(names.get(name) ?? null, names.get(afterName(name)) ?? null),
  );
  return { code: valueOf(invariant.holds) === true && isUnchanged ? 'holds' : 'broken', cases };
};

/** What names stand for in a case that all the decisions take; `undefined` where one of them does not. */
const decidedNames = async (
  ruleSets: readonly RuleSet[],
  { facts, asOf }: CaseToTake,
  { edition, evaluator }: TriedBy,
): Promise<Map<string, Value> | undefined> => {
  const decided = [];
  for (const ruleSet of ruleSets) {
    const explained = await evaluator.explain({ decision: ruleSet.decision, facts, asOf });
    if (explained.code !== 'decided' || explained.trace.decision.conflict !== null) return undefined;
    decided.push({ ruleSet, trace: explained.trace });
  }
  return namesOfCase(edition, decided, asOf).set('edition', { ...edition.identity });
};

/** What names stand for in a case of which only the facts are looked at, whether decisions take it or not. */
const factsAlone = (
  ruleSets: readonly RuleSet[],
  { facts, asOf }: CaseToTake,
  { edition, evaluate }: TriedBy,
): Map<string, Value> => {
  const [ruleSet] = ruleSets;
  if (ruleSet === undefined) throw new EvaluationDefect('An invariant speaks of no decision');
  const completed: Fields = completeFacts(edition, ruleSet, facts, asOf, evaluate).facts;
  return new Map([
    ...Object.entries(completed),
    ...ruleSets.flatMap((set) => namesOfFigures(set, asOf)),
    ['asOf', asOf],
  ]);
};
