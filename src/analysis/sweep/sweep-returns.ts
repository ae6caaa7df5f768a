import type { RuleSet } from '../../edition/model/rule-set.js';
import { valueInForce } from '../../engine/environment.js';
import type { Stretch } from './sweep-stretches.js';

/** A window that is meant: an outcome gives way and comes back, for a reason that somebody wrote down. */
export interface ExpectedReturn {
  readonly decision: string;
  /** Along time: `[refuse, consume, refuse]`. */
  readonly outcomes: readonly string[];
  /** What lies where the first outcome gives way, by dotted name. */
  readonly from: string;
  /** What lies where it comes back. */
  readonly to: string;
  readonly because: string;
}

/** An outcome that came back. */
export interface Return {
  /** Along time, the same first and last. */
  readonly outcomes: readonly string[];
  /** Where it gave way. */
  readonly away: Stretch;
  /** Where it came back. */
  readonly back: Stretch;
  /** The entry that says why, or the figure that went and came back; `null` where neither explains it. */
  readonly expected: ExpectedReturn | { readonly figure: string } | null;
}

/**
 * The outcomes that come back along time, each once, from where it last held. What is refused, fails or is unresolved is no outcome: it
 * neither gives way nor comes back.
 */
export const returnsIn = (
  ruleSet: RuleSet,
  stretches: readonly Stretch[],
  expected: readonly ExpectedReturn[],
): readonly Return[] => {
  const resolved = stretches.filter(({ reached }) => reached.code === 'decided' && reached.conflict === null);
  const held: Stretch[] = [];
  const returns: Return[] = [];
  for (const back of resolved) {
    const outcome = outcomeOf(back);
    const last = held.at(-1);
    if (last !== undefined && outcomeOf(last) === outcome) continue;
    const earlier = held.findLastIndex((stretch) => outcomeOf(stretch) === outcome);
    held.push(back);
    const away = held[earlier + 1];
    if (earlier === -1 || away === undefined) continue;
    const outcomes = held.slice(earlier).map(outcomeOf);
    const isMoment = back.from - away.from <= 1;
    const why = isMoment
      ? null
      : (expected.find((one) => covers(one, ruleSet.decision, outcomes, away, back)) ??
        figureOf(ruleSet, away, back));
    returns.push({ outcomes, away, back, expected: why });
  }
  return returns;
};

const outcomeOf = ({ reached }: Stretch): string => (reached.code === 'decided' ? reached.outcome : '');

const covers = (
  { decision, outcomes, from, to }: ExpectedReturn,
  asked: string,
  seen: readonly string[],
  away: Stretch,
  back: Stretch,
): boolean =>
  decision === asked &&
  outcomes.join(' ') === seen.join(' ') &&
  away.begins.includes(from) &&
  back.begins.includes(to);

/** A parameter that changes at both ends, and is after them what it was before. */
const figureOf = (ruleSet: RuleSet, away: Stretch, back: Stretch): { readonly figure: string } | null => {
  const figure = ruleSet.parameters.find((parameter) => {
    if (!away.begins.includes(parameter.name) || !back.begins.includes(parameter.name)) return false;
    const before = valueInForce(parameter, away.from - 2).dated;
    const after = valueInForce(parameter, back.from).dated;
    return before !== after && JSON.stringify(before.value) === JSON.stringify(after.value);
  });
  return figure === undefined ? null : { figure: figure.name };
};
