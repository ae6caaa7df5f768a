import { open, rename, unlink } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';

/** A file that is being written beside the one that it is to replace. */
export interface WholeFile {
  readonly write: (bytes: Uint8Array) => Promise<void>;
  /** Puts it in its place, durable. */
  readonly keep: () => Promise<void>;
  /** Removes it; what it was to replace stays as it is. */
  readonly discard: () => Promise<void>;
}

/** Begins to replace a file by another content: whoever reads it sees the old or the new one, never half of it. */
export const openWhole = async (file: string, mode = 0o666): Promise<WholeFile> => {
  const temporary = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  const named = namesFile(file);
  const handle = await open(temporary, 'wx', mode).catch(named);
  return {
    write: async (bytes) => {
      await handle.writeFile(bytes).catch(named);
    },
    keep: async () => {
      await handle.sync().catch(named);
      await handle.close().catch(named);
      await rename(temporary, file).catch(named);
    },
    discard: async () => {
      await handle.close().catch(() => undefined);
      await unlink(temporary).catch(() => undefined);
    },
  };
};

/** Of a full disk the system does not say where it is, and else it names a file that is there no more: what is told is the file that was asked for. */
const namesFile =
  (file: string) =>
  (error: unknown): never => {
    throw error instanceof Error && 'syscall' in error ? Object.assign(error, { path: file }) : error;
  };

/** Replaces a file by another content at once. */
export const writeWhole = async (file: string, text: string): Promise<void> => {
  const whole = await openWhole(file);
  try {
    await whole.write(Buffer.from(text, 'utf8'));
    await whole.keep();
  } catch (error) {
    await whole.discard();
    throw error;
  }
};
