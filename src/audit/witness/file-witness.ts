import { open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isAbsent, syncFolder } from '../store/durable-file.js';
import { checkpointLine, checkpointsOfLines } from './checkpoint-lines.js';
import { reasonOf, WitnessUnreadableError, type Witness } from './witness.js';

/** A file to which checkpoints are added, a line each: on another disk or machine, where nobody can take back what was written. */
export const makeFileWitness = (url: URL, name: string): Pick<Witness, 'send' | 'read'> => {
  const file = fileURLToPath(url);
  return {
    send: async (checkpoint) => {
      try {
        await addLine(file, checkpointLine(checkpoint));
        return { code: 'taken' };
      } catch (cause) {
        return { code: 'away', reason: reasonOf(cause) };
      }
    },
    read: async () => {
      try {
        return checkpointsOfLines(await readFile(file, 'utf8'));
      } catch (cause) {
        throw new WitnessUnreadableError(name, reasonOf(cause), cause);
      }
    },
  };
};

/**
 * Adds a line to a file, durable when it resolves; where it is the last one already, nothing. A line that was cut off while it was written, which nobody
 * was told of, goes first.
 */
export const addLine = async (file: string, line: string): Promise<void> => {
  const before = await readFile(file, 'utf8').catch((cause: unknown) => {
    if (isAbsent(cause)) return null;
    throw cause;
  });
  const whole = (before ?? '').slice(0, (before ?? '').lastIndexOf('\n') + 1);
  if (whole === line || whole.endsWith(`\n${line}`)) return;
  const handle = await open(file, 'a', 0o644);
  try {
    if (before !== null && whole.length < before.length) await handle.truncate(Buffer.byteLength(whole));
    await handle.appendFile(line);
    await handle.sync();
  } finally {
    await handle.close();
  }
  if (before === null) await syncFolder(dirname(file));
};
