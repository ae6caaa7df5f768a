import type { TestContext } from 'node:test';
import { makeMemoryLog } from '../../src/audit/store/sqlite/memory-log.js';
import { openSqliteLog } from '../../src/audit/store/sqlite/sqlite-log.js';
import { choicesContract } from './support/choices-contract.js';
import { decisionLogContract, type Store } from './support/contract.js';
import { start } from './support/entries.js';
import { closeWith, makeFolder } from './support/folder.js';

const hourMs = 3_600_000;

decisionLogContract('memory', {
  lasting: false,
  make: () => {
    const clock = { now: start };
    return Promise.resolve({ log: makeMemoryLog({ onceLifeMs: hourMs, now: () => clock.now }), clock });
  },
});

const makeSqlite = async (context: TestContext): Promise<Store> => {
  const directory = await makeFolder(context);
  const clock = { now: start };
  const open = () =>
    openSqliteLog({
      directory,
      now: () => clock.now,
      onceLifeMs: hourMs,
      report: ({ code }) => {
        throw new Error(`Nothing is to be reported, but \`${code}\` was.`);
      },
    });
  const log = await open();
  closeWith(context, log);
  return {
    log,
    clock,
    again: async () => {
      await log.close();
      return closeWith(context, await open());
    },
  };
};

decisionLogContract('SQLite', { lasting: true, make: makeSqlite });

choicesContract('SQLite', makeSqlite);
