import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { noDigest, type Digest } from '../../record/canonical.js';
import type { Checkpoint } from '../../chain/checkpoint.js';
import { parseLine } from '../../record/log-line-shape.js';
import { StoreNotEmptyError, type Restore } from '../restore.js';
import { writeCatalogue } from './catalogue.js';
import { isAbsent, syncFolder } from './durable-file.js';
import { takeLock } from './lock.js';
import { openReleases } from './releases.js';
import { journalFolder, segmentFile, type Segment } from './segment.js';

const limits = { records: 100_000, bytes: 64 * 1024 * 1024 };
const flushBytes = 1024 * 1024;

/** Writes lines to new segments in a folder. */
class LineWriter {
  readonly #folder: string;
  readonly #segments: Segment[] = [];
  #handle: FileHandle | undefined;
  #waiting: string[] = [];
  #waitingBytes = 0;
  #first = 1;
  #records = 0;
  #bytes = 0;
  #last = '';

  constructor(folder: string) {
    this.#folder = folder;
  }

  async add(line: string): Promise<void> {
    const length = Buffer.byteLength(line) + 1;
    if (this.#records >= limits.records || (this.#records > 0 && this.#bytes + length > limits.bytes))
      await this.#end();
    this.#waiting.push(line, '\n');
    this.#waitingBytes += length;
    this.#records += 1;
    this.#bytes += length;
    this.#last = line;
    if (this.#waitingBytes >= flushBytes) await this.#flush();
  }

  /** Resolves to the segments when all are durable. */
  async finish(): Promise<readonly Segment[]> {
    if (this.#records > 0) await this.#end();
    await syncFolder(this.#folder);
    return this.#segments;
  }

  async abandon(): Promise<void> {
    await this.#handle?.close();
    this.#handle = undefined;
  }

  async #flush(): Promise<void> {
    this.#handle ??= await open(join(this.#folder, segmentFile(this.#first)), 'wx');
    await this.#handle.writeFile(this.#waiting.join(''));
    this.#waiting = [];
    this.#waitingBytes = 0;
  }

  async #end(): Promise<void> {
    await this.#flush();
    await this.#handle?.sync();
    await this.abandon();
    const hash: Digest = parseLine(this.#last)?.hash ?? noDigest;
    this.#segments.push({
      file: segmentFile(this.#first),
      first: this.#first,
      records: this.#records,
      bytes: this.#bytes,
      hash,
    });
    this.#first += this.#records;
    this.#records = 0;
    this.#bytes = 0;
  }
}

const isEmptyFolder = async (folder: string): Promise<boolean> => {
  try {
    return (await readdir(folder)).length === 0;
  } catch (cause) {
    if (isAbsent(cause)) return true;
    throw cause;
  }
};

const isThere = async (path: string): Promise<boolean> => {
  try {
    await stat(path);
    return true;
  } catch (cause) {
    if (isAbsent(cause)) return false;
    throw cause;
  }
};

/** Whether there is what belongs to a log, though its journal may have been moved away. */
const holdsBookkeeping = async (directory: string): Promise<boolean> =>
  (await isThere(join(directory, 'catalogue.json'))) || !(await isEmptyFolder(join(directory, 'releases')));

/** Removes what a restore wrote; last the folder that says that the rest is of a restore. */
const clear = async (directory: string, beside: string): Promise<void> => {
  await rm(join(directory, 'releases'), { recursive: true, force: true });
  await rm(join(directory, 'catalogue.json'), { force: true });
  await rm(beside, { recursive: true, force: true });
};

/**
 * Restores a log into a data directory that has none. The journal gets its name last: before that nothing counts, and a restore that was
 * cut short is begun anew.
 */
export const restoreJournal =
  (directory: string, { now }: { readonly now: () => number }): Restore =>
  async (items) => {
    await mkdir(directory, { recursive: true });
    const lock = await takeLock(directory, { now, report: () => undefined });
    const journal = journalFolder(directory);
    const beside = `${journal}.importing`;
    const writer = new LineWriter(beside);
    let begun = false;
    try {
      const wasCutShort = await isThere(beside);
      if (!(await isEmptyFolder(journal)) || (!wasCutShort && (await holdsBookkeeping(directory))))
        throw new StoreNotEmptyError(directory);
      begun = true;
      await clear(directory, beside);
      await mkdir(beside);
      const releases = await openReleases(directory, () => undefined);
      const checkpoints: Checkpoint[] = [];
      for await (const item of items)
        if (item.kind === 'record') await writer.add(item.line);
        else if (item.kind === 'release') await releases.keep(item.release);
        else checkpoints.push(item.checkpoint);
      const segments = await writer.finish();
      await writeCatalogue(directory, {
        format: 1,
        segments,
        releases: releases.identities(),
        checkpoints,
      });
      await rename(beside, journal);
      begun = false;
      await syncFolder(directory);
    } catch (cause) {
      await writer.abandon();
      if (begun) await clear(directory, beside);
      throw cause;
    } finally {
      await lock.release();
    }
  };
