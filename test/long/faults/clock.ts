import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { libraryEditions } from '../../cli/support/call.js';
import { withFolder } from '../support/folder.js';
import { Load } from '../support/load.js';
import { startServing } from '../support/serving.js';
import type { Trial } from '../support/trial.js';
import { judgeDirectory } from '../support/verdict.js';
import { must } from '../support/violation.js';

const [hourMs, dayMs] = [3_600_000, 86_400_000];
/** So far ahead of the true one, or behind it. */
const settings = [
  0,
  1,
  -1,
  hourMs,
  -hourMs,
  40 * dayMs,
  -40 * dayMs,
  366 * dayMs,
  -366 * dayMs,
  3660 * dayMs,
];

/** The clock is set back and forward under load, in a service that drops what is older than ten days. */
export const clock: Trial = {
  about: 'the clock is set back and forward, by a millisecond up to ten years, under load',
  usual: 5,
  run: ({ random, count, planted }) =>
    withFolder(async (folder) => {
      const options = {
        dataDirectory: join(folder, 'data'),
        editionsDirectory: libraryEditions,
        checkpointEvery: { records: 50, ms: 500 },
        retainMs: 10 * dayMs,
        // A key's life is over when the clock says so: here it never is.
        onceLifeMs: 1e13,
      };
      const load = new Load(random);
      const figures = { restarts: 0, settings: 0 };
      for (; figures.restarts < count; figures.restarts += 1) {
        const service = await startServing(options);
        const loading = load.run(() => [service.url], 16);
        for (let nth = 0; nth < 8; nth += 1) {
          service.setClock(random.pick(settings));
          await pause(random.below(400));
          figures.settings += 1;
        }
        load.stop();
        await loading;
        await (random.share() < 0.5 ? service.kill() : service.close());
        await planted?.(options.dataDirectory);
        must(service.defects.length === 0, service.defects.join('\n'));
      }
      const last = await startServing(options);
      await load.settle(() => [last.url]);
      await last.close();
      await judgeDirectory(options.dataDirectory, load.answered);
      return { ...figures, answered: load.answered.length };
    }),
};
