import { sourceOf, type LogSource } from '../log-source.js';
import { readCheckpoints } from './checkpoints.js';
import { configOf, databaseName, saltOf } from './connection.js';
import { DatabaseUnusableError } from './failures.js';
import { makeReader } from './reader.js';
import { makeRecords } from './records.js';
import { makeReleases } from './releases.js';

const statementMs = 60_000;

/** The log of a database, read as it is, beside those that write to it. Rejects with `DatabaseUnusableError`. */
export const openPostgresSource = async (url: string): Promise<LogSource> => {
  const reader = makeReader({ ...configOf(url, statementMs), max: 2 });
  try {
    const { lines, heads } = makeRecords(reader, await saltOf(reader));
    return sourceOf({
      lines,
      heads,
      checkpoints: () => readCheckpoints(reader),
      release: makeReleases(reader).read,
      close: reader.close,
    });
  } catch (cause) {
    await reader.close();
    throw new DatabaseUnusableError(databaseName(url), cause);
  }
};
