import { two, wants, type BuiltIn } from '../built-in.js';
import { whyNotEqual, whyNotOrdered } from '../types/comparability.js';
import { isNullable, withoutNull } from '../types/type-relations.js';
import { compareNumbers, isNumber, sameNumber, type Numeric } from '../numbers/numeric.js';
import type { Type } from '../types/types.js';

/** Values from one to another; an end that is absent has no bound. */
export interface Range {
  readonly start: Numeric | null;
  readonly end: Numeric | null;
  readonly startIncluded: boolean;
  readonly endIncluded: boolean;
}

/** A point or a range. */
export type Given = Numeric | Range;

const isPoint = (given: Given): given is Numeric => isNumber(given);
const rangeOf = (given: Given): Range =>
  isPoint(given) ? { start: given, end: given, startIncluded: true, endIncluded: true } : given;

const same = (one: Numeric | null, other: Numeric | null): boolean =>
  one === null || other === null ? one === other : sameNumber(one, other);

/** Whether one end comes before another; what has no bound comes first as a start, last as an end. */
const startsEarlier = (a: Range, b: Range): boolean =>
  compareNumbers(a.start ?? -Infinity, b.start ?? -Infinity) < 0;
const endsEarlier = (a: Range, b: Range): boolean => compareNumbers(a.end ?? Infinity, b.end ?? Infinity) < 0;
const endsBeforeStart = (a: Range, b: Range): boolean =>
  compareNumbers(a.end ?? Infinity, b.start ?? -Infinity) < 0;
const touches = (a: Range, b: Range): boolean => a.end !== null && same(a.end, b.start);

const before = (a: Range, b: Range): boolean =>
  endsBeforeStart(a, b) || (touches(a, b) && !(a.endIncluded && b.startIncluded));
const meets = (a: Range, b: Range): boolean => touches(a, b) && a.endIncluded && b.startIncluded;
const overlaps = (a: Range, b: Range): boolean => !before(a, b) && !before(b, a);
const includes = (a: Range, b: Range): boolean =>
  (startsEarlier(a, b) || (same(a.start, b.start) && (a.startIncluded || !b.startIncluded))) &&
  (endsEarlier(b, a) || (same(a.end, b.end) && (a.endIncluded || !b.endIncluded)));
const overlapsBefore = (a: Range, b: Range): boolean =>
  (startsEarlier(a, b) || (same(a.start, b.start) && a.startIncluded && !b.startIncluded)) &&
  overlaps(a, b) &&
  (endsEarlier(a, b) || (same(a.end, b.end) && (!a.endIncluded || b.endIncluded)));
const overlapsAfter = (a: Range, b: Range): boolean =>
  (startsEarlier(b, a) || (same(a.start, b.start) && b.startIncluded && !a.startIncluded)) &&
  overlaps(a, b) &&
  (endsEarlier(b, a) || (same(a.end, b.end) && (!b.endIncluded || a.endIncluded)));
const finishes = (a: Range, b: Range): boolean =>
  same(a.end, b.end) &&
  a.endIncluded === b.endIncluded &&
  (startsEarlier(b, a) || (same(a.start, b.start) && (!a.startIncluded || b.startIncluded)));
const starts = (a: Range, b: Range): boolean =>
  same(a.start, b.start) &&
  a.startIncluded === b.startIncluded &&
  (endsEarlier(a, b) || (same(a.end, b.end) && (!a.endIncluded || b.endIncluded)));
const coincides = (a: Range, b: Range): boolean =>
  same(a.start, b.start) &&
  same(a.end, b.end) &&
  a.startIncluded === b.startIncluded &&
  a.endIncluded === b.endIncluded;

const of =
  (holds: (a: Range, b: Range) => boolean) =>
  (a: Given, b: Given): boolean =>
    holds(rangeOf(a), rangeOf(b));
const swapped =
  (holds: (a: Range, b: Range) => boolean) =>
  (a: Given, b: Given): boolean =>
    holds(rangeOf(b), rangeOf(a));

/** How points and ranges lie to each other (DMN 1.5, 10.3.4.7). */
export const rangeCalculations = {
  before: of(before),
  after: swapped(before),
  meets: of(meets),
  'met by': swapped(meets),
  overlaps: of(overlaps),
  'overlaps before': of(overlapsBefore),
  'overlaps after': of(overlapsAfter),
  finishes: of(finishes),
  'finished by': swapped(finishes),
  includes: of(includes),
  during: swapped(includes),
  starts: of(starts),
  'started by': swapped(starts),
  coincides: of(coincides),
} as const;

/** What the two arguments are: `p` for a point, `r` for a range. */
const takes: Readonly<Record<keyof typeof rangeCalculations, readonly string[]>> = {
  before: ['pp', 'pr', 'rp', 'rr'],
  after: ['pp', 'pr', 'rp', 'rr'],
  meets: ['rr'],
  'met by': ['rr'],
  overlaps: ['rr'],
  'overlaps before': ['rr'],
  'overlaps after': ['rr'],
  finishes: ['pr', 'rr'],
  'finished by': ['rp', 'rr'],
  includes: ['rp', 'rr'],
  during: ['pr', 'rr'],
  starts: ['pr', 'rr'],
  'started by': ['rp', 'rr'],
  coincides: ['pp', 'rr'],
};

/** How these are called, and what they give. */
export const rangeFunctions = Object.fromEntries(
  Object.entries(takes).map(([name, forms]): [string, BuiltIn] => [
    name,
    two(`${name}(a, b)`, (a, b) => {
      const form = [a, b].map((type) => (isRange(type) ? 'r' : 'p')).join('');
      if (!forms.includes(form))
        return `it wants ${forms.map((one) => Array.from(one, told).join(' and ')).join(', or ')}`;
      const [one, other] = [pointOf(a), pointOf(b)];
      if (one.kind === 'null' || other.kind === 'null') return { kind: 'boolean' };
      return whyNotOrdered(one, other) ?? whyNotEqual(one, other) ?? { kind: 'boolean' };
    }),
  ]),
) as Readonly<Record<keyof typeof rangeCalculations, BuiltIn>>; // its keys are those of `takes`

const told = (form: string): string => (form === 'p' ? 'a point' : 'a range');

/** Whether a type is a range of values. */
const isRange = (type: Type): boolean => type.kind === 'record' && type.name === 'range';

/** What lies in a range, or the type itself where it is none. */
export const pointOf = (type: Type): Type => {
  if (type.kind !== 'record' || type.name !== 'range') return type;
  const [start, end] = [type.fields['start'], type.fields['end']];
  return withoutNull((start?.kind === 'null' ? end : start) ?? { kind: 'null' });
};

/** Why two ends make no range, in words; `null` where they do. */
export const whyNoRange = (low: Type | undefined, high: Type | undefined): string | null => {
  const absent = [low, high].find((type) => type !== undefined && isNullable(type));
  if (absent !== undefined) return wants('what is always there', absent);
  const [one = high, other = low] = [low, high];
  return one === undefined || other === undefined ? 'it has no end' : whyNotOrdered(one, other);
};
