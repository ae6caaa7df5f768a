import { comparisonsIn } from '../../edition/model/rule-expressions.js';
import type { Edition } from '../../edition/model/edition.js';
import type { ComparisonCondition, Condition, Rule, RuleSet } from '../../edition/model/rule-set.js';
import type { Decision, Evaluator, Question, Trace } from '../../engine/evaluation.js';
import { comparisonsOf } from '../../engine/comparisons-of.js';
import { flipped } from '../boundary/flipped-condition.js';
import { reachOf, type Reach } from './parameter-reach.js';

/** A question that a scenario asked. */
export interface ScenarioQuestion extends Question {
  /** The readings by which the edition governed that decided it. */
  readonly governedBy: readonly string[];
}

/** A question of a scenario that passed, and how its answer came about. */
export interface ExplainedQuestion {
  readonly scenario: string;
  readonly question: ScenarioQuestion;
  readonly trace: Trace;
}

/** Who would notice if one comparison of one rule were wrong. */
export interface ComparisonCoverage {
  readonly decision: string;
  readonly rule: string;
  /** Its place among the comparisons of the rule, from 0. */
  readonly index: number;
  /** As it was written: `package.plan equal "multi-period"`. */
  readonly text: string;
  readonly position: ComparisonCondition['position'];
  /** How many questions saw it so. */
  readonly seenTrue: number;
  readonly seenFalse: number;
  /**
   * What changes in some question if this comparison alone had gone the other way: `decision` where the outcome, an effect or the
   * discretion does, `reasons` where only the rules that stand do, and so the clauses that are cited.
   */
  readonly matters: 'decision' | 'reasons' | 'nothing';
  /** A scenario that shows that. */
  readonly shownBy: string | null;
}

/** Something that no scenario shows. */
export interface ConditionFinding {
  readonly code:
    | 'condition-never-true'
    | 'condition-never-false'
    | 'condition-never-matters'
    | 'parameter-not-reached'
    | 'figure-not-reached'
    | 'reading-not-named';
  readonly subject: string;
  readonly message: string;
}

/** Condition by condition, figure by figure, reading by reading: what the scenarios reached. */
export interface ConditionCoverage {
  readonly comparisons: readonly ComparisonCoverage[];
  readonly reach: Reach;
  readonly readingsNamed: readonly string[];
  readonly findings: readonly ConditionFinding[];
}

/**
 * Measures which conditions the scenarios saw true and false, and whether anything depended on each: the question is decided again with that
 * comparison the other way round and all else as it was.
 * @param makeEvaluator evaluates an edition in which one comparison is turned round
 */
export const conditionCoverageOf = async (
  edition: Edition,
  questions: readonly ExplainedQuestion[],
  makeEvaluator: (edition: Edition) => Evaluator,
): Promise<ConditionCoverage> => {
  const comparisons: ComparisonCoverage[] = [];
  for (const ruleSet of edition.decisions.values()) {
    const asked = questions.filter(({ question }) => question.decision === ruleSet.decision);
    for (const [place, rule] of ruleSet.rules.entries()) {
      for (const [index, comparison] of comparisonsIn(rule.when).entries()) {
        const results = asked.map(({ trace }) => resultOf(trace, place, index));
        const turned = turnedRound(edition, ruleSet, rule, comparison);
        const suspects = asked.filter(({ trace }) => firesOtherwise(trace, place, rule, index));
        comparisons.push({
          decision: ruleSet.decision,
          rule: rule.id,
          index,
          text: textOf(comparison),
          position: comparison.position,
          seenTrue: results.filter(Boolean).length,
          seenFalse: results.filter((result) => !result).length,
          ...(await whatDepends(suspects, () => makeEvaluator(turned))),
        });
      }
    }
  }
  const reach = await reachOf(edition, questions, makeEvaluator);
  const readingsNamed = [
    ...new Set(
      questions.flatMap(({ question, trace }) => [...trace.decision.readings, ...question.governedBy]),
    ),
  ];
  return {
    comparisons,
    reach,
    readingsNamed,
    findings: findingsOf(edition, comparisons, reach, readingsNamed),
  };
};

