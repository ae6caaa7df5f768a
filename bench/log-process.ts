/**
 * Opens the data directory of its first argument and appends as many records as its second says, each of 64 submitters waiting for its last
 * one; then as many as its third says, in rounds beside a bare append-and-fsync loop. Prints what it measured as JSON.
 */
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DecisionLog } from '../src/audit/store/decision-log.js';
import { openSqliteLog } from '../src/audit/store/sqlite/sqlite-log.js';
import { newId } from '../src/new-id.js';
import { recordedEntry } from './recorded-entry.js';

const [directory = '', ...counts] = process.argv.slice(2);
const [warmUp = 0, perRound = 0, rounds = 1] = counts.map(Number);

/** How many subjects were made up: every record is about another one. */
let subjects = 0;
/** Of each group that became durable together: how many records it had. */
let groups: number[] = [];
let inTurn = 0;
const { entry, release } = await recordedEntry();
const begin = performance.now();
const log = await openSqliteLog({ directory, now: Date.now });
log.hang({
  recorded: () => {
    inTurn += 1;
    if (inTurn === 1)
      setImmediate(() => {
        groups.push(inTurn);
        inTurn = 0;
      });
  },
});
const openMs = performance.now() - begin;
await log.keepRelease(release);

const appendAll = async (to: DecisionLog, count: number): Promise<void> => {
  let left = count;
  const submit = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      subjects += 1;
      const inputs = { ...entry.inputs, subject: `subject-${subjects}` };
      await to.append({ ...entry, id: newId(), decidedAt: Date.now(), inputs });
    }
  };
  await Promise.all(Array.from({ length: 64 }, submit));
};

/** Appends bytes of the same sizes to a file and forces each to disk. */
const appendBare = async (sizes: readonly number[]): Promise<void> => {
  const path = join(directory, 'bare');
  const bytes = Buffer.alloc(Math.max(...sizes), 'a');
  const handle = await open(path, 'w');
  try {
    let position = 0;
    for (const size of sizes) {
      await handle.write(bytes, 0, size, position);
      await handle.datasync();
      position += size;
    }
  } finally {
    await handle.close();
    await rm(path);
  }
};

await appendAll(log, warmUp);
let recordBytes = 0;
for await (const { text } of log.lines()) {
  recordBytes = Buffer.byteLength(text) + 1;
  break;
}
const measured = [];
for (let round = 0; round < rounds; round += 1) {
  groups = [];
  const from = performance.now();
  const before = process.cpuUsage();
  await appendAll(log, perRound);
  const { user, system } = process.cpuUsage(before);
  const ownMs = performance.now() - from;
  const sizes = groups.map((records) => records * recordBytes);
  const bareFrom = performance.now();
  await appendBare(sizes);
  measured.push({
    ownMs,
    bareMs: performance.now() - bareFrom,
    cpuUs: (user + system) / perRound,
    perWrite: perRound / sizes.length,
    bytes: sizes.reduce((sum, size) => sum + size, 0) / perRound,
  });
}
await log.close();
process.stdout.write(`${JSON.stringify({ openMs, rounds: measured })}\n`);
