import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { libraryEditions } from '../../cli/support/call.js';
import { withFolder } from '../support/folder.js';
import { Load } from '../support/load.js';
import { RefusedToStart, startServing, type Serving } from '../support/serving.js';
import type { Trial } from '../support/trial.js';
import { judgeDirectory } from '../support/verdict.js';
import { must } from '../support/violation.js';

/** As in another container with the same volume and host name: other numbers of processes, the same files. */
const elsewhere = ['unshare', '--pid', '--fork', '--kill-child', '--uts', '--mount', '--mount-proc'];

/** Several processes are started on one data directory at once, here and in containers, and the one that got it is killed. */
export const two: Trial = {
  about: 'several processes want one data directory at once, also from containers of their own (as root)',
  usual: 10,
  run: ({ random, count, planted }) =>
    withFolder(async (folder) => {
      const options = { dataDirectory: join(folder, 'data'), editionsDirectory: libraryEditions };
      const load = new Load(random);
      const figures = { rounds: 0, 'refused to start': 0, answered: 0 };
      for (; figures.rounds < count; figures.rounds += 1) {
        const isRoot = process.getuid?.() === 0;
        const starts = [[], isRoot ? elsewhere : [], isRoot ? elsewhere : []].map((before) =>
          startServing(options, { before }),
        );
        const results = await Promise.allSettled(starts);
        const holders: Serving[] = [];
        for (const result of results)
          if (result.status === 'fulfilled') holders.push(result.value);
          else {
            const error: unknown = result.reason;
            must(error instanceof RefusedToStart && error.code === 'data-directory-held', String(error));
            figures['refused to start'] += 1;
          }
        const [holder] = holders;
        must(holders.length === 1 && holder !== undefined, `${holders.length} hold the directory.`);
        const loading = load.run(() => [holder.url], 16);
        await planted?.(options.dataDirectory);
        const late = await startServing(options, { before: isRoot ? elsewhere : [] }).catch(
          (error: unknown) => error,
        );
        must(
          late instanceof RefusedToStart && late.code === 'data-directory-held',
          late instanceof RefusedToStart ? String(late) : 'A second process serves the directory.',
        );
        figures['refused to start'] += 1;
        await pause(random.below(500));
        await holder.kill();
        await loading;
      }
      const last = await startServing(options);
      await load.settle(() => [last.url]);
      await last.close();
      await judgeDirectory(options.dataDirectory, load.answered);
      return { ...figures, answered: load.answered.length };
    }),
};
