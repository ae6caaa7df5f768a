import type { TestContext } from 'node:test';
import type { DecisionLog } from '../../../../src/audit/store/decision-log.js';
import type { Report } from '../../../../src/audit/store/failures.js';
import { openPostgresLog, type PostgresOptions } from '../../../../src/audit/store/postgres/postgres-log.js';
import { release, start } from '../../support/entries.js';

/** An open log in a database, with what it reported so far; closed with the test. */
export const openAt = async (
  context: TestContext,
  url: string,
  options: Partial<PostgresOptions> = {},
): Promise<{ readonly log: DecisionLog; readonly reports: Report[] }> => {
  const reports: Report[] = [];
  const log = await openPostgresLog({
    url,
    now: () => start,
    report: (each) => reports.push(each),
    ...options,
  });
  context.after(() => log.close());
  await log.keepRelease(release);
  return { log, reports };
};
