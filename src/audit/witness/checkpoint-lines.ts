import { canonical } from '../../language/canonical.js';
import type { Checkpoint } from '../chain/checkpoint.js';

/** A checkpoint as a line of a file of them. */
export const checkpointLine = (checkpoint: Checkpoint): string => `${canonical(checkpoint)}\n`;

/** The checkpoints of such a file, each as JSON; what is no JSON is its text. */
export const checkpointsOfLines = (text: string): readonly unknown[] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): unknown => {
      try {
        return JSON.parse(line);
      } catch {
        return line;
      }
    });
