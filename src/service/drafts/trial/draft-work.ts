import { threadScript } from '../../../workers/pool.js';
import { workLimits } from '../../work-limits.js';
import { makeWorkInTurns, type WorkInTurns, type WorkLimits } from '../work-in-turns.js';
import type { DraftNews, DraftTask } from './draft-task.js';

/** Checks, tries and changes drafts. */
export type DraftWork = WorkInTurns<DraftTask, undefined, DraftNews>;

const defaultLimits: WorkLimits = { ...workLimits, waiting: 8, ofOne: 4 };

/** Works on drafts within these limits. */
export const makeDraftWork = (limits: WorkLimits = defaultLimits): DraftWork =>
  makeWorkInTurns(
    threadScript('draft-worker', import.meta.url),
    limits,
    // Whoever fills a form while scenarios run is not to wait for them.
    ({ kind }) => (kind === 'form' || kind === 'edit' ? 'form of' : ''),
  );
