import { createHash } from 'node:crypto';
import { auditBatch } from '../verify/batch-audit.js';
import { isDigest, type Digest } from '../../language/canonical.js';
import { parseCheckpoint, type Checkpoint } from '../chain/checkpoint.js';
import { checkOrder } from '../chain/checkpoint-verification.js';
import { isRecord } from '../../language/values.js';
import type { Release } from './decision-log.js';
import { exportFormat, type Exported } from './export-log.js';
import { tellFinding, type Finding } from '../verify/finding.js';
import { endsOf, LogAudit } from '../verify/log-audit.js';
import { parseRelease } from './parse-release.js';
import type { RestoreItem } from './sql/fill.js';
import { checkReleases } from '../verify/verify-log.js';

/** An export that is not imported, because it is none, is not whole, or what it holds is not what was recorded. */
export class NotImportableError extends Error {
  override readonly name = 'NotImportableError';
}

type Read =
  | RestoreItem
  | { readonly kind: 'start' }
  | { readonly kind: 'end'; readonly counts: Exported; readonly digest: Digest };

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

const recordStart = '{"record":';

const parseOther = (json: unknown): Read | undefined => {
  if (!isRecord(json)) return undefined;
  if (json['is'] === exportFormat && json['format'] === 1) return { kind: 'start' };
  if ('release' in json) {
    const release = parseRelease(json['release']);
    return release === undefined ? undefined : { kind: 'release', release };
  }
  if ('checkpoint' in json) {
    const checkpoint = parseCheckpoint(json['checkpoint']);
    return checkpoint === undefined ? undefined : { kind: 'checkpoint', checkpoint };
  }
  const end = json['end'];
  if (!isRecord(end)) return undefined;
  const { records, releases, checkpoints, digest } = end;
  return isCount(records) && isCount(releases) && isCount(checkpoints) && isDigest(digest)
    ? { kind: 'end', counts: { records, releases, checkpoints }, digest }
    : undefined;
};

const readLine = (line: string, number: number): Read => {
  if (line.startsWith(recordStart) && line.endsWith('}'))
    return { kind: 'record', line: line.slice(recordStart.length, -1) };
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    json = undefined;
  }
  const read = parseOther(json);
  if (read === undefined) throw new NotImportableError(`line ${number} is nothing that an export has.`);
  return read;
};

/** Reads an export to its end, and sees to it that it is whole: its first and last line, its counts, its digest. Throws `NotImportableError`. */
export async function* readExport(lines: AsyncIterable<string>): AsyncGenerator<RestoreItem> {
  const hash = createHash('sha256');
  const counts = { record: 0, release: 0, checkpoint: 0 };
  let number = 0;
  let ended = false;
  for await (const line of lines) {
    number += 1;
    if (ended) throw new NotImportableError(`line ${number} stands after the end.`);
    const read = readLine(line, number);
    if ((read.kind === 'start') !== (number === 1))
      throw new NotImportableError('it does not begin as an export does.');
    if (read.kind === 'end') {
      const { records, releases, checkpoints } = read.counts;
      const whole =
        records === counts.record &&
        releases === counts.release &&
        checkpoints === counts.checkpoint &&
        read.digest === `sha256:${hash.digest('hex')}`;
      if (!whole)
        throw new NotImportableError('its last line tells of other lines than it has: it was altered.');
      ended = true;
      continue;
    }
    hash.update(`${line}\n`);
    if (read.kind === 'start') continue;
    counts[read.kind] += 1;
    yield read;
  }
  if (!ended) throw new NotImportableError('its end is missing: the file was cut.');
}

const batchLines = 500;

/**
 * Hands an export's items on once they are verified, strictly and as `verifyLog` does. Throws `NotImportableError` at the first finding, at
 * the latest when all was handed on. Whose the signatures of the checkpoints are, only who knows the key can tell.
 */
export async function* verified(items: AsyncIterable<RestoreItem>): AsyncGenerator<RestoreItem> {
  const find = (finding: Finding): void => {
    throw new NotImportableError(tellFinding(finding));
  };
  const releases = new Map<Digest, Release>();
  const checkpoints: Checkpoint[] = [];
  let audit: LogAudit | undefined;
  let at: string[] = [];
  let lines: string[] = [];
  let records = 0;
  const take = (): void => {
    // All checkpoints stand before the records.
    const ends = checkpoints.flatMap((checkpoint) => endsOf(checkpoint, 'the checkpoint'));
    audit ??= new LogAudit([ends], find);
    const batch = { at, lines, indexed: [] };
    audit.take(batch, auditBatch(batch, audit.wanted));
  };
  const handOver = function* (): Generator<RestoreItem> {
    take();
    for (const line of lines) yield { kind: 'record', line };
    at = [];
    lines = [];
  };
  for await (const item of items) {
    if (item.kind === 'record') {
      records += 1;
      at.push(`record ${records}`);
      lines.push(item.line);
      if (lines.length === batchLines) yield* handOver();
      continue;
    }
    if (item.kind === 'release') releases.set(item.release.identity.digest, item.release);
    else if (records > 0) throw new NotImportableError('a checkpoint stands after the first record.');
    else checkpoints.push(item.checkpoint);
    yield item;
  }
  yield* handOver();
  audit?.finish();
  if (audit !== undefined)
    await checkReleases(audit, (digest) => Promise.resolve(releases.get(digest)), find);
  for (const { checkpoint, problem } of checkOrder(checkpoints))
    find({ code: 'checkpoint-wrong', checkpoint: checkpoint.at, problem });
}
