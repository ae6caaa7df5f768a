/**
 * Appends to the data directory that its first argument names until it is killed: 32 at a time, and each id on
 * standard output once it is acknowledged. The second argument makes its ids its own.
 */
import { openSqliteLog } from '../../../src/audit/store/sqlite/sqlite-log.js';
import { makeEntry, release } from './entries.js';

/** Writes a line; waits where whoever reads it is behind. */
const tell = (line: string): Promise<void> =>
  new Promise((resolve) => {
    process.stdout.write(`${line}\n`, () => {
      resolve();
    });
  });

const [directory = '', round = ''] = process.argv.slice(2);
const log = await openSqliteLog({ directory, now: Date.now });
await log.keepRelease(release);
await tell('ready');

let count = 0;
const appendOn = async (): Promise<never> => {
  for (;;) {
    count += 1;
    const id = `${round}-${count}`;
    await log.append(makeEntry(count, { id }));
    await tell(id);
  }
};
await Promise.all(Array.from({ length: 32 }, appendOn));
