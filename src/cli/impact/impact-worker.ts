/** A thread of `clausebook impact`: loads the editions itself, then weighs each batch of lines that it is sent. */
import { workerData } from 'node:worker_threads';
import { answerTasks } from '../../workers/answer-tasks.js';
import type { LineBatch } from '../../audit/verify/line-batches.js';
import type { BatchImpact, ImpactPlan } from './impact-batch.js';
import { openImpactBatch } from './open-impact-batch.js';

const plan = workerData as ImpactPlan; // as `runImpact` starts it
let weigh: ReturnType<typeof openImpactBatch> | undefined;
answerTasks<LineBatch, BatchImpact>(async (batch) => (await (weigh ??= openImpactBatch(plan)))(batch));
