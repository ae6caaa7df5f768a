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
  const handle = await open(temporary, 'wx', mode);
  return {
    write: async (bytes) => {
      await handle.writeFile(bytes);
    },
    keep: async () => {
      await handle.sync();
      await handle.close();
      await rename(temporary, file);
    },
    discard: async () => {
      await handle.close().catch(() => undefined);
      await unlink(temporary).catch(() => undefined);
    },
  };
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
