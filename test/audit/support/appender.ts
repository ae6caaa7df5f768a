/**
 * Appends to the data directory that its first argument names until it is killed: 32 at a time, and each id on
 * standard output once it is acknowledged. The second argument makes its ids its own.
 */
import { writeSync } from 'node:fs';
import { openSqliteLog } from '../../../src/audit/store/sqlite/sqlite-log.js';
import { makeEntry, release } from './entries.js';

const [directory = '', round = ''] = process.argv.slice(2);
const log = await openSqliteLog({ directory, now: Date.now });
await log.keepRelease(release);
writeSync(1, 'ready\n');

let count = 0;
const appendOn = async (): Promise<never> => {
  for (;;) {
    count += 1;
    const id = `${round}-${count}`;
    await log.append(makeEntry(count, { id }));
    writeSync(1, `${id}\n`);
  }
};
await Promise.all(Array.from({ length: 32 }, appendOn));
