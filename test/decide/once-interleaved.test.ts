import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { sha256 } from '../../src/language/canonical.js';
import type { DecisionLog } from '../../src/audit/store/decision-log.js';
import { NotRecordedError } from '../../src/audit/store/failures.js';
import type { Entry } from '../../src/audit/record/record.js';
import { makeCompiledEvaluator } from '../../src/engine/compiled/compiled-evaluator.js';
import { makeDecide, type Decide } from '../../src/decide/decide.js';
import { makeEvaluators } from '../../src/decide/evaluate.js';
import { makeEditions } from '../../src/decide/editions/editions.js';
import { libraryEdition } from '../service/library-edition.js';
import { memoryLog, now } from '../service/service-under-test.js';

type Fault = 'none' | 'not-recorded' | 'in-doubt';

const editions = makeEditions([libraryEdition()], {
  files: () => Promise.resolve(undefined),
  load: () => Promise.reject(new Error('No release is read in this test.')),
});
const evaluators = makeEvaluators(makeCompiledEvaluator);

/** One who asks: under which key, how many days late (below 0 is refused), and what becomes of the write. */
const asks = fc.array(
  fc.record({
    key: fc.constantFrom('a', 'b'),
    daysLate: fc.constantFrom(-1, 3, 3, 4),
    fault: fc.constantFrom<Fault>('none', 'none', 'not-recorded', 'in-doubt'),
  }),
  { minLength: 2, maxLength: 7 },
);

/** Replicas on one log, which answers when and as the scheduler and the faults have it. */
const makeAsk = (log: DecisionLog, pause: () => Promise<unknown>) => {
  let made = 0;
  return ({ key, daysLate, fault }: { key: string; daysLate: number; fault: Fault }): ReturnType<Decide> => {
    const append = async (entry: Entry) => {
      await pause();
      if (fault === 'not-recorded') throw new NotRecordedError('The disk is full.');
      const record = await log.append(entry);
      await pause();
      if (fault === 'in-doubt') throw new NotRecordedError('The disk does not tell.', { code: fault });
      return record;
    };
    const once: DecisionLog['once'] = async (digest) => {
      await pause();
      const records = await log.once(digest);
      await pause();
      return records;
    };
    const decide = makeDecide({
      log: { ...log, append, once },
      editions,
      evaluators,
      clock: () => now + made,
      newId: () => `decision-${(made += 1)}`,
    });
    return decide('fine', {
      facts: { daysLate },
      asOf: null,
      subject: null,
      edition: {},
      once: { key: sha256(key), request: sha256(String(daysLate)) },
    });
  };
};

describe('decisions under keys that come in any order, with any of their writes failing', () => {
  it('are one for each key, and every answer is that one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), asks, async (scheduler, asked) => {
        const log = memoryLog();
        const ask = makeAsk(log, () => scheduler.schedule(Promise.resolve()));
        const results = await scheduler.waitFor(Promise.all(asked.map(async (each) => ask(each))));
        for (const key of ['a', 'b']) {
          const [record, ...more] = await log.once(sha256(key));
          assert.deepEqual(more, []);
          const those = asked.flatMap((each, place) =>
            each.key === key ? [{ ...each, result: results[place] ?? assert.fail() }] : [],
          );
          for (const { daysLate, fault, result } of those)
            if (result.code === 'decided') {
              const { id, effects } = result.answer;
              assert.equal(id, record?.body.id);
              assert.deepEqual(effects, daysLate > 0 ? { days: daysLate } : {});
            } else if (result.code === 'idempotency-key-reused')
              assert.notEqual(record?.body.once?.request, sha256(String(daysLate)));
            else if (result.code === 'invalid-facts') assert.equal(daysLate, -1);
            else assert.equal(result.code, fault);
          const repeated = those.find(
            ({ daysLate }) => record?.body.once?.request === sha256(String(daysLate)),
          );
          assert.equal(repeated === undefined, record === undefined);
          if (repeated === undefined) continue;
          const again = await scheduler.waitFor(Promise.resolve(ask({ ...repeated, fault: 'none' })));
          assert.ok(again.code === 'decided' && again.replayed === true);
          assert.equal(again.answer.id, record?.body.id);
        }
      }),
    );
  });
});
