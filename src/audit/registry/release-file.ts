import { randomUUID } from 'node:crypto';
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { isDigest, type Digest } from '../../language/canonical.js';
import type { Release } from '../store/decision-log.js';
import { DurableFile, syncFolder, UnreadableFileError, type Form } from '../store/durable-file.js';
import { parseRelease } from '../store/parse-release.js';

const form: Form<Release> = {
  parse: parseRelease,
  print: ({ identity: { document, revision, digest }, files }) => ({
    identity: { document, revision, digest },
    files: Object.fromEntries(files),
  }),
};

const pathOf = (directory: string, digest: Digest): string => {
  if (!isDigest(digest)) throw new RangeError('What names a release is no digest.');
  return join(directory, 'releases', `${digest.slice('sha256:'.length)}.json`);
};

/** A published release in a data directory, `undefined` where it is not kept; rejects with `UnreadableFileError`. */
export const readRelease = async (directory: string, digest: Digest): Promise<Release | undefined> => {
  const path = pathOf(directory, digest);
  const release = await new DurableFile(path, form).read();
  if (release !== null && release.identity.digest !== digest) throw new UnreadableFileError(path);
  return release ?? undefined;
};

/** Keeps a published release; durable then. Under a name of its own first, so that no other's half-written file is taken for it. */
export const addRelease = async (directory: string, release: Release): Promise<void> => {
  const { digest } = release.identity;
  if ((await readRelease(directory, digest)) !== undefined) return;
  const folder = join(directory, 'releases');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = pathOf(directory, digest);
  const aside = `${path}.${randomUUID()}`;
  await new DurableFile(aside, form).write(release);
  await rename(aside, path);
  await syncFolder(folder);
};
