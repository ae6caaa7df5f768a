import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseCheckpoint } from '../chain/checkpoint.js';
import { isAbsent } from './durable-file.js';
import { NotImportableError } from './import-log.js';
import { parseRelease } from './parse-release.js';
import type { RestoreItem } from './sql/fill.js';

/**
 * The log of an earlier version, as it lies in its data directory: `catalogue.json` has the checkpoints, `releases/` the releases, `journal/`
 * the records, a line each. Bytes after the last line end are left out: a write that was cut short before it was acknowledged. Throws
 * `NotImportableError`.
 */
export async function* readEarlierJournal(directory: string): AsyncGenerator<RestoreItem> {
  const catalogue = await jsonIn(join(directory, 'catalogue.json'));
  for (const json of checkpointsIn(catalogue)) {
    const checkpoint = parseCheckpoint(json);
    if (checkpoint === undefined)
      throw new NotImportableError('catalogue.json has a checkpoint that is none.');
    yield { kind: 'checkpoint', checkpoint };
  }
  for (const file of await filesIn(join(directory, 'releases'), /^[0-9a-f]{64}\.json$/)) {
    const release = parseRelease(await jsonIn(file));
    if (release === undefined) throw new NotImportableError(`\`${file}\` holds no release.`);
    yield { kind: 'release', release };
  }
  for (const file of await filesIn(join(directory, 'journal'), /^\d+\.jsonl$/)) {
    let rest: Buffer = Buffer.alloc(0);
    for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
      let bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      for (let end = bytes.indexOf(lineEnd); end >= 0; end = bytes.indexOf(lineEnd)) {
        yield { kind: 'record', line: bytes.toString('utf8', 0, end) };
        bytes = bytes.subarray(end + 1);
      }
      rest = bytes;
    }
  }
}

const lineEnd = 0x0a;

const checkpointsIn = (catalogue: unknown): readonly unknown[] =>
  typeof catalogue === 'object' &&
  catalogue !== null &&
  'checkpoints' in catalogue &&
  Array.isArray(catalogue.checkpoints)
    ? catalogue.checkpoints
    : [];

const jsonIn = async (file: string): Promise<unknown> => {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    if (isAbsent(cause)) return undefined;
    throw new NotImportableError(`\`${file}\` can't be read.`, { cause });
  }
};

const filesIn = async (folder: string, names: RegExp): Promise<readonly string[]> => {
  try {
    return (await readdir(folder))
      .filter((name) => names.test(name))
      .sort()
      .map((name) => join(folder, name));
  } catch (cause) {
    if (isAbsent(cause)) return [];
    throw cause;
  }
};
