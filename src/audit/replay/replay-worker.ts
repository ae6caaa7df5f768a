import { workerData } from 'node:worker_threads';
import { answerTasks } from '../../workers/answer-tasks.js';
import { makeReplayBatch, type BatchReplay, type ReplayPlan } from './replay-batch.js';
import { loadReplayed } from './replay-log.js';

/** A thread that evaluates batches of records again; asks for the releases by their digests. */
const plan = workerData as ReplayPlan; // as `replayLog` starts it
let replay: ((lines: readonly string[]) => Promise<BatchReplay>) | undefined;
answerTasks<readonly string[], BatchReplay>((lines, { ask }) => {
  replay ??= makeReplayBatch(plan, async (digest) => {
    const files = await ask(digest);
    return loadReplayed(digest, files instanceof Map ? files : undefined);
  });
  return replay(lines);
});
