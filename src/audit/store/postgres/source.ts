import type { DecisionLog } from '../decision-log.js';
import { sourceOf, type LogSource } from '../log-source.js';
import { readCheckpoints } from './checkpoints.js';
import { configOf, databaseName, saltOf } from './connection.js';
import { DatabaseUnusableError } from './failures.js';
import { makeReader } from './reader.js';
import { makeRecords, type Records } from './records.js';
import { makeReleases } from './releases.js';

const statementMs = 60_000;

/** The log of a database, read as it is, beside those that write to it. Rejects with `DatabaseUnusableError`. */
export const openPostgresSource = async (url: string): Promise<LogSource> =>
  sourceOf(await openPostgresToRead(url));

/** The same, to find records in it. */
export const openPostgresToRead = async (
  url: string,
): Promise<Records & Pick<DecisionLog, 'checkpoints' | 'release' | 'close'>> => {
  const reader = makeReader({ ...configOf(url, statementMs), max: 2 });
  try {
    return {
      ...makeRecords(reader, await saltOf(reader)),
      checkpoints: () => readCheckpoints(reader),
      release: makeReleases(reader).read,
      close: reader.close,
    };
  } catch (cause) {
    await reader.close();
    throw new DatabaseUnusableError(databaseName(url), cause);
  }
};
