import type { CheckProgress } from '../../../publishing/check-release.js';
import { threadScript } from '../../../workers/pool.js';
import { makeWorkInTurns, type WorkInTurns, type WorkLimits } from '../work-in-turns.js';
import type { Examined, ReleaseTask } from './release-task.js';

/** Examines drafts as releases, and tells how far it is. */
export type ReleaseWork = WorkInTurns<ReleaseTask, Examined, CheckProgress>;

/** One at a time, and so many wait besides. The checks of a long contract take a minute of a processor: on a slow machine many of the clock. */
const defaultLimits: WorkLimits = {
  ...{ width: 1, waiting: 4, ofOne: 2 },
  ...{ deadlineMs: 15 * 60_000, heapMb: 1_024, idleMs: 60_000 },
};

/** Examines drafts within these limits. */
export const makeReleaseWork = (limits: WorkLimits = defaultLimits): ReleaseWork =>
  makeWorkInTurns(threadScript('release-worker', import.meta.url), limits);
