import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

/** A file of the built book, in the form that the reader's browser takes. */
export interface BookFile {
  readonly content: Buffer;
  /** A media type. */
  readonly type: string;
  /** `null` where the content is as it is. */
  readonly encoding: Encoding | null;
}

/** How a file may be compressed; the better one first. */
export const encodings = ['br', 'gzip'] as const;
export type Encoding = (typeof encodings)[number];

/** Reads the built book. */
export interface BookFiles {
  /** The page that holds the book, with `nonce` in every place that is kept for it; `undefined` where the book is not built. */
  readonly page: (nonce: string) => Promise<string | undefined>;
  /** A file by its name, in the first of the accepted encodings that is there; `undefined` where there is none. */
  readonly asset: (name: string, accepted: readonly Encoding[]) => Promise<BookFile | undefined>;
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};
const suffixes: Readonly<Record<Encoding, string>> = { br: '.br', gzip: '.gz' };

/** Reads the book from the directory that the build writes. What was read is kept: a name has a digest of its content. */
export const makeBookFiles = (directory: string): BookFiles => {
  const kept = new Map<string, BookFile>();
  const read = async (name: string, encoding: Encoding | null): Promise<BookFile | undefined> => {
    const type = types[extname(name)];
    // No path leads out of the folder, and no form of a file is asked for by its own name.
    if (type === undefined || !/^[\w-][\w.-]{0,199}$/.test(name)) return undefined;
    const file = encoding === null ? name : `${name}${suffixes[encoding]}`;
    const known = kept.get(file);
    if (known !== undefined) return known;
    const content = await contentOf(join(directory, 'assets', file));
    if (content === undefined) return undefined;
    const found = { content, type, encoding };
    kept.set(file, found);
    return found;
  };
  return {
    page: async (nonce) => {
      const page = await contentOf(join(directory, 'index.html'));
      return page?.toString('utf8').replaceAll('__STYLE_NONCE__', nonce);
    },
    asset: async (name, accepted) => {
      for (const encoding of accepted) {
        const found = await read(name, encoding);
        if (found !== undefined) return found;
      }
      return read(name, null);
    },
  };
};

const contentOf = async (path: string): Promise<Buffer | undefined> => {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EISDIR'))
      return undefined;
    throw error;
  }
};
