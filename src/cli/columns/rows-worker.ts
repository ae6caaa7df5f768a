import { workerData } from 'node:worker_threads';
import { loadReplayed } from '../../audit/replay/replay-log.js';
import { answerTasks } from '../../workers/answer-tasks.js';
import { makeRowsOfLines, type LinesOfChain, type RowsOfLines, type RowsPlan } from './rows-of-lines.js';

/** A thread that makes rows of lines; asks for the releases by their digests. */
const plan = workerData as RowsPlan; // as `makeRowsPool` starts it
let rows: ((batch: LinesOfChain) => Promise<RowsOfLines>) | undefined;
answerTasks<LinesOfChain, RowsOfLines>(
  (batch, { ask }) => {
    rows ??= makeRowsOfLines(plan, async (digest) => {
      const files = await ask(digest);
      return loadReplayed(digest, files instanceof Map ? files : undefined);
    });
    return rows(batch);
  },
  ({ rows: made }) => made.map(({ text }) => text.buffer),
);
