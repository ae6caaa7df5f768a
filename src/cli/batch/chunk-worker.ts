/** A thread of `clausebook decide --batch`: loads the editions itself, then answers each chunk of lines that it is sent. */
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { engines } from '../../engine/engines.js';
import { makeEvaluators } from '../../decide/decide.js';
import { makeEditions } from '../../decide/editions/editions.js';
import { loadEditions, loadKeptRelease } from '../../decide/editions/load-editions.js';
import { tellStartFailure } from '../../service/start/start-failure.js';
import { makeAnswerChunk } from './answer-chunk.js';
import type { ChunkLines, FromWorker, WorkerTask } from './messages.js';

const work = async (port: MessagePort, task: WorkerTask): Promise<void> => {
  const send = (message: FromWorker): void => {
    port.postMessage(message, message.code === 'answered' ? [message.answer.bytes.buffer] : []);
  };
  const loaded = await loadEditions(task.editionsDirectory);
  if (loaded.code !== 'loaded') {
    send({ code: 'could-not', message: tellStartFailure(loaded) });
    return;
  }
  const answerChunk = makeAnswerChunk(
    {
      editions: makeEditions(loaded.editions, {
        files: () => Promise.resolve(undefined),
        load: loadKeptRelease,
      }),
      evaluators: makeEvaluators(engines[task.engine]),
      clock: () => task.startedAt,
    },
    task.asked,
  );
  let last = Promise.resolve();
  port.on('message', (chunk: ChunkLines) => {
    // One after the other, so that answers go back in the order in which the chunks came.
    last = last.then(async () => {
      send({ code: 'answered', answer: await answerChunk(chunk) });
    });
  });
};

if (parentPort === null) throw new TypeError('This is no thread of a batch');
await work(parentPort, workerData as WorkerTask); // as the pool starts it
