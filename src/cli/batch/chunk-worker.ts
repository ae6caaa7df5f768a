/** A thread of `clausebook decide --batch`: loads the editions itself, then answers each chunk of lines that it is sent. */
import { workerData } from 'node:worker_threads';
import { engines } from '../../engine/engines.js';
import { makeEvaluators } from '../../decide/evaluate.js';
import { makeEditions } from '../../decide/editions/editions.js';
import { loadEditions, loadKeptRelease } from '../../decide/editions/load-editions.js';
import { tellStartFailure } from '../../service/start/start-failure.js';
import { answerTasks } from '../../workers/answer-tasks.js';
import { makeAnswerChunk } from './answer-chunk.js';
import type { ChunkLines, ChunkResult, WorkerTask } from './messages.js';

const { editionsDirectory, engine, startedAt, asked } = workerData as WorkerTask; // as `decideBatch` starts it
const loaded = await loadEditions(editionsDirectory);
if (loaded.code !== 'loaded') {
  const result = { code: 'could-not', message: tellStartFailure(loaded) } as const;
  answerTasks<ChunkLines, ChunkResult>(() => result);
} else {
  const files = (): Promise<undefined> => Promise.resolve(undefined);
  const answerChunk = makeAnswerChunk(
    {
      editions: makeEditions(loaded.editions, { files, load: loadKeptRelease }),
      evaluators: makeEvaluators(engines[engine]),
      clock: () => startedAt,
    },
    asked,
  );
  answerTasks<ChunkLines, ChunkResult>(
    async (chunk) => ({ code: 'answered', ...(await answerChunk(chunk)) }),
    (result) => (result.code === 'answered' ? [result.bytes.buffer] : []),
  );
}
