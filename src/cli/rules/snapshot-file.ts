import { readFile } from 'node:fs/promises';
import { isSnapshot, type CoverageSnapshot } from '../../analysis/coverage/coverage-snapshot.js';
import { CouldNot } from '../shell/command.js';
import { toldReason } from '../shell/told-reason.js';

/** The file beside the scenarios that keeps the snapshot of an edition's coverage. */
export const snapshotName = 'coverage-snapshot.json';

/** Reads a snapshot; `undefined` where there is none yet. Throws {@link CouldNot} where it is not whole. */
export const readSnapshot = async (file: string): Promise<CoverageSnapshot | undefined> => {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new CouldNot(`\`${file}\` cannot be read: ${toldReason(error)}`);
  }
  if (!isSnapshot(json)) throw new CouldNot(`\`${file}\` is no snapshot. Take a new one with --update.`);
  return json;
};
