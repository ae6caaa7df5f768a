import { join } from 'node:path';
import type { StoredLine } from '../decision-log.js';
import type { LogSource } from '../log-source.js';
import { readCatalogue } from './catalogue.js';
import { UnreadableFileError } from './durable-file.js';
import { readRelease } from './releases.js';
import { journalFolder, lineName, lineText, listSegments, readLines } from './segment.js';

/**
 * A data directory, read as it is: also a broken one, and while a service writes to it. Bytes after the last line end of the last segment are
 * left out: a write under way, or one that was cut short before it was acknowledged.
 */
export const openJournalSource = async (directory: string): Promise<LogSource> => {
  const catalogue = await readCatalogue(directory);
  await listSegments(directory);

  async function* lines(): AsyncGenerator<StoredLine> {
    const segments = await listSegments(directory);
    for (const [place, { file }] of segments.entries()) {
      let number = 0;
      for await (const { bytes, terminated } of readLines(join(journalFolder(directory), file))) {
        if (!terminated && place === segments.length - 1) break;
        number += 1;
        yield { at: lineName(file, number), text: lineText(bytes) };
      }
    }
  }

  return {
    lines,
    ends: () => Promise.resolve([]),
    knownLines: () =>
      Promise.resolve(
        (catalogue?.segments ?? [])
          .filter(({ records }) => records > 0)
          .map(({ file, first, records, hash }) => ({
            line: first + records - 1,
            hash,
            by: `catalogue.json, of ${file},`,
          })),
      ),
    checkpoints: () => Promise.resolve(catalogue?.checkpoints ?? []),
    // What can't be read is as good as not kept.
    release: (digest) =>
      readRelease(directory, digest).catch((cause: unknown) => {
        if (cause instanceof UnreadableFileError) return undefined;
        throw cause;
      }),
    close: () => Promise.resolve(),
  };
};
