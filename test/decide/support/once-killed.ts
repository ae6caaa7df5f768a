/**
 * Serves decisions by the library's rules on the data directory that its first argument names; dies where a decision is durable and not
 * answered. Prints its URL.
 */
import { randomUUID } from 'node:crypto';
import { openSqliteLog } from '../../../src/audit/store/sqlite/sqlite-log.js';
import { makeCompiledEvaluator } from '../../../src/engine/compiled/compiled-evaluator.js';
import { startService } from '../../../src/service/start/start-service.js';
import { library } from '../once-stores.js';

const [directory = ''] = process.argv.slice(2);
const log = await openSqliteLog({ directory, now: Date.now });
const dieOnceDurable = async <Recorded>(recording: Promise<Recorded>): Promise<Recorded> => {
  await recording;
  process.kill(process.pid, 'SIGKILL');
  return new Promise<never>(() => undefined);
};
const result = await startService({
  host: '127.0.0.1',
  port: 0,
  editions: [library()],
  openLog: () =>
    Promise.resolve({
      ...log,
      append: (entry) => dieOnceDurable(log.append(entry)),
      appendTogether: (entries) => dieOnceDurable(log.appendTogether(entries)),
    }),
  loadRelease: () => Promise.resolve(library()),
  makeEvaluator: makeCompiledEvaluator,
  clock: Date.now,
  newId: randomUUID,
  reportDefect: (error) => {
    throw error;
  },
});
if (result.code !== 'started') throw new Error(result.code);
process.stdout.write(`${result.service.url}\n`);
