import { withThousands } from '../../language/format-value.js';
import type { NotCompared } from './tally.js';

/** A count for people: `1,234`. */
export const tellCount = (count: number): string => withThousands(String(count));

/** A part of a whole in hundredths, of which neither end is claimed where it is not reached: `0 %`, `under 0.1 %`, `12.3 %`. */
export const tellShare = (part: number, whole: number): string => {
  if (part === 0 || whole === 0) return '0 %';
  if (part === whole) return '100 %';
  const share = (100 * part) / whole;
  if (share < 0.1) return 'under 0.1 %';
  return share > 99.9 ? 'over 99.9 %' : `${share.toFixed(1)} %`;
};

/** Why cases are not compared, in words that go with a count. */
export const notComparedWords: Readonly<Record<NotCompared, string>> = {
  erased: 'facts erased on request',
  masked: 'facts that were never kept (masked)',
  sealed: 'facts encrypted, and no key given (`--personal-key`)',
  dropped: 'content dropped by age',
  malformed: 'no record or request that can be read',
  'other-document': 'decided under another document',
  'not-decided-before': 'requests that are not decided today either',
  'no-such-decision': 'decisions that the edition does not make',
  refused: 'facts that the edition refuses',
  failed: 'rules that could not be evaluated',
};
