import { rangeCalculations, type Given } from '../../../../language/functions/range-functions.js';
import { equal, liesIn, orderOf } from '../compare.js';
import { boolean, none, type Dmn, type DmnRange } from '../dmn-value.js';
import { NotSaid } from '../not-said.js';

type RangeFunction = keyof typeof rangeCalculations;

const isRangeFunction = (name: string): name is RangeFunction => Object.hasOwn(rangeCalculations, name);

/** Which of these take two points, or a point and a range in this order; all take two ranges. */
const points: Readonly<Partial<Record<RangeFunction, readonly string[]>>> = {
  before: ['pp', 'pr', 'rp'],
  after: ['pp', 'pr', 'rp'],
  finishes: ['pr'],
  'finished by': ['rp'],
  includes: ['rp'],
  during: ['pr'],
  starts: ['pr'],
  'started by': ['rp'],
  coincides: ['pp'],
};

/** Functions that compare points and ranges (DMN 1.5, table 80); `undefined` for another name, null where the points have no common order. */
export const callOfRanges = (
  name: string,
  [first = none, second = none]: readonly Dmn[],
): Dmn | undefined => {
  if (!isRangeFunction(name)) return undefined;
  const form = [first, second].map(({ kind }) => (kind === 'range' ? 'r' : 'p')).join('');
  if (form !== 'rr' && points[name]?.includes(form) !== true) return none;
  if (first.kind === 'null' || second.kind === 'null') return none;
  if (name === 'includes' && first.kind === 'range' && second.kind !== 'range') return liesIn(second, first);
  if (name === 'during' && second.kind === 'range' && first.kind !== 'range') return liesIn(first, second);
  const ends = [first, second].flatMap((one) => (one.kind === 'range' ? [one.start, one.end] : [one]));
  if (ends.some(({ kind }) => kind === 'null')) throw new NotSaid('a range without an end');
  if (ends.some((end) => orderOf(end, ends[0] ?? none) === null)) {
    const isPair = name === 'coincides' && form === 'pp' && first.kind === second.kind;
    return isPair ? equal(first, second) : none;
  }
  const sorted = [...ends].sort((one, other) => orderOf(one, other) ?? 0);
  const rankOf = (end: Dmn): number => sorted.findIndex((other) => orderOf(end, other) === 0);
  const ranked = (of: Dmn): Given => (of.kind === 'range' ? rangeOf(of, rankOf) : rankOf(of));
  return boolean(rangeCalculations[name](ranked(first), ranked(second)));
};

/** A range of the places that its ends have among all ends, since functions of the language take numbers. */
const rangeOf = (
  { start, end, startIncluded, endIncluded }: DmnRange,
  rankOf: (end: Dmn) => number,
): Given => ({
  start: rankOf(start),
  end: rankOf(end),
  startIncluded,
  endIncluded,
});
