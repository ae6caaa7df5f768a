import type { DecisionLog } from '../decision-log.js';
import { sourceOf, type LogSource } from '../log-source.js';
import { subjectSalt } from '../sql/fill.js';
import { Queries } from '../sql/queries.js';
import { makeReading, stepsOf, type Reading } from '../sql/reading.js';
import { configOf, databaseName } from './connection.js';
import { DatabaseUnusableError } from './failures.js';
import type { RegistryStore } from '../../registry/registry-store.js';
import { makeReader, postgres } from './reader.js';
import { entriesIn } from './registry-table.js';

const statementMs = 60_000;

/** The log of a database, read as it is, beside those that write to it. Rejects with `DatabaseUnusableError`. */
export const openPostgresSource = async (url: string): Promise<LogSource> => {
  const { entries, ...log } = await openPostgresToRead(url);
  return sourceOf(log, entries);
};

/** The same, to find records in it. */
export const openPostgresToRead = async (
  url: string,
): Promise<Reading & Pick<DecisionLog, 'close'> & Pick<RegistryStore, 'entries'>> => {
  const { run, copied, close } = makeReader({ ...configOf(url, statementMs), max: 2 });
  try {
    const queries = new Queries(postgres, { salt: await run(subjectSalt()), key: undefined });
    return {
      ...makeReading((asked) => run(stepsOf(queries, asked))),
      linesJoined: copied,
      entries: () => run(entriesIn()),
      close,
    };
  } catch (cause) {
    await close();
    throw new DatabaseUnusableError(databaseName(url), cause);
  }
};
