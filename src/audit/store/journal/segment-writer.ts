import { constants } from 'node:fs';
import { stat, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from './durable-file.js';
import { readFully, writeFully } from './segment.js';

/** Opens a file; that of `node:fs/promises`, or one that fails on purpose. */
export type OpenFile = (path: string, flags: number) => Promise<FileHandle>;

/** A write failed, and the disk would not confirm that nothing of it is there: the next start may find it or not. */
export class UnsettledWriteError extends Error {
  override readonly name = 'UnsettledWriteError';

  constructor(cause: unknown) {
    super('A write failed, and what it left could not be cut off yet.', { cause });
  }
}

/**
 * Writes at the end of one segment. Knows how many bytes are durable; after a failed write everything beyond them is
 * cut off before anything else is written.
 */
export class SegmentWriter {
  readonly #path: string;
  readonly #open: OpenFile;
  #handle: FileHandle | undefined;
  #identity = '';
  #bytes: number;
  /** The last durable bytes: by them the file is known again when it is opened anew. */
  #ending: Buffer;
  /** Whether a refused write may still be found at the next start. */
  #isUnsettled = false;

  private constructor(path: string, open: OpenFile, bytes: number) {
    this.#path = path;
    this.#open = open;
    this.#bytes = bytes;
    this.#ending = Buffer.alloc(0);
  }

  /**
   * Goes on in a segment of which so many bytes were found to be good. They are durable when this resolves: a process that was killed
   * between writing and forcing to disk leaves bytes that are read back, and that a power cut would take.
   */
  static async resume(path: string, bytes: number, open: OpenFile): Promise<SegmentWriter> {
    const writer = new SegmentWriter(path, open, bytes);
    const handle = await writer.#attach(constants.O_RDWR);
    try {
      await handle.sync();
      await syncFolder(dirname(path));
    } catch (cause) {
      await writer.close();
      throw cause;
    }
    return writer;
  }

  /** Begins a segment; its name is durable when this resolves. An empty file of that name is taken. */
  static async begin(path: string, open: OpenFile): Promise<SegmentWriter> {
    const writer = new SegmentWriter(path, open, 0);
    await writer.#attach(constants.O_RDWR | constants.O_CREAT);
    try {
      await syncFolder(dirname(path));
    } catch (cause) {
      await writer.close();
      throw cause;
    }
    return writer;
  }

  /** Durable bytes. */
  get bytes(): number {
    return this.#bytes;
  }

  /**
   * Makes bytes durable at the end; where it rejects, none of them are there, also after the machine stops, unless it rejects with
   * `UnsettledWriteError`.
   */
  async append(bytes: Buffer): Promise<void> {
    const handle = this.#handle ?? (await this.#attach(constants.O_RDWR));
    try {
      // A write beyond the end of a file that somebody cut would leave a hole before it.
      const { size } = await handle.stat();
      if (size !== this.#bytes) throw this.#resized(size);
      await writeFully(handle, bytes, this.#bytes);
      // The file's length is part of what fdatasync(2) forces to disk; its times are not needed.
      await handle.datasync();
      await this.checkInPlace(this.#bytes + bytes.length);
    } catch (cause) {
      throw (await this.#detach()) ? cause : new UnsettledWriteError(cause);
    }
    this.#bytes += bytes.length;
    this.#ending = Buffer.from(bytes.subarray(-endingBytes));
  }

  /**
   * Rejects where the segment's name no longer leads to the file that is open (the directory was moved or removed), or where the file is not
   * as long as it must be: somebody else writes to it or cut it. Without `bytes`, it may be longer by what is just being written.
   */
  async checkInPlace(bytes?: number): Promise<void> {
    const status = await stat(this.#path);
    if (this.#handle !== undefined && identityOf(status) !== this.#identity)
      throw new Error(`\`${this.#path}\` is not the file any more that is being written.`);
    if (bytes === undefined ? status.size < this.#bytes : status.size !== bytes)
      throw this.#resized(status.size);
  }

  #resized(size: number): Error {
    return new Error(`\`${this.#path}\` has ${size} bytes: somebody else wrote to it, or cut it.`);
  }

  /** Cuts off what a failed write left, where that could not be done at the time. */
  async settle(): Promise<void> {
    if (this.#handle === undefined) await this.#attach(constants.O_RDWR);
  }

  async close(): Promise<void> {
    const handle = this.#handle;
    this.#handle = undefined;
    await handle?.close();
  }

  /** Opens the file and cuts off what is beyond the durable bytes. */
  async #attach(flags: number): Promise<FileHandle> {
    const handle = await this.#open(this.#path, flags);
    try {
      const status = await handle.stat();
      if ((flags & constants.O_CREAT) !== 0 && status.size > 0)
        throw new Error(`\`${this.#path}\` is there already and is not empty.`);
      await this.#recognise(handle, status.size);
      if (status.size > this.#bytes) await handle.truncate(this.#bytes);
      if (status.size > this.#bytes || this.#isUnsettled) await handle.sync();
      this.#isUnsettled = false;
      this.#identity = identityOf(status);
    } catch (cause) {
      await handle.close();
      throw cause;
    }
    this.#handle = handle;
    return handle;
  }

  async #recognise(handle: FileHandle, size: number): Promise<void> {
    const known = this.#ending.length;
    const ending = Buffer.alloc(known === 0 ? Math.min(endingBytes, this.#bytes) : known);
    if (size >= this.#bytes) {
      await readFully(handle, ending, this.#bytes - ending.length);
      if (known === 0) this.#ending = ending;
      if (ending.equals(this.#ending)) return;
    }
    throw new Error(`\`${this.#path}\` does not end as it did after the last write.`);
  }

  /** After a failure: cuts off what was refused and lets go of the file. False where that it was cut off is not durable. */
  async #detach(): Promise<boolean> {
    const handle = this.#handle;
    this.#handle = undefined;
    if (handle === undefined) return true;
    try {
      // A disk that takes nothing, as one that is read-only, has nothing to cut off; a file that somebody cut is not made longer.
      if ((await handle.stat()).size <= this.#bytes) return true;
      this.#isUnsettled = true;
      await handle.truncate(this.#bytes);
      await handle.sync();
      this.#isUnsettled = false;
      return true;
    } catch {
      return false;
    } finally {
      await handle.close().catch(() => undefined);
    }
  }
}

const endingBytes = 128;

const identityOf = ({ dev, ino }: { readonly dev: number; readonly ino: number }): string => `${dev}:${ino}`;
