/**
 * How long the receipt of one record among many takes: a log is filled with as many records as the first argument says (a million unless told otherwise) and its
 * checkpoint made, then receipts of records all over it, and the same of a log of a thousandth of it. Each is made as the service does, as far as the JSON
 * that is sent; the first of each log, which reads the release, is told apart.
 */
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCheckpointing } from '../src/audit/chain/checkpointing.js';
import { readSigningKey, readVerifyingKeys } from '../src/audit/chain/signing-key.js';
import { makeReleaseContents } from '../src/audit/receipt/release-contents.js';
import { openSqliteLog } from '../src/audit/store/sqlite/sqlite-log.js';
import { makeReceipts } from '../src/decide/record/receipts.js';
import { newId } from '../src/new-id.js';
import { recordedEntry } from './recorded-entry.js';

const most = Number(process.argv[2] ?? 1_000_000);
const perWrite = 1000;
const receipts = 200;
const limitMs = 50;

const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const key = readSigningKey(pem);
const keys = readVerifyingKeys(key.published.pem);

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.floor(sorted.length * share)] ?? NaN;

/** Of a log with so many records: the first receipt, and the others in order of what they took. */
const measure = async (
  records: number,
): Promise<readonly [first: number, others: readonly number[], bytes: number]> => {
  const directory = await mkdtemp(join(tmpdir(), 'clausebook-receipts-'));
  const { entry, release } = await recordedEntry();
  const log = await openSqliteLog({ directory, now: Date.now });
  const contents = makeReleaseContents(log);
  try {
    await log.keepRelease(release);
    const ids: string[] = [];
    for (let made = 0; made < records; made += perWrite) {
      const group = Array.from({ length: Math.min(perWrite, records - made) }, () => ({
        ...entry,
        id: newId(),
        decidedAt: Date.now(),
      }));
      ids.push(group[Math.floor(group.length / 2)]?.id ?? '');
      await log.appendTogether(group);
    }
    const reportFailure = (cause: unknown): never => {
      throw new Error('A checkpoint failed', { cause });
    };
    const checkpointing = makeCheckpointing({ log, key, now: Date.now, reportFailure });
    await checkpointing.catchUp();
    await checkpointing.make();
    const find = makeReceipts({ log, contents, keys: () => keys, thorough: false });
    const times: number[] = [];
    let bytes = 0;
    for (let nth = 0; nth <= receipts; nth += 1) {
      const from = performance.now();
      const found = await find(ids[Math.floor((nth / (receipts + 1)) * ids.length)] ?? '');
      if (found.code !== 'found') throw new Error(`There is no receipt: ${found.code}`);
      bytes = Buffer.byteLength(JSON.stringify(found.receipt));
      times.push(performance.now() - from);
    }
    const [first = NaN, ...others] = times;
    return [first, others.sort((one, other) => one - other), bytes];
  } finally {
    await contents.close();
    await log.close();
    await rm(directory, { recursive: true });
  }
};

for (const records of [Math.ceil(most / 1000), most]) {
  const [first, others, bytes] = await measure(records);
  console.log(
    `${records} records: the first receipt ${first.toFixed(1)} ms, then p50 ${at(others, 0.5).toFixed(1)} ms, p95 ${at(others, 0.95).toFixed(1)} ms, at most ${(others.at(-1) ?? NaN).toFixed(1)} ms (${at(others, 0.95) < limitMs ? 'below' : 'NOT below'} ${limitMs} ms at p95); ${Math.round(bytes / 1000)} kB`,
  );
}
