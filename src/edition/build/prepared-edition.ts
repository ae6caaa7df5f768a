import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { deserialize, serialize } from 'node:v8';
import type { Edition } from '../model/edition.js';

/**
 * Editions that were loaded and checked when the product was built, so that a service need not do it again each time it starts. They lie in
 * the build, beside the code and as trusted as it is: whoever could change them could change the code. Each is found by the digest of
 * every byte that it was made from, so that an edition, or code, that has changed since is loaded and checked as ever.
 */
export interface PreparedEditions {
  /** The edition of these very files, if it was prepared. */
  readonly find: (files: ReadonlyMap<string, string>) => Promise<Edition | undefined>;
  /** Replaces what was prepared before. The editions must have been checked. */
  readonly replace: (editions: readonly Edition[]) => Promise<void>;
}

/** What editions are made by. */
export interface PreparationParts {
  /** Where prepared editions lie. */
  readonly directory: URL;
  /** Files, and folders of files, whose content has a part in what an edition becomes: code, schemas, versions of packages. */
  readonly madeBy: readonly URL[];
}

/** The editions prepared in a directory. Without one, none is, and nothing is read. */
export const openPreparedEditions = ({ directory, madeBy }: PreparationParts): PreparedEditions => {
  let maker: Promise<string> | undefined;
  const fileOf = async (files: ReadonlyMap<string, string>): Promise<URL> => {
    maker ??= digestOfAll(madeBy);
    return new URL(`${digest(JSON.stringify([await maker, ...files]))}.edition`, directory);
  };
  return {
    find: async (files) => {
      const prepared = await readdir(directory).catch(ifAbsent([]));
      if (prepared.length === 0) return undefined;
      const bytes = await readFile(await fileOf(files)).catch(ifAbsent(undefined));
      const content = bytes === undefined ? undefined : unsealed(bytes);
      // What `replace` wrote, since its digest says so: an edition without its files.
      return content === undefined
        ? undefined
        : { ...(deserialize(content) as Omit<Edition, 'files'>), files };
    },
    replace: async (editions) => {
      await rm(directory, { recursive: true, force: true });
      await mkdir(directory, { recursive: true });
      for (const { files, ...edition } of editions)
        await writeFile(await fileOf(files), sealed(serialize(edition)));
    },
  };
};

const sealLength = 32;

/** The content behind its digest, so that a file that was cut short is not taken for an edition. */
const sealed = (content: Buffer): Buffer => Buffer.concat([sealOf(content), content]);

const sealOf = (content: Buffer): Buffer => createHash('sha256').update(content).digest();

const unsealed = (bytes: Buffer): Buffer | undefined => {
  const content = bytes.subarray(sealLength);
  return sealOf(content).equals(bytes.subarray(0, sealLength)) ? content : undefined;
};

const digest = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex');

const digestOfAll = async (places: readonly URL[]): Promise<string> => {
  const contents = await Promise.all(places.map(contentsOf));
  return digest(JSON.stringify([process.versions.v8, ...contents]));
};

/** The digests of a file, or of all JavaScript and JSON in a folder and below it, by name. */
const contentsOf = async (place: URL): Promise<readonly string[]> => {
  if (!place.pathname.endsWith('/')) return [digest(await readFile(place))];
  const names = (await readdir(place, { recursive: true }))
    .filter((name) => /\.(?:js|json)$/.test(name))
    .sort();
  return Promise.all(names.map(async (name) => `${name} ${digest(await readFile(new URL(name, place)))}`));
};

const ifAbsent =
  <T>(instead: T) =>
  (error: unknown): T => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return instead;
    throw error;
  };