const resultOf = (trace: Trace, place: number, index: number): boolean => {
  const when = trace.rules[place]?.when;
  const comparison = when === undefined ? undefined : comparisonsOf(when)[index];
  if (comparison === undefined) throw new TypeError('The trace is of another edition.');
  return comparison.result;
};

/** Whether the rule would fire where it did not, or not where it did. */
const firesOtherwise = (trace: Trace, place: number, rule: Rule, index: number): boolean => {
  const when = trace.rules[place]?.when;
  return when !== undefined && rule.when.kind !== 'always' && flipped(when, index) !== when.result;
};

/** The edition with one comparison turned round, and that decision alone. */
const turnedRound = (
  edition: Edition,
  ruleSet: RuleSet,
  rule: Rule,
  comparison: ComparisonCondition,
): Edition => {
  const turn = (condition: Condition): Condition => {
    if (condition === comparison) return { kind: 'not', of: comparison, position: comparison.position };
    if (condition.kind === 'not') return { ...condition, of: turn(condition.of) };
    if (condition.kind === 'all' || condition.kind === 'any')
      return { ...condition, of: condition.of.map(turn) };
    return condition;
  };
  const rules = ruleSet.rules.map((one) => (one === rule ? { ...one, when: turn(one.when) } : one));
  return { ...edition, decisions: new Map([[ruleSet.decision, { ...ruleSet, rules }]]) };
};

const whatDepends = async (
  suspects: readonly ExplainedQuestion[],
  makeEvaluator: () => Evaluator,
): Promise<Pick<ComparisonCoverage, 'matters' | 'shownBy'>> => {
  if (suspects.length === 0) return { matters: 'nothing', shownBy: null };
  const evaluator = makeEvaluator();
  let reasons: string | null = null;
  for (const { scenario, question, trace } of suspects) {
    const answer = await evaluator.decide(question);
    if (answer.code !== 'decided') continue;
    if (saysOf(answer.decision) !== saysOf(trace.decision)) return { matters: 'decision', shownBy: scenario };
    if (answer.decision.standing.join(' ') !== trace.decision.standing.join(' ')) reasons ??= scenario;
  }
  return { matters: reasons === null ? 'nothing' : 'reasons', shownBy: reasons };
};

const saysOf = ({ outcome, effects, discretion }: Decision): string =>
  JSON.stringify([outcome, effects, discretion]);

const textOf = ({ name, operator, right }: ComparisonCondition): string =>
  `${name} ${operator} ${right.kind === 'fact' ? right.name : JSON.stringify(right.value)}`;

const findingsOf = (
  edition: Edition,
  comparisons: readonly ComparisonCoverage[],
  { parameters, figures }: Reach,
  readingsNamed: readonly string[],
): readonly ConditionFinding[] => [
  ...comparisons.flatMap((comparison): readonly ConditionFinding[] => {
    const { decision, rule, text, seenTrue, seenFalse, matters } = comparison;
    const subject = `${decision}/${rule}`;
    const told = (code: ConditionFinding['code'], what: string): ConditionFinding => ({
      code,
      subject,
      message: `In ${subject}, no scenario ${what} \`${text}\`.`,
    });
    return [
      ...(seenTrue > 0 ? [] : [told('condition-never-true', 'fulfils')]),
      ...(seenFalse > 0 ? [] : [told('condition-never-false', 'goes against')]),
      ...(matters === 'nothing' ? [told('condition-never-matters', 'depends on')] : []),
    ];
  }),
  ...parameters
    .filter(({ reached }) => !reached)
    .map(({ name }) => ({
      code: 'parameter-not-reached' as const,
      subject: name,
      message: `No decision of a scenario rests on the parameter ${name}.`,
    })),
  ...figures
    .filter(
      ({ reached, name }) =>
        !reached && parameters.some((parameter) => parameter.name === name && parameter.reached),
    )
    .map(({ name, from }) => ({
      code: 'figure-not-reached' as const,
      subject: name,
      message: `No decision of a scenario rests on the value of ${name} from ${from}.`,
    })),
  ...[...edition.readings.keys()]
    .filter((id) => !readingsNamed.includes(id))
    .map((id) => ({
      code: 'reading-not-named' as const,
      subject: id,
      message: `No decision of a scenario names reading ${id}.`,
    })),
];
