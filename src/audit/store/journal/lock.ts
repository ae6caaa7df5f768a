import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import {
  identityOf,
  isDirectoryIdentity,
  isOfAnother,
  type DirectoryIdentity,
} from './directory-identity.js';
import { isAbsent } from './durable-file.js';
import { DirectoryHeldError, type Holder, type Report } from './failures.js';

/** A held data directory. */
export interface Lock {
  readonly release: () => Promise<void>;
}

interface Claim extends Holder {
  /** When the process started, as its system counts; a number that another process took over later has another. */
  readonly started: string | null;
  /** The directory that it was made for; left out in locks of before, which are for whatever directory they are in. */
  readonly directory?: DirectoryIdentity;
}

/** State and start time of a process where `/proc` tells them (proc(5), fields 3 and 22). */
const processStat = async (
  pid: number,
): Promise<{ readonly dead: boolean; readonly started: string | null }> => {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { dead: state === 'Z' || state === 'X', started: fields[18] ?? null };
  } catch {
    return { dead: false, started: null };
  }
};

const isAlive = async ({ pid, started }: Claim): Promise<boolean> => {
  try {
    process.kill(pid, 0);
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ESRCH') return false;
  }
  const now = await processStat(pid);
  return !now.dead && (started === null || now.started === null || started === now.started);
};

const parseClaim = (text: string): Claim | undefined => {
  let claim: unknown;
  try {
    claim = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof claim !== 'object' || claim === null) return undefined;
  if (!('pid' in claim && 'host' in claim && 'since' in claim && 'started' in claim)) return undefined;
  const { pid, host, since, started } = claim;
  return typeof pid === 'number' &&
    typeof host === 'string' &&
    typeof since === 'string' &&
    (started === null || typeof started === 'string')
    ? { pid, host, since, started, ...directoryIn(claim) }
    : undefined;
};

const directoryIn = (claim: object): Pick<Claim, 'directory'> =>
  'directory' in claim && isDirectoryIdentity(claim.directory) ? { directory: claim.directory } : {};

/** Puts the file in its place whole, or says that one is there. */
const place = async (from: string, to: string): Promise<'placed' | 'occupied'> => {
  try {
    await link(from, to);
    return 'placed';
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST') return 'occupied';
    throw cause;
  }
};

const readIfThere = async (path: string): Promise<string | undefined> => {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    if (isAbsent(cause)) return undefined;
    throw cause;
  }
};

/**
 * Takes the data directory for this process, also from a process that died with it, and where the lock came with a copy of another
 * directory; rejects with `DirectoryHeldError`. A lock of another host is taken over by nobody: whether its process lives can't be seen
 * here, nor which directory it meant.
 */
export const takeLock = async (
  directory: string,
  { now, report }: { readonly now: () => number; readonly report: (report: Report) => void },
): Promise<Lock> => {
  const path = join(directory, 'lock');
  const { started } = await processStat(process.pid);
  const here = await identityOf(directory);
  const own: Claim = {
    pid: process.pid,
    host: hostname(),
    since: new Date(now()).toISOString(),
    started,
    directory: here,
  };
  const aside = `${path}.${randomUUID()}`;
  const ownText = `${JSON.stringify(own)}\n`;
  await writeFile(aside, ownText, { flag: 'wx', flush: true });
  try {
    while ((await place(aside, path)) === 'occupied') {
      const text = await readIfThere(path);
      if (text === undefined) continue;
      const claim = parseClaim(text);
      const from =
        claim?.directory !== undefined &&
        claim.host === own.host &&
        (await isOfAnother(claim.directory, here))
          ? claim.directory
          : undefined;
      if (claim !== undefined && from === undefined && (claim.host !== own.host || (await isAlive(claim))))
        throw new DirectoryHeldError(directory, claim);
      // Of several that find the dead one's lock, one gets to move it; whoever moved a living one's puts it back.
      const moved = `${path}.${randomUUID()}`;
      await rename(path, moved).catch((cause: unknown) => {
        if (!isAbsent(cause)) throw cause;
      });
      const movedText = await readIfThere(moved);
      if (movedText !== undefined && movedText !== text) await place(moved, path);
      else if (claim !== undefined && movedText !== undefined) {
        const { pid, host, since } = claim;
        report(
          from === undefined
            ? { code: 'lock-taken-over', pid, host, since }
            : { code: 'lock-copied', from: from.path },
        );
      }
      await rm(moved, { force: true });
    }
  } finally {
    await rm(aside, { force: true });
  }
  return {
    release: async () => {
      if ((await readIfThere(path)) === ownText) await rm(path, { force: true });
    },
  };
};
