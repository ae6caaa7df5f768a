import { openJournal, type JournalOptions } from '../../src/audit/store/journal/journal.js';
import { makeMemoryLog } from '../../src/audit/store/memory-log.js';
import type { TestContext } from 'node:test';
import { decisionLogContract, type Store } from './support/contract.js';
import { countedBytes, start } from './support/entries.js';
import { closeWith, makeFolder } from './support/folder.js';

const hourMs = 3_600_000;

decisionLogContract('memory', {
  lasting: false,
  make: () => {
    const clock = { now: start };
    const keys = { lifeMs: hourMs, now: () => clock.now };
    return Promise.resolve({ log: makeMemoryLog({ random: countedBytes(), keys }), clock });
  },
});

const makeJournal =
  (options: Partial<JournalOptions>) =>
  async (context: TestContext): Promise<Store> => {
    const directory = await makeFolder(context);
    const clock = { now: start };
    const open = () =>
      openJournal({
        directory,
        random: countedBytes(),
        now: () => clock.now,
        onceLifeMs: hourMs,
        report: ({ code }) => {
          throw new Error(`Nothing is to be reported, but \`${code}\` was.`);
        },
        ...options,
      });
    const log = await open();
    closeWith(context, log);
    return {
      log,
      clock,
      again: async () => {
        await log.close();
        const reopened = await open();
        return closeWith(context, reopened);
      },
    };
  };

decisionLogContract('journal', { lasting: true, make: makeJournal({}) });
decisionLogContract('journal in many small segments', {
  lasting: true,
  make: makeJournal({ segment: { bytes: 5000, records: 3 } }),
});
