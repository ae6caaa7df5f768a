import type { InvalidClause } from '../../engine/severability.js';
import type { Decided } from './judge-case.js';

/** A case whose customer gains or loses much. */
export interface LargeCase {
  /** Where it was read, for a person. */
  readonly at: string;
  /** The record's id; `null` for a request. */
  readonly id: string | null;
  readonly decision: string;
  /** Epoch milliseconds. */
  readonly asOf: number;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly invalid?: readonly InvalidClause[];
  readonly before: Decided;
  readonly after: Decided;
  readonly unit: string;
  readonly isMoney: boolean;
  /** What the customer gains, less than zero where it is lost; minor units or counts. */
  readonly gain: bigint;
}

/** The largest cases of each unit, the largest first; of equal ones, those that came first. */
export type Largest = Map<string, LargeCase[]>;

const most = 10;

/** Takes a case where it is among the ten largest of its unit so far. Returns whether it is. */
export const offerLargest = (largest: Largest, one: LargeCase): boolean => {
  const known = largest.get(one.unit) ?? [];
  largest.set(one.unit, known);
  const place = known.findIndex((other) => size(other) < size(one));
  if (place === -1 && known.length >= most) return false;
  known.splice(place === -1 ? known.length : place, 0, one);
  known.length = Math.min(known.length, most);
  return true;
};

const size = ({ gain }: LargeCase): bigint => (gain < 0n ? -gain : gain);
