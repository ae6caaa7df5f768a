import { narrowChanges } from '../../analysis/sweep/narrow-changes.js';
import { instantsOf } from '../../analysis/sweep/sweep-boundaries.js';
import { sweepCase, type SweepCase } from '../../analysis/sweep/sweep.js';
import type { Edition } from '../../edition/model/edition.js';
import type { Evaluator } from '../../engine/evaluation.js';
import { dayMs, formatInstant } from '../../language/instants.js';
import type { AlongTime, Span } from '../../wire/book/trying.js';

/**
 * A case at every instant from a little before the first one that it names to a little after the last, cut where its outcome or its effects
 * change.
 */
export const alongTime = async (
  evaluator: Evaluator,
  edition: Edition,
  asked: SweepCase,
  asOf: number,
): Promise<AlongTime> => {
  const sweep = await sweepCase(evaluator, edition, asked);
  const ruleSet = edition.decisions.get(asked.decision);
  const explained = await evaluator.explain({ ...asked, asOf });
  // Dates of figures far from the case say nothing of it: its own instants are its life.
  const own =
    explained.code === 'decided' && ruleSet !== undefined
      ? instantsOf(edition, ruleSet, explained.trace).map(([at]) => at)
      : [];
  const changes = sweep.stretches.slice(1).map((stretch) => stretch.from);
  const life = [asOf, ...own, ...changes].filter((at) => Math.abs(at - asOf) < longestMs);
  const [first, last] = [Math.min(...life), Math.max(...life)];
  const margin = Math.max(leastMarginMs, Math.round((last - first) / 12));
  const [from, to] = [Math.max(first - margin, Math.min(edition.effectiveFrom, first)), last + margin];

  const within = (at: number): boolean => at > from && at < to;
  const named = sweep.boundaries.filter(({ at }) => within(at));
  const known = new Map<number, SaidAt>();
  const sayAt = async (at: number): Promise<SaidAt> => {
    const said = known.get(at) ?? (await say(evaluator, asked, at));
    known.set(at, said);
    return said;
  };
  const step = Math.max(1, Math.floor((to - from) / samples));
  const looked = [
    from,
    ...Array.from({ length: samples }, (_, place) => from + place * step),
    ...named.flatMap(({ at }) => [at - 1, at, at + 1]),
    ...sweep.stretches.map((stretch) => stretch.from).filter(within),
  ];
  for (const at of looked) await sayAt(at);
  const keys = new Set([...known.values()].map(({ outcome, effects }) => keyOf(outcome, effects)));
  // Effects that follow asOf differ at every instant: then the outcome alone cuts time.
  const key = ({ outcome, effects, refused }: SaidAt): string =>
    refused ?? (keys.size > mostKinds ? keyOf(outcome, {}) : keyOf(outcome, effects));
  await narrowChanges(known, sayAt, key, mostLooked);

  const namesAt = new Map([
    ...sweep.stretches.map((stretch) => [stretch.from, stretch.begins] as const),
    ...named.map(({ at, names }) => [at, names] as const),
  ]);
  const spans: { readonly from: number; readonly said: SaidAt; readonly begins: readonly string[] }[] = [];
  for (const [at, said] of [...known].sort(([one], [other]) => one - other)) {
    const last = spans.at(-1);
    if (last !== undefined && key(last.said) === key(said)) continue;
    spans.push({ from: at, said, begins: namesAt.get(at) ?? namesAt.get(at - 1) ?? [] });
  }
  return {
    spans: spans.map(({ from: begins, said, begins: names }, place) => ({
      from: formatInstant(begins),
      to: formatInstant(spans[place + 1]?.from ?? to),
      ...said,
      begins: names,
    })),
    boundaries: named.map(({ at, names }) => ({ at: formatInstant(at), names })),
  };
};
const leastMarginMs = 10 * dayMs;
/** What lies further away than this is no part of a package's life that could be looked at. */
const longestMs = 6 * 366 * dayMs;
/** How many instants are looked at, besides those that have a name. */
const samples = 120;
const mostKinds = 80;
const mostLooked = 6000;

type SaidAt = Pick<Span, 'outcome' | 'effects' | 'refused'>;

const keyOf = (outcome: string | null, effects: object): string =>
  `${outcome ?? ''} ${JSON.stringify(effects)}`;

const say = async (evaluator: Evaluator, asked: SweepCase, at: number): Promise<SaidAt> => {
  const none = { outcome: null, effects: {} };
  try {
    const answer = await evaluator.decide({ ...asked, asOf: at });
    if (answer.code === 'decided') {
      const { outcome, effects } = answer.decision;
      return { outcome, effects, refused: null };
    }
    return { ...none, refused: answer.errors.map(({ message }) => message).join(' ') };
  } catch (error) {
    return { ...none, refused: error instanceof Error ? error.message : String(error) };
  }
};
