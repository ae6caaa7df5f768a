import type { Trial } from '../support/trial.js';
import { bits } from './bits.js';
import { kills } from './kills.js';

/** All trials by name, in the order in which they are tried. */
export const trials: ReadonlyMap<string, Trial> = new Map([
  ['kills', kills],
  ['bits', bits],
]);
