/**
 * Erases a subject from the data directory that its first argument names, and stops itself by SIGKILL where its second argument says: once the
 * event is durable and so many segments are rewritten.
 */
import { randomBytes } from 'node:crypto';
import type { renameSync } from 'node:fs';
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { start } from './entries.js';

const [directory = '', after = '0'] = process.argv.slice(2);
const fs = createRequire(import.meta.url)('node:fs') as { renameSync: typeof renameSync }; // the module itself, to be changed
const { renameSync: renameAsIs } = fs;
let left = Number(after);
fs.renameSync = (from, to) => {
  if (left === 0) process.kill(process.pid, 'SIGKILL');
  left -= 1;
  renameAsIs(from, to);
};
syncBuiltinESMExports();

const { openJournal } = await import('../../../src/audit/store/journal/journal.js');
const log = await openJournal({ directory, random: randomBytes, now: () => start, report: () => undefined });
await log.erase({ id: 'erasure-1', at: start, by: 'the officer', reason: 'asked for', subject: 'anna' });
await log.close();
