import type { Explained, FactError } from '../../engine/evaluation.js';
import { comparisonsOf } from '../../engine/comparisons-of.js';

/** What a case comes to at one instant. */
export type Reached =
  | { readonly code: 'decided'; readonly outcome: string; readonly conflict: readonly string[] | null }
  | { readonly code: 'refused'; readonly errors: readonly FactError[] }
  | { readonly code: 'failed'; readonly why: string };

/** A stretch of time over which a case comes to the same, as far as it was looked at. */
export interface Stretch {
  readonly reached: Reached;
  /** Epoch milliseconds of the first and the last instant that was looked at. */
  readonly from: number;
  readonly to: number;
  /** What lies where it begins: boundaries, else the conditions that changed. Empty for the first stretch. */
  readonly begins: readonly string[];
}

/** One instant that was looked at. */
export interface Seen {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly reached: Reached;
  /** `undefined` where it failed. */
  readonly explained: Explained | undefined;
}

/** Equal where two instants come to the same. */
export const keyOf = (reached: Reached): string => {
  if (reached.code === 'decided') return `${reached.outcome} ${(reached.conflict ?? []).join(' ')}`;
  return reached.code === 'refused'
    ? `refused ${reached.errors.map(({ code }) => code).join(' ')}`
    : 'failed';
};

/**
 * Joins what was seen to stretches of the same.
 * @param seen in the order of time
 */
export const stretchesOf = (
  seen: readonly Seen[],
  namesAt: (at: number) => readonly string[],
): readonly Stretch[] => {
  const stretches: { reached: Reached; from: number; to: number; begins: readonly string[] }[] = [];
  let before: Seen | undefined;
  for (const now of seen) {
    const { at } = now;
    const last = stretches.at(-1);
    if (last !== undefined && keyOf(last.reached) === keyOf(now.reached)) last.to = at;
    else {
      const named = [...namesAt(at), ...namesAt(at - 1)];
      const begins = named.length > 0 ? named : changesBetween(before?.explained, now.explained);
      stretches.push({ reached: now.reached, from: at, to: at, begins: last === undefined ? [] : begins });
    }
    before = now;
  }
  return stretches;
};

/** The names in the conditions whose result differs between two traces: what an outcome changed by where no boundary is known. */
const changesBetween = (before: Explained | undefined, now: Explained | undefined): readonly string[] => {
  if (before?.code !== 'decided' || now?.code !== 'decided') return [];
  const earlier = before.trace.rules.flatMap(({ when }) => comparisonsOf(when));
  const later = now.trace.rules.flatMap(({ when }) => comparisonsOf(when));
  const changed = later.filter((comparison, i) => comparison.result !== earlier[i]?.result);
  return [...new Set(changed.flatMap(({ fact, comparedName }) => [fact, comparedName ?? fact]))]
    .filter((name) => name !== 'asOf')
    .sort();
};
