import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { libraryEditions } from '../../cli/support/call.js';
import { withFolder } from '../support/folder.js';
import { Load } from '../support/load.js';
import { startServing } from '../support/serving.js';
import type { Trial } from '../support/trial.js';
import { judgeDirectory } from '../support/verdict.js';
import { must } from '../support/violation.js';
import { walk } from '../support/walk.js';

const addresses = [
  '/decisions',
  '/openapi.json',
  '/editions',
  '/checkpoints',
  '/book-data/log/counts',
  '/metrics',
];

/** What could not be read for want of descriptors is there again by then. */
const comesBackMs = 90_000;

/** More connections come than the service may have files open. */
export const descriptors: Trial = {
  about: 'the service may open few files, and more connections come than that',
  usual: 5,
  run: ({ random, count, planted }) =>
    withFolder(async (folder) => {
      const figures = { rounds: 0, answered: 0 };
      for (; figures.rounds < count; figures.rounds += 1) {
        const options = {
          dataDirectory: join(folder, String(figures.rounds)),
          editionsDirectory: libraryEditions,
        };
        const most = 260 + random.below(60);
        const service = await startServing(options, { before: ['prlimit', `--nofile=${most}`] });
        const load = new Load(random);
        const crowd = load.run(() => [service.url], 2 * most);
        await pause(1500);
        load.stop();
        await crowd;
        // Once the crowd is gone everything is there again: soon, and by itself.
        const few = load.run(() => [service.url], 4);
        await pause(300);
        const until = Date.now() + comesBackMs;
        let walked = await walk(service.url, addresses);
        while (Date.now() < until && [...walked.values()].some(({ status }) => status === 503))
          walked = await walk(service.url, addresses);
        load.stop();
        await few;
        for (const [address, { status, text }] of walked)
          must(status === 200, `${address} is answered ${status}: ${text}`);
        await load.settle(() => [service.url]);
        await service.close();
        must(service.defects.length === 0, service.defects.join('\n'));
        await planted?.(options.dataDirectory);
        await judgeDirectory(options.dataDirectory, load.answered);
        figures.answered += load.answered.length;
      }
      return figures;
    }),
};
