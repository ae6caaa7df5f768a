import { workerData } from 'node:worker_threads';
import { answerTasks } from '../../workers/answer-tasks.js';
import { auditBatch, type BatchAudit, type WantedMarks } from './batch-audit.js';
import type { AuditedLines } from './line-batches.js';

/** A thread that audits batches of lines; started with the marks that are wanted. */
const wanted = workerData as WantedMarks; // as `verifyLog` starts it
answerTasks<AuditedLines, BatchAudit>((lines) => auditBatch(lines, wanted));
