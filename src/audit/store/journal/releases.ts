import { Low } from 'lowdb';
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { EditionIdentity } from '../../../edition/model/edition.js';
import { isDigest, type Digest } from '../../record/canonical.js';
import type { Release } from '../decision-log.js';
import { parseIdentity } from './catalogue.js';
import { DurableFile, syncFolder, UnreadableFileError, type Form } from './durable-file.js';
import type { Report } from './failures.js';

/** The contents of the releases in a data directory, one file each, named after its digest. */
export interface Releases {
  readonly has: (digest: Digest) => boolean;
  readonly identities: () => readonly EditionIdentity[];
  /** Resolves to whether it was not kept before; durable then. */
  readonly keep: (release: Release) => Promise<boolean>;
  readonly read: (digest: Digest) => Promise<Release | undefined>;
}

const form: Form<Release> = {
  parse: (json) => {
    if (typeof json !== 'object' || json === null || !('identity' in json && 'files' in json))
      return undefined;
    const identity = parseIdentity(json.identity);
    if (identity === undefined || typeof json.files !== 'object' || json.files === null) return undefined;
    const files = new Map<string, string>();
    for (const [name, text] of Object.entries(json.files)) {
      if (typeof text !== 'string') return undefined;
      files.set(name, text);
    }
    return { identity, files };
  },
  print: ({ identity: { document, revision, digest }, files }) => ({
    identity: { document, revision, digest },
    files: Object.fromEntries(files),
  }),
};

const pathOf = (directory: string, digest: Digest): string =>
  join(directory, 'releases', `${digest.slice('sha256:'.length)}.json`);

/** One release of a data directory, `undefined` where it is not kept; rejects with `UnreadableFileError`. */
export const readRelease = async (directory: string, digest: Digest): Promise<Release | undefined> => {
  const path = pathOf(directory, digest);
  const release = await new DurableFile(path, form).read();
  if (release !== null && release.identity.digest !== digest) throw new UnreadableFileError(path);
  return release ?? undefined;
};

/**
 * Keeps a release beside whoever has the folder open; durable then. Under a name of its own first, so that no other's half-written file is
 * taken for it.
 */
export const addRelease = async (directory: string, release: Release): Promise<void> => {
  const { digest } = release.identity;
  if ((await readRelease(directory, digest)) !== undefined) return;
  const folder = join(directory, 'releases');
  await mkdir(folder, { recursive: true });
  const path = pathOf(directory, digest);
  const aside = `${path}.${randomUUID()}`;
  await new Low<Release>(new DurableFile(aside, form), release).write();
  await rename(aside, path);
  await syncFolder(folder);
};

/** Opens the folder of releases; a file that can't be read is reported, and its release is not kept. */
export const openReleases = async (
  directory: string,
  report: (report: Report) => void,
): Promise<Releases> => {
  const folder = join(directory, 'releases');
  await mkdir(folder, { recursive: true });
  await syncFolder(directory);
  const kept = new Map<Digest, EditionIdentity>();
  const read = (digest: Digest): Promise<Release | undefined> => readRelease(directory, digest);

  for (const file of (await readdir(folder)).sort()) {
    const name = /^([0-9a-f]{64})\.json$/.exec(file)?.[1];
    if (name === undefined) continue;
    const digest = `sha256:${name}`;
    try {
      const release = await read(digest);
      if (release !== undefined) kept.set(digest, release.identity);
    } catch (cause) {
      report({ code: 'release-unreadable', file: `releases/${file}`, cause });
    }
  }

  const writing = new Map<Digest, Promise<void>>();
  const write = async (release: Release): Promise<void> => {
    const { digest } = release.identity;
    await new Low<Release>(new DurableFile(pathOf(directory, digest), form), release).write();
    kept.set(digest, release.identity);
  };

  return {
    has: (digest) => kept.has(digest),
    identities: () => [...kept.values()].sort((a, b) => (a.digest < b.digest ? -1 : 1)),
    keep: async (release) => {
      const { digest } = release.identity;
      if (!isDigest(digest))
        throw new TypeError('A release is kept under a digest, `sha256:` and 64 digits.');
      if (kept.has(digest)) return false;
      const started = writing.get(digest) ?? write(release).finally(() => writing.delete(digest));
      writing.set(digest, started);
      await started;
      return true;
    },
    read: async (digest) => (kept.has(digest) ? read(digest) : undefined),
  };
};
