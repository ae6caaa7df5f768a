import { randomUUID } from 'node:crypto';
import { link, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Adapter } from 'lowdb';

/** Forces a folder's list of names to disk: a new or renamed file is there after a power cut only then. */
export const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** Whether something failed because a file or folder is not there. */
export const isAbsent = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR');

/**
 * Puts a new file where none is, whole and forced to disk, or not at all; `false` where one is, which stays as it is.
 * @param mode who may read and write it, as `open` takes it
 */
export const writeOverNothing = async (path: string, text: string, mode: number): Promise<boolean> => {
  // Of each writing its own, so that nobody writes into what another has linked.
  const beside = `${path}.${randomUUID()}.new`;
  try {
    await writeWhole(beside, text, { flags: 'wx', mode });
    try {
      await link(beside, path);
    } catch (cause) {
      if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST') return false;
      throw cause;
    }
  } finally {
    await rm(beside, { force: true }).catch(() => undefined);
  }
  try {
    await syncFolder(dirname(path));
  } catch (cause) {
    await rm(path, { force: true }).catch(() => undefined);
    throw cause;
  }
  return true;
};

const writeWhole = async (
  path: string,
  text: string,
  { flags, mode }: { readonly flags: 'w' | 'wx'; readonly mode: number },
): Promise<void> => {
  const handle = await open(path, flags, mode);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** Turns what a file holds into data; `undefined` where it is not of that form. */
export interface Form<Data> {
  readonly parse: (json: unknown) => Data | undefined;
  readonly print: (data: Data) => unknown;
}

/** A file is there and does not hold what it should. */
export class UnreadableFileError extends Error {
  override readonly name = 'UnreadableFileError';
  readonly code = 'unreadable-file';
  readonly path: string;

  constructor(path: string, cause?: unknown) {
    super(`\`${path}\` does not hold what it should.`, { cause });
    this.path = path;
  }
}

/**
 * lowdb's adapter for a file, its owner's alone, that is either its old or its new content whatever happens: written beside, forced to
 * disk, renamed, the folder forced to disk. Writes of one adapter come one after the other.
 */
export class DurableFile<Data> implements Adapter<Data> {
  readonly #path: string;
  readonly #form: Form<Data>;
  #last: Promise<void> = Promise.resolve();

  constructor(path: string, form: Form<Data>) {
    this.#path = path;
    this.#form = form;
  }

  /** `null` where there is no file; rejects with `UnreadableFileError` where it holds something else. */
  async read(): Promise<Data | null> {
    let text: string;
    try {
      text = await readFile(this.#path, 'utf8');
    } catch (cause) {
      if (isAbsent(cause)) return null;
      throw cause;
    }
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch (cause) {
      throw new UnreadableFileError(this.#path, cause);
    }
    const data = this.#form.parse(json);
    if (data === undefined) throw new UnreadableFileError(this.#path);
    return data;
  }

  write(data: Data): Promise<void> {
    const text = `${JSON.stringify(this.#form.print(data), undefined, 2)}\n`;
    const replace = (): Promise<void> => this.#replace(text);
    this.#last = this.#last.then(replace, replace);
    return this.#last;
  }

  async #replace(text: string): Promise<void> {
    const beside = `${this.#path}.new`;
    try {
      await writeWhole(beside, text, { flags: 'w', mode: 0o600 });
      await rename(beside, this.#path);
    } catch (cause) {
      await rm(beside, { force: true }).catch(() => undefined);
      throw cause;
    }
    await syncFolder(dirname(this.#path));
  }
}
