import type { Digest } from '../../record/canonical.js';
import type { Release } from '../decision-log.js';
import type { Reader } from './reader.js';

/** The contents of the releases that records cite. */
export interface Releases {
  /** Whether its content is kept, by this process or another. */
  readonly has: (digest: Digest) => Promise<boolean>;
  readonly keep: (release: Release) => Promise<void>;
  readonly read: (digest: Digest) => Promise<Release | undefined>;
}

interface ReleaseRow {
  readonly document: string;
  readonly revision: string;
  readonly files: string;
}

/** Reads and writes the table of releases. A release is never changed or taken away, so that what was seen once is there. */
export const makeReleases = ({ rows }: Reader): Releases => {
  const known = new Set<Digest>();
  return {
    has: async (digest) => {
      if (known.has(digest)) return true;
      const found = await rows('SELECT 1 FROM clausebook.release WHERE digest = $1', [digest]);
      if (found.length > 0) known.add(digest);
      return found.length > 0;
    },
    keep: async ({ identity: { document, revision, digest }, files }) => {
      if (known.has(digest)) return;
      await rows(
        `INSERT INTO clausebook.release (digest, document, revision, files) VALUES ($1, $2, $3, $4)
         ON CONFLICT DO NOTHING`,
        [digest, document, revision, JSON.stringify(Object.fromEntries(files))],
      );
      known.add(digest);
    },
    read: async (digest) => {
      const [row] = await rows<ReleaseRow>(
        'SELECT document, revision, files FROM clausebook.release WHERE digest = $1',
        [digest],
      );
      if (row === undefined) return undefined;
      return {
        identity: { document: row.document, revision: row.revision, digest },
        files: parseFiles(row.files),
      };
    },
  };
};

const parseFiles = (text: string): ReadonlyMap<string, string> => {
  const files: unknown = JSON.parse(text);
  if (typeof files !== 'object' || files === null)
    throw new TypeError('The files of a release are no object.');
  return new Map(
    Object.entries(files).map(([name, content]) => {
      if (typeof content !== 'string') throw new TypeError(`The file ${name} of a release is no text.`);
      return [name, content];
    }),
  );
};
