import type { TestContext } from 'node:test';
import { openPostgresLog } from '../../../src/audit/store/postgres/postgres-log.js';
import { sharedPostgres } from '../../support/postgres.js';
import { choicesContract } from '../support/choices-contract.js';
import { decisionLogContract, type Store } from '../support/contract.js';
import { minuteMs, start } from '../support/entries.js';

const server = sharedPostgres();

const make = async (context: TestContext): Promise<Store> => {
  const url = await (await server).makeDatabase();
  const clock = { now: start };
  const open = async () => {
    const log = await openPostgresLog({
      url,
      now: () => clock.now,
      onceLifeMs: 60 * minuteMs,
      report: ({ code }) => {
        throw new Error(`Nothing is to be reported, but \`${code}\` was.`);
      },
    });
    context.after(() => log.close());
    return log;
  };
  const log = await open();
  return {
    log,
    clock,
    again: async () => {
      await log.close();
      return open();
    },
  };
};

decisionLogContract('PostgreSQL', { lasting: true, make });

choicesContract('PostgreSQL', make);
