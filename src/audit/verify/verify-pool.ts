import type { BatchAudit, WantedMarks } from './batch-audit.js';
import { makeWorkerPool, type Pool } from '../../workers/worker-pool.js';

// Run from its source, a module's neighbours are sources too.
const script = new URL(`./batch-audit-worker${import.meta.url.slice(-3)}`, import.meta.url);

/** Audits batches in so many threads. */
export const makeAuditPool = (wanted: WantedMarks, width: number): Pool<readonly string[], BatchAudit> =>
  makeWorkerPool(script, { width, data: wanted });
