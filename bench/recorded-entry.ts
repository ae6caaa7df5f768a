import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Release } from '../src/audit/store/decision-log.js';
import { openSqliteLog } from '../src/audit/store/sqlite/sqlite-log.js';
import { openFacts } from '../src/audit/record/opening.js';
import type { Entry } from '../src/audit/record/record.js';
import { openClausebook } from '../src/index.js';
import { refundRequest } from './cases.js';

/** What Clausebook records for the request that is timed, and the release that it cites. */
export const recordedEntry = async (): Promise<{ readonly entry: Entry; readonly release: Release }> => {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'clausebook-bench-'));
  try {
    const clausebook = await openClausebook({
      editionsDirectory: new URL('../rules', import.meta.url).pathname,
      dataDirectory,
    });
    await clausebook.decide('refund', { ...refundRequest, subject: 'subject-1' });
    await clausebook.close();
    const log = await openSqliteLog({ directory: dataDirectory, now: Date.now });
    const page = await log.search({ limit: 1 });
    const record = 'items' in page ? page.items[0] : undefined;
    const release = record && (await log.release(record.body.inputs.edition.digest));
    await log.close();
    if (record === undefined || release === undefined) throw new Error('The request was not recorded.');
    const { body, open } = record;
    const { metadata, ...inputs } = body.inputs;
    if (metadata !== undefined) throw new Error('The request has no metadata.');
    return {
      release,
      entry: {
        id: body.id,
        decidedAt: Date.parse(body.decidedAt),
        inputs: {
          ...inputs,
          asOf: Date.parse(inputs.asOf),
          subject: 'subject-1',
          facts: openFacts(record).facts,
        },
        decision: body.decision,
        cites: body.cites,
        personal: Object.keys(open).filter((pointer) => pointer !== '/subject'),
      },
    };
  } finally {
    await rm(dataDirectory, { recursive: true, force: true });
  }
};
