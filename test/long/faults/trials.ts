import type { Trial } from '../support/trial.js';
import { bits } from './bits.js';
import { clock } from './clock.js';
import { descriptors } from './descriptors.js';
import { disk } from './disk.js';
import { erasure } from './erasure.js';
import { kills } from './kills.js';
import { lines } from './lines.js';
import { older } from './older.js';
import { postgres } from './postgres.js';
import { readOnly } from './read-only.js';
import { two } from './two.js';

/** All trials by name, in the order in which they are tried. */
export const trials: ReadonlyMap<string, Trial> = new Map([
  ['kills', kills],
  ['erasure', erasure],
  ['two', two],
  ['disk', disk],
  ['read-only', readOnly],
  ['clock', clock],
  ['descriptors', descriptors],
  ['postgres', postgres],
  ['older', older],
  ['lines', lines],
  ...bits,
]);
