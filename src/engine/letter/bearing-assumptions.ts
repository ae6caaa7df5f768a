import { comparisonsOf } from '../comparisons-of.js';
import type { Edition } from '../../edition/model/edition.js';
import type { Rule, RuleSet } from '../../edition/model/rule-set.js';
import type { LetterWords } from '../../edition/model/letters.js';
import type { TypedExpression } from '../../language/syntax/expression.js';
import type { Value } from '../../language/types/types.js';
import type { ConditionTrace, Trace } from '../evaluation.js';
import { factsRead, hangsOn } from './facts-read.js';
import { foreseen, type Foresee } from './foreseen.js';

/**
 * The facts that were assumed and that the outcome, or what is told of it, hangs on: those that a standing rule rests on, and those for which a
 * rule that does not apply might have applied and counted, had they been otherwise. Dotted names, in the order of `assumed`.
 */
export const bearingAssumptions = (
  edition: Edition,
  ruleSet: RuleSet,
  words: LetterWords,
  { decision, rules: traces }: Pick<Trace, 'decision' | 'rules'>,
  valueOf: (name: string) => Value,
): readonly string[] => {
  const reads = factsRead(edition);
  const standing = new Set(decision.standing);
  const found = new Set<string>();
  const ofExpression = (expression: TypedExpression): void => {
    const read = reads(expression);
    for (const { fact } of decision.assumed) if (hangsOn(read, fact)) found.add(fact);
  };
  const given = new Set<string>();
  for (const rule of ruleSet.rules) {
    const trace = traces.find((one) => one.rule === rule.id);
    if (trace === undefined || trace.severed === true) continue;
    const stands = standing.has(rule.id);
    if (!stands && (trace.fired || !wouldCount(rule, ruleSet, words, decision))) continue;
    for (const fact of doubtsOf(trace.when, decision.assumed, foreseen(edition, reads, valueOf), stands))
      found.add(fact);
    if (!stands) continue;
    for (const [effect, expression] of rule.then.effects) {
      given.add(effect);
      if (words.effects.has(effect)) ofExpression(expression);
    }
    for (const part of rule.then.because) if (typeof part !== 'string') ofExpression(part.expression);
    const upTo = rule.then.discretion?.upTo;
    if (upTo != null) ofExpression(upTo);
  }
  for (const { name, default: otherwise } of ruleSet.effects.values())
    if (words.effects.has(name) && !given.has(name)) ofExpression(otherwise);
  return decision.assumed.flatMap(({ fact }) => (found.has(fact) ? [fact] : []));
};

/**
 * Whether a rule that does not apply would change what is told if it did: it defeats what stands; or nothing that stands defeats it, and it
 * brings more than another reason for the same outcome.
 */
const wouldCount = (
  { id: ruleId, overrides, then }: Rule,
  { rules }: RuleSet,
  { effects }: LetterWords,
  { standing: ids, outcome }: Trace['decision'],
): boolean =>
  overrides.some((id) => ids.includes(id)) ||
  ((then.outcome !== outcome ||
    [...then.effects.keys()].some((name) => effects.has(name)) ||
    then.discretion !== null) &&
    !rules.some(({ id, overrides: defeated }) => ids.includes(id) && defeated.includes(ruleId)));

/**
 * The assumed facts that a condition hangs on: each by which alone it might come out otherwise; of a rule that stands, where none is, those
 * by which together it might. Among them, that something was not given at all goes before what it would be made of.
 */
const doubtsOf = (
  condition: ConditionTrace,
  assumed: Trace['decision']['assumed'],
  foresee: (doubtful: readonly string[]) => Foresee,
  stands: boolean,
): readonly string[] => {
  const open = (facts: readonly string[]): boolean => outcomeOf(condition, foresee(facts)) === undefined;
  const all = assumed.map(({ fact }) => fact);
  if (!open(all)) return [];
  const alone = all.filter((fact) => open([fact]));
  const together =
    alone.length > 0 || !stands
      ? alone
      : all.filter((fact) => open(all) && touches(condition, foresee([fact])));
  const absent = together.filter((fact) => assumed.some((one) => one.fact === fact && one.value === null));
  return absent.length > 0 ? absent : together;
};

/** Whether some comparison is in doubt. */
const touches = (condition: ConditionTrace, foresee: Foresee): boolean =>
  comparisonsOf(condition).some((comparison) => foresee(comparison) === undefined);

/** Whether a condition holds whatever its doubtful comparisons come to; `undefined` where it hangs on them. */
const outcomeOf = (condition: ConditionTrace, foresee: Foresee): boolean | undefined => {
  switch (condition.kind) {
    case 'always':
      return true;
    case 'comparison':
      return foresee(condition);
    case 'not': {
      const inner = outcomeOf(condition.of, foresee);
      return inner === undefined ? undefined : !inner;
    }
    case 'all':
    case 'any': {
      const decisive = condition.kind === 'any';
      const parts = condition.of.map((part) => outcomeOf(part, foresee));
      if (parts.includes(decisive)) return decisive;
      return parts.includes(undefined) ? undefined : condition.result;
    }
  }
};
