import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DurableFile, isAbsent, syncFolder, UnreadableFileError } from '../../audit/store/durable-file.js';
import { lockFile, takeLock } from '../../audit/store/sqlite/lock.js';
import { CouldNot } from '../shell/command.js';
import { stateForm, type ExportState, type Move } from './export-state.js';

/** A folder that an export is written to, held by this process. */
export interface ExportFolder {
  /** As it was last committed; `null` of a folder to which nothing was exported yet. */
  readonly state: () => ExportState | null;
  /** Where a file is written before it takes its place; what is left there is nothing. */
  readonly parts: string;
  /** A path below the folder. */
  readonly at: (file: string) => string;
  /** Puts files in their places, and keeps how far the log is exported: all of it or none, whenever the process ends. */
  readonly commit: (next: Omit<ExportState, 'pending'>, moves: readonly Move[]) => Promise<void>;
  readonly release: () => Promise<void>;
}

/** What says how far the log is exported. */
export const stateFile = 'export.json';
const partsFolder = '.parts';

/**
 * Opens a folder for an export, makes it where there is none, and finishes what was cut short. Throws {@link CouldNot} where another export runs
 * there, or where it holds something else.
 * @param reached told of each step of a commit, before it is taken
 */
export const openExportFolder = async (
  directory: string,
  reached: (step: string) => void = () => undefined,
): Promise<ExportFolder> => {
  const at = (file: string): string => join(directory, file);
  await mkdir(directory, { recursive: true });
  await mustBeOwn(directory);
  const lock = takeLock(at(lockFile));
  if (lock === null)
    throw new CouldNot(`export-runs: another export to \`${directory}\` runs. Wait until it has ended.`);
  try {
    const file = new DurableFile(at(stateFile), stateForm);
    let state = await file.read();
    const settle = async (from: ExportState): Promise<ExportState> => {
      for (const move of from.pending) {
        reached(`move to ${move.to}`);
        await carryOut(at, move);
      }
      for (const folder of new Set(from.pending.map(({ to }) => dirname(at(to))))) await syncFolder(folder);
      const settled = { ...from, pending: [] };
      reached('settled');
      await file.write(settled);
      return settled;
    };
    if (state !== null && state.pending.length > 0) state = await settle(state);
    await rm(at(partsFolder), { recursive: true, force: true });
    await mkdir(at(partsFolder));
    return {
      state: () => state,
      parts: at(partsFolder),
      at,
      commit: async (next, moves) => {
        for (const { from, to } of moves) {
          if (from !== null) await forced(at(from));
          await mkdir(dirname(at(to)), { recursive: true });
        }
        await syncFolder(directory);
        reached('cursor');
        const pending = { ...next, pending: moves };
        await file.write(pending);
        state = await settle(pending);
      },
      release: async () => {
        await rm(at(partsFolder), { recursive: true, force: true });
        lock.release();
      },
    };
  } catch (cause) {
    lock.release();
    if (cause instanceof UnreadableFileError)
      throw new CouldNot(
        `export-unreadable: ${cause.message} Bring it back from a copy, or export to another folder.`,
        { cause },
      );
    throw cause;
  }
};

/** Nothing of somebody else's is mixed with an export, and nothing is left there. */
const mustBeOwn = async (directory: string): Promise<void> => {
  const names = await readdir(directory);
  const other = names.find(
    (name) => !name.startsWith(lockFile) && name !== partsFolder && !name.startsWith(stateFile),
  );
  if (!names.includes(stateFile) && other !== undefined)
    throw new CouldNot(
      `export-not-empty: \`${directory}\` holds \`${other}\` and is no export. Name a folder that is empty, or not there yet.`,
    );
};

/** A move that was made already is made again without harm. */
const carryOut = async (at: (file: string) => string, { from, to }: Move): Promise<void> => {
  if (from === null) await rm(at(to), { force: true });
  else
    await rename(at(from), at(to)).catch((cause: unknown) => {
      if (!isAbsent(cause)) throw cause;
    });
};

const forced = async (file: string): Promise<void> => {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};
