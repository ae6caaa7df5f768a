import { canonical } from '../../record/canonical.js';
import { parseCheckpoint, type Checkpoint } from '../../chain/checkpoint.js';
import { sqlState, uniqueViolation } from './failures.js';
import type { Reader } from './reader.js';

/** Keeps a checkpoint; rejects where another follows the same one already, as where two processes make one at the same moment. */
export const keepCheckpoint = async ({ rows }: Reader, checkpoint: Checkpoint): Promise<void> => {
  const { previous } = checkpoint;
  const text = canonical(checkpoint);
  try {
    await rows('INSERT INTO clausebook.checkpoint (previous, checkpoint) VALUES ($1, $2)', [previous, text]);
  } catch (cause) {
    if (sqlState(cause) !== uniqueViolation) throw cause;
    // The statement may have run twice: then the one that is there is this one.
    const same = await rows('SELECT 1 FROM clausebook.checkpoint WHERE previous = $1 AND checkpoint = $2', [
      previous,
      text,
    ]);
    if (same.length === 0) throw cause;
  }
};

/** Oldest first. */
export const readCheckpoints = async ({ rows }: Reader): Promise<readonly Checkpoint[]> => {
  const found = await rows<{ readonly number: number; readonly checkpoint: string }>(
    'SELECT number, checkpoint FROM clausebook.checkpoint ORDER BY number',
  );
  return found.map(({ number, checkpoint: text }) => {
    const checkpoint = parseCheckpoint(JSON.parse(text));
    if (checkpoint === undefined)
      throw new TypeError(`Checkpoint ${number} in the database is not readable.`);
    return checkpoint;
  });
};
