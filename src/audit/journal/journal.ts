import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Random } from '../commitment.js';
import { NotRecordedError, type DecisionLog, type StoredLine } from '../decision-log.js';
import { makeDraft, type Draft, type StoredRecord } from '../record.js';
import { RecordIndex } from '../record-index.js';
import { openCatalogue, type Catalogue } from './catalogue.js';
import { ChainWriter, type SegmentLimits } from './chain-writer.js';
import { DirectoryUnusableError, type Report } from './failures.js';
import { syncFolder } from './durable-file.js';
import { makeGroupCommit } from './group-commit.js';
import { takeLock, type Lock } from './lock.js';
import { Places } from './places.js';
import { recover } from './recovery.js';
import { openReleases } from './releases.js';
import type { OpenFile } from './segment-writer.js';
import { journalFolder, lineName, readLines } from './segment.js';

/** What a journal needs, and its limits. */
export interface JournalOptions {
  /** The data directory; made where it is not there. */
  readonly directory: string;
  readonly random: Random;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Is told what happened; must not throw. */
  readonly report: (report: Report) => void;
  /** A segment ends before it would become larger; default 64 MiB and 100,000 records. */
  readonly segment?: SegmentLimits;
  /** Records that may wait to be written, default 10,000; and their bytes, default 256 MiB. */
  readonly maxWaiting?: number;
  readonly maxWaitingBytes?: number;
  /** Opens segments to write; default that of `node:fs/promises`. */
  readonly openFile?: OpenFile;
}

const mebibyte = 1024 * 1024;
const batch = { items: 2000, bytes: 4 * mebibyte };

/**
 * Opens the decision log of a data directory, which is this process's alone until `close`. Rejects with
 * `DirectoryHeldError`, `DirectoryUnusableError` or `BrokenChainError`.
 */
export const openJournal = async (options: JournalOptions): Promise<DecisionLog> => {
  const { directory } = options;
  let lock: Lock | undefined;
  try {
    const made = await mkdir(journalFolder(directory), { recursive: true });
    if (made !== undefined) await syncFolder(dirname(made));
    lock = await takeLock(directory, options);
    return await openHeld(options, lock);
  } catch (cause) {
    await lock?.release().catch(() => undefined);
    const fromSystem = cause instanceof Error && 'syscall' in cause;
    throw fromSystem ? new DirectoryUnusableError(directory, cause) : cause;
  }
};

const openHeld = async (options: JournalOptions, lock: Lock): Promise<DecisionLog> => {
  const { directory, random, report } = options;
  const index = new RecordIndex();
  const releases = await openReleases(directory, report);
  const places = new Places(directory, () => chain.segments);
  const cited = new Set<string>();
  const keep = (
    record: StoredRecord,
    place: { readonly offset: number; readonly length: number },
  ): boolean => {
    if (index.sequenceOf(record.body.id) !== undefined) return false;
    index.add(record);
    places.add(place);
    return true;
  };
  const segments = await recover({
    ...options,
    visit: (record, place) => {
      cited.add(record.body.inputs.edition.digest);
      return keep(record, place);
    },
  });
  for (const digest of cited) if (!releases.has(digest)) report({ code: 'release-missing', digest });

  const chain = new ChainWriter({
    directory,
    segments,
    limits: options.segment ?? { bytes: 64 * mebibyte, records: 100_000 },
    open: options.openFile ?? open,
  });
  await chain.prepare();
  const content = (): Catalogue => ({
    format: 1,
    segments: chain.segments,
    releases: releases.identities(),
  });
  const catalogue = await openCatalogue(directory, content(), report);
  const writeCatalogue = (): Promise<void> =>
    catalogue.write(content()).catch((cause: unknown) => {
      report({ code: 'catalogue-not-written', cause });
    });

  let failing = false;
  let closing: Promise<void> | undefined;
  const ids = new Set<string>();

  const commit = async (drafts: readonly Draft[]): Promise<readonly StoredRecord[]> => {
    try {
      const { written, begun } = await chain.append(drafts);
      for (const { record, offset, length } of written) keep(record, { offset, length });
      if (failing) report({ code: 'write-recovered' });
      failing = false;
      if (begun) await writeCatalogue();
      return written.map(({ record }) => record);
    } catch (cause) {
      if (!failing) report({ code: 'write-failed', cause });
      failing = true;
      throw new NotRecordedError('The record could not be written.', { cause });
    }
  };
  const room = (): typeof batch => {
    const left = chain.room();
    return { items: Math.min(left.items, batch.items), bytes: Math.min(left.bytes, batch.bytes) };
  };
  const commits = makeGroupCommit({
    room,
    commit,
    maxWaiting: options.maxWaiting ?? 10_000,
    maxWaitingBytes: options.maxWaitingBytes ?? 256 * mebibyte,
  });

  const appendTogether: DecisionLog['appendTogether'] = async (entries) => {
    if (closing !== undefined) throw new NotRecordedError('The decision log is closed.');
    const taken = new Set<string>();
    for (const { id, inputs } of entries) {
      if (!releases.has(inputs.edition.digest))
        throw new NotRecordedError(`The release ${inputs.edition.digest} is not kept.`);
      if (taken.has(id) || ids.has(id) || index.sequenceOf(id) !== undefined)
        throw new NotRecordedError(`A record with the id ${id} exists.`);
      taken.add(id);
    }
    if (commits.isFull())
      throw new NotRecordedError('Too many records wait to be written.', { code: 'overloaded' });
    for (const id of taken) ids.add(id);
    try {
      const drafts = entries.map((entry) => makeDraft(entry, random));
      return await commits.submit(
        drafts,
        drafts.reduce((sum, { bytes }) => sum + bytes, 0),
      );
    } finally {
      for (const id of taken) ids.delete(id);
    }
  };
  const append: DecisionLog['append'] = async (entry) => {
    const [record] = await appendTogether([entry]);
    if (record === undefined) throw new RangeError('A write of one record gave none.');
    return record;
  };

  const search: DecisionLog['search'] = async (query) => {
    const selection = index.select(query);
    if (selection.code === 'bad-cursor') return selection;
    return { items: await places.read(selection.sequences), next: selection.next };
  };

  async function* lines(): AsyncGenerator<StoredLine> {
    for (const { file, bytes } of [...chain.segments]) {
      let number = 0;
      for await (const line of readLines(join(journalFolder(directory), file), bytes)) {
        number += 1;
        yield { at: lineName(file, number), text: line.bytes.toString('utf8') };
      }
    }
  }

  const problem = async (): Promise<string | null> => {
    if (closing !== undefined) return 'The decision log is closed.';
    try {
      await chain.check({ probe: failing });
      return null;
    } catch (cause) {
      return cause instanceof Error ? cause.message : String(cause);
    }
  };

  const finish = async (): Promise<void> => {
    await commits.drain();
    await writeCatalogue();
    await chain.close().finally(lock.release);
  };

  return {
    append,
    appendTogether,
    get: async (id) => {
      const sequence = index.sequenceOf(id);
      return sequence === undefined ? undefined : (await places.read([sequence]))[0];
    },
    search,
    keepRelease: async (release) => {
      if (closing !== undefined) throw new NotRecordedError('The decision log is closed.');
      try {
        if (await releases.keep(release)) await writeCatalogue();
      } catch (cause) {
        throw new NotRecordedError('The release could not be kept.', { cause });
      }
    },
    release: releases.read,
    lines,
    health: async () => {
      const what = await problem();
      return {
        writable: what === null,
        problem: what,
        records: chain.records,
        head: chain.head,
        waiting: commits.waiting(),
      };
    },
    close: () => (closing ??= finish()),
  };
};
