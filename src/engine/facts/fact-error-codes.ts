import type { ConstraintCode } from '../../edition/model/declarations.js';

/** What can be wrong with facts, by code, and when. The constraints of an edition add codes of their own. */
export const factErrorCodes = {
  'unknown-fact': 'A name that is not in the vocabulary.',
  'missing-fact': 'A fact that the decision reads, that has no default, and was not given.',
  required:
    'A value that the decision requires in this case is absent; the edition says why it is asked for.',
  'wrong-type': 'A value of another JSON type.',
  'not-allowed': 'A value that the vocabulary does not allow.',
  'out-of-range':
    'A number below or above what is allowed; or, of no fact by itself, that what is computed of the facts is out of range.',
  'instant-without-offset': 'An instant without `Z` or an offset.',
  'invalid-instant': 'No RFC 3339 instant, or finer than milliseconds.',
  'invalid-date': 'No day of the calendar as `2026-08-15`.',
  'invalid-time': 'No time of a day as `14:30` or `14:30:00`.',
  'invalid-duration': 'No ISO 8601 duration in days, hours, minutes and seconds, as `P30D`.',
  'invalid-percent': 'No percentage as `19 %`.',
  empty: 'A text that must not be empty.',
  'too-long': 'A text or a list that is longer than the vocabulary allows.',
  'more-errors': 'Of no fact by itself: more places are wrong than are named.',
} as const satisfies Readonly<Record<string, string>>;

/** The stable code of what is wrong with a fact. */
export type FactErrorCode = keyof typeof factErrorCodes | ConstraintCode;
