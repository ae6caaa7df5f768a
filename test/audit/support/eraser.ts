/**
 * Erases a subject from the data directory that its first argument names, and stops itself by SIGKILL before the commit that its second argument
 * counts: the event's is the first, what is removed the second, that it is done the third.
 */
import { openLogHere } from '../../../src/audit/store/sqlite/memory-log.js';
import { start } from './entries.js';
import { makeFaultyDisk } from './faulty-database.js';

const [directory = '', commit = '1'] = process.argv.slice(2);
let left = Infinity;
const { open } = makeFaultyDisk(() => {
  left -= 1;
  if (left === 0) process.kill(process.pid, 'SIGKILL');
});
const log = await openLogHere({ directory, now: () => start }, open);
left = Number(commit);
await log.erase({ id: 'erasure-1', at: start, by: 'the officer', reason: 'asked for', subject: 'anna' });
await log.close();
