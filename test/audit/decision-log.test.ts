import { openJournal, type JournalOptions } from '../../src/audit/journal/journal.js';
import { makeMemoryLog } from '../../src/audit/memory-log.js';
import type { TestContext } from 'node:test';
import { decisionLogContract, type Store } from './support/contract.js';
import { countedBytes, start } from './support/entries.js';
import { closeWith, makeFolder } from './support/folder.js';

decisionLogContract('memory', {
  lasting: false,
  make: () => Promise.resolve({ log: makeMemoryLog({ random: countedBytes() }) }),
});

const makeJournal =
  (options: Partial<JournalOptions>) =>
  async (context: TestContext): Promise<Store> => {
    const directory = await makeFolder(context);
    const open = () =>
      openJournal({
        directory,
        random: countedBytes(),
        now: () => start,
        report: ({ code }) => {
          throw new Error(`Nothing is to be reported, but \`${code}\` was.`);
        },
        ...options,
      });
    const log = await open();
    closeWith(context, log);
    return {
      log,
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
