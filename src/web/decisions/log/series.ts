import type { Counts } from '../../api/log.js';
import type { Slot } from '../../../wire/book/log.js';

/** What is shown over time: a name, and how many there are in each slot. */
export interface Series {
  readonly name: string;
  readonly counts: readonly number[];
  /** True of the one that stands for all that are left. */
  readonly isRest: boolean;
}

/** By what decisions are told apart. */
export type SeriesKind = 'documents' | 'decisions' | 'outcomes' | 'clauses';

/** As many can be told apart by their colour. */
const mostSeries = 8;

/** The most frequent names over time, and the rest as one. */
export const seriesOf = (slots: readonly Slot[], by: SeriesKind, totals: Counts): readonly Series[] => {
  const names = Object.keys(totals);
  const shown = names.length <= mostSeries + 1 ? names : names.slice(0, mostSeries);
  const series = shown.map((name) => ({
    name,
    counts: slots.map((slot) => slot[by][name] ?? 0),
    isRest: false,
  }));
  if (shown.length === names.length) return series;
  const rest = names.slice(shown.length);
  const counts = slots.map((slot) => rest.reduce((sum, name) => sum + (slot[by][name] ?? 0), 0));
  return [...series, { name: `${rest.length} others`, counts, isRest: true }];
};

/** A round number at or above the greatest, for the top of a scale. */
export const topOf = (greatest: number): number => {
  if (greatest <= 4) return Math.max(1, greatest);
  const unit = 10 ** Math.floor(Math.log10(greatest));
  return [1, 2, 2.5, 5, 10].map((step) => step * unit).find((top) => top >= greatest) ?? greatest;
};
