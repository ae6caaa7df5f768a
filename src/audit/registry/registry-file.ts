import { Low } from 'lowdb';
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { RegistryEntry } from '../../edition/model/registry.js';
import { DurableFile, isAbsent, syncFolder, UnreadableFileError, type Form } from '../store/durable-file.js';
import { DirectoryHeldError } from '../store/failures.js';
import { lockFile, takeLock, type Lock } from '../store/sqlite/lock.js';
import { addRelease, readRelease } from './release-file.js';
import { entryDigest, parseEntry } from './registry-entry.js';
import { RegistryUnreadableError, type RegistryStore } from './registry-store.js';

/** What the registry of a data directory needs. */
export interface RegistryFileParts {
  readonly directory: string;
  /** How often, 50 ms apart, an addition waits for another's that is under way; default 200. */
  readonly tries?: number;
}

interface RegistryContent {
  readonly format: 1;
  readonly entries: readonly RegistryEntry[];
}

const form: Form<RegistryContent> = {
  parse: (json) => {
    if (typeof json !== 'object' || json === null || !('format' in json && 'entries' in json))
      return undefined;
    if (json.format !== 1 || !Array.isArray(json.entries)) return undefined;
    const entries = json.entries.map(parseEntry).filter((entry) => entry !== undefined);
    return entries.length === json.entries.length ? { format: 1, entries } : undefined;
  },
  print: (content) => content,
};

const pauseMs = 50;

/**
 * The registry in a data directory, `registry.json`, beside a service that may be running on it: who adds to it holds the lock in `registry/` and
 * not the directory's own. Its releases lie in `releases/`.
 */
export const openRegistryFile = ({ directory, tries = 200 }: RegistryFileParts): RegistryStore => {
  const path = join(directory, 'registry.json');
  const lockFolder = join(directory, 'registry');
  const file = new DurableFile(path, form);

  const entries: RegistryStore['entries'] = async () => {
    try {
      return (await file.read())?.entries ?? [];
    } catch (cause) {
      throw cause instanceof UnreadableFileError
        ? new RegistryUnreadableError(cause.message, { cause })
        : cause;
    }
  };

  const lock = async (left: number): Promise<Lock> => {
    const taken = takeLock(join(lockFolder, lockFile));
    if (taken !== null) return taken;
    if (left <= 1) throw new DirectoryHeldError(lockFolder, null);
    await wait(pauseMs);
    return lock(left - 1);
  };

  return {
    version: async () => {
      try {
        const { ino, size, mtimeMs } = await stat(path);
        return `${ino}/${size}/${mtimeMs}`;
      } catch (cause) {
        if (isAbsent(cause)) return 'none';
        throw cause;
      }
    },
    entries,
    add: async (entry, release) => {
      await mkdir(lockFolder, { recursive: true, mode: 0o700 });
      const held = await lock(tries);
      try {
        const before = await entries();
        if (entryDigest(before.at(-1)) !== entry.previous) return 'changed';
        if (release !== undefined) await addRelease(directory, release);
        await new Low<RegistryContent>(file, { format: 1, entries: [...before, entry] }).write();
        await syncFolder(directory);
        return 'added';
      } finally {
        held.release();
      }
    },
    release: (digest) => readRelease(directory, digest),
    close: () => Promise.resolve(),
  };
};
