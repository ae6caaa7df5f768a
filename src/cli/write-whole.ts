import { open, rename, unlink } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';

/** Replaces a file by another content at once: whoever reads it sees the old or the new one, never half of it. */
export const writeWhole = async (file: string, text: string): Promise<void> => {
  const temporary = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  const handle = await open(temporary, 'wx');
  try {
    await handle.writeFile(text, 'utf8');
    await handle.sync();
    await handle.close();
    await rename(temporary, file);
  } catch (error) {
    await handle.close().catch(() => undefined);
    await unlink(temporary).catch(() => undefined);
    throw error;
  }
};
