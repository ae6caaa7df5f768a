import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { openSqliteLog, type SqliteOptions } from '../../../src/audit/store/sqlite/sqlite-log.js';
import type { DecisionLog } from '../../../src/audit/store/decision-log.js';
import type { Report } from '../../../src/audit/store/failures.js';
import { release, start } from './entries.js';

const openLogs = new WeakMap<TestContext, DecisionLog[]>();

/** Closes a log when the test ends, before its folder goes away. */
export const closeWith = (context: TestContext, log: DecisionLog): DecisionLog => {
  const logs = openLogs.get(context) ?? [];
  openLogs.set(context, [...logs, log]);
  return log;
};

/** A folder that goes away with the test. */
export const makeFolder = async (context: TestContext): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'clausebook-audit-'));
  context.after(async () => {
    for (const log of openLogs.get(context) ?? []) await log.close();
    await rm(folder, { recursive: true, force: true });
  });
  return folder;
};

/** An open log with what it reported so far; closed with the test. */
export const openIn = async (
  context: TestContext,
  directory: string,
  options: Partial<SqliteOptions> = {},
): Promise<{ readonly log: DecisionLog; readonly reports: Report[] }> => {
  const reports: Report[] = [];
  const log = await openSqliteLog({
    directory,
    now: () => start,
    report: (each) => reports.push(each),
    ...options,
  });
  closeWith(context, log);
  await log.keepRelease(release);
  return { log, reports };
};
