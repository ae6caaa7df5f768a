import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { type ChoiceEntry, reasonOf } from '../../../src/audit/record/choice.js';
import { isChoice } from '../../../src/audit/record/log-line.js';
import { parseLine } from '../../../src/audit/record/log-line-shape.js';
import type { DecisionLog } from '../../../src/audit/store/decision-log.js';
import type { Query } from '../../../src/audit/store/query.js';
import { ChoiceTakenError, NotRecordedError } from '../../../src/audit/store/failures.js';
import { exportLog } from '../../../src/audit/store/export-log.js';
import { readExport } from '../../../src/audit/store/import-log.js';
import { sourceOf } from '../../../src/audit/store/log-source.js';
import { restoreSqlite } from '../../../src/audit/store/sqlite/restore.js';
import { openSqliteLog } from '../../../src/audit/store/sqlite/sqlite-log.js';
import { verifyLog, type Verification } from '../../../src/audit/verify/verify-log.js';
import type { Store } from './contract.js';
import { makeEntry, minuteMs, release, start } from './entries.js';
import { closeWith, makeFolder } from './folder.js';

const discretion = {
  decider: 'the library',
  choices: ['nothing', 'part', 'all'],
  recommended: 'part',
  policy: 'goodwill',
};

/** Of five decisions the second leaves something to discretion, the third and the fifth are unresolved. */
const filled = async (log: DecisionLog): Promise<void> => {
  await log.keepRelease(release);
  for (const n of [1, 2, 3, 4, 5]) {
    const entry = makeEntry(n, { subject: n === 2 ? 'anna' : 'ben' });
    const { decision } = entry;
    const changed =
      n === 2
        ? { ...decision, discretion }
        : n === 3 || n === 5
          ? { ...decision, outcome: 'unresolved', effects: {}, standing: [], conflict: [] }
          : decision;
    await log.append({ ...entry, decision: changed });
  }
};

const choose = async (
  log: DecisionLog,
  n: number,
  nth: number,
  changes: Partial<ChoiceEntry> = {},
): Promise<string> => {
  const record = await log.get(`decision-${n}`);
  assert.ok(record !== undefined);
  const made = await log.choose({
    of: { id: record.body.id, hash: record.hash },
    nth,
    chosenAt: start + (10 + nth) * minuteMs,
    chosen: 'part',
    reason: `Anna has been here for years (${nth}).`,
    asked: { by: 'key:ann' },
    ...changes,
  });
  return made.id;
};

const idsOf = async (log: DecisionLog, query: Partial<Query>): Promise<readonly string[]> => {
  const page = await log.search({ limit: 100, ...query });
  assert.ok('items' in page);
  return page.items.map(({ body }) => body.id);
};

const counted = async (log: DecisionLog, query: Partial<Query>): Promise<number> =>
  (await log.tally({ ...query, widthMs: minuteMs })).reduce((all, { records }) => all + records, 0);

/** The releases here have no true digests, which is not looked at. */
const findingsOf = async (log: DecisionLog): Promise<Verification['findings']> =>
  (await verifyLog(sourceOf(log), { keys: [] })).findings.filter(({ code }) => code !== 'release-altered');

/** What every decision log must do with what persons chose; run over each of them. */
export const choicesContract = (
  name: string,
  make: (context: TestContext) => Promise<Pick<Store, 'log' | 'again'>>,
): void => {
  describe(`what a person chose, in a decision log (${name})`, () => {
    it('stands in the chain behind the decision that it names, and is found by it', async (context) => {
      const { log, again } = await make(context);
      await filled(log);
      const amount = { minor: 500, currency: 'EUR' };
      assert.equal(await choose(log, 2, 1, { amount }), 'decision-2/choice/1');
      const decision = await log.get('decision-2');
      const look = async (from: DecisionLog): Promise<void> => {
        const [choice] = (await from.choices(['decision-1', 'decision-2'])).get('decision-2') ?? [];
        assert.ok(choice !== undefined && decision !== undefined);
        const { body } = choice;
        assert.deepEqual(body.inputs.decision, { id: 'decision-2', hash: decision.hash });
        assert.deepEqual([body.inputs.chosen, body.inputs.amount, body.sequence], ['part', amount, 6]);
        assert.equal(reasonOf(choice), 'Anna has been here for years (1).');
        assert.equal(await from.get(body.id), undefined);
        assert.deepEqual(await findingsOf(from), []);
      };
      await look(log);
      if (again !== undefined) await look(await again());
    });

    it('is taken once by its number, and a correction names the one before', async (context) => {
      const { log } = await make(context);
      await filled(log);
      const two = await Promise.allSettled([choose(log, 3, 1), choose(log, 3, 1, { chosen: 'late' })]);
      const refused = two.filter((one) => one.status === 'rejected');
      assert.equal(refused.length, 1);
      assert.ok(
        refused[0]?.reason instanceof ChoiceTakenError && !(refused[0].reason instanceof NotRecordedError),
      );
      await choose(log, 3, 2, { chosen: 'on-time' });
      const choices = (await log.choices(['decision-3'])).get('decision-3') ?? [];
      assert.deepEqual(
        choices.map(({ body }) => [body.id, body.inputs.instead]),
        [
          ['decision-3/choice/1', undefined],
          ['decision-3/choice/2', 'decision-3/choice/1'],
        ],
      );
      assert.deepEqual(await findingsOf(log), []);
    });

    it('tells decisions that await one from those about which one was made, and by whom', async (context) => {
      const { log } = await make(context);
      await filled(log);
      assert.deepEqual(await idsOf(log, { choice: 'awaited' }), ['decision-5', 'decision-3', 'decision-2']);
      assert.deepEqual(await idsOf(log, { choice: 'made' }), []);
      await choose(log, 2, 1);
      await choose(log, 2, 2, { asked: { by: 'key:bob' } });
      await choose(log, 5, 1, { asked: { by: 'key:bob' } });
      assert.deepEqual(await idsOf(log, { choice: 'awaited' }), ['decision-3']);
      assert.deepEqual(await idsOf(log, { choice: 'made' }), ['decision-5', 'decision-2']);
      assert.deepEqual(await idsOf(log, { chosenBy: 'key:ann' }), ['decision-2']);
      assert.deepEqual(await idsOf(log, { chosenBy: 'key:bob' }), ['decision-5', 'decision-2']);
      assert.deepEqual(await idsOf(log, { chosenBy: 'key:eve' }), []);
      assert.deepEqual(await idsOf(log, { chosenBy: 'key:bob', choice: 'awaited' }), []);
      assert.deepEqual(await idsOf(log, { chosenBy: 'key:bob', subject: 'anna' }), ['decision-2']);
      assert.deepEqual(await idsOf(log, { choice: 'made', outcome: 'unresolved' }), ['decision-5']);
      assert.equal(await counted(log, { choice: 'made' }), 2);
      assert.equal(await counted(log, { choice: 'awaited', subject: 'ben' }), 1);
    });

    it('is no decision: searches and counts are of decisions alone', async (context) => {
      const { log } = await make(context);
      await filled(log);
      await choose(log, 2, 1);
      assert.equal((await idsOf(log, {})).length, 5);
      assert.equal(await counted(log, {}), 5);
      assert.equal(await counted(log, { subject: 'anna' }), 1);
      const page = await log.search({ limit: 3 });
      assert.ok('items' in page && page.items.length === 3);
    });

    it('loses its reason with the values of the decision’s subject, and nothing else', async (context) => {
      const { log } = await make(context);
      await filled(log);
      await choose(log, 2, 1);
      await choose(log, 3, 1);
      const removal = { id: 'erasure-1', at: start + 100 * minuteMs, by: 'the officer', reason: 'asked for' };
      assert.equal((await log.erase({ ...removal, subject: 'anna' })).records, 2);
      const choices = await log.choices(['decision-2', 'decision-3']);
      const [erased] = choices.get('decision-2') ?? [];
      const [kept] = choices.get('decision-3') ?? [];
      assert.ok(erased !== undefined && kept !== undefined);
      assert.deepEqual([reasonOf(erased), erased.body.inputs.chosen], [undefined, 'part']);
      assert.notEqual(reasonOf(kept), undefined);
      assert.deepEqual(await idsOf(log, { chosenBy: 'key:ann' }), ['decision-3', 'decision-2']);
      assert.deepEqual(await findingsOf(log), []);
    });

    it('moves with the log, and is found where it was moved to', async (context) => {
      const { log } = await make(context);
      await filled(log);
      await choose(log, 2, 1);
      const directory = await makeFolder(context);
      async function* lines(): AsyncGenerator<string> {
        for await (const line of exportLog(sourceOf(log), { now: start })) yield line.trimEnd();
      }
      await restoreSqlite(directory)(readExport(lines()));
      const moved = closeWith(context, await openSqliteLog({ directory, now: () => start }));
      const [before, after] = await Promise.all([log, moved].map((one) => one.choices(['decision-2'])));
      assert.deepEqual(after, before);
      assert.deepEqual(await idsOf(moved, { chosenBy: 'key:ann' }), ['decision-2']);
      assert.deepEqual(await idsOf(moved, { choice: 'awaited' }), ['decision-5', 'decision-3']);
      assert.deepEqual(await findingsOf(moved), []);
    });

    it('loses its content by its age, as decisions do', async (context) => {
      const { log } = await make(context);
      await filled(log);
      await choose(log, 2, 1);
      await choose(log, 2, 2, { chosenAt: start + 60 * minuteMs });
      const removal = { id: 'drop-1', at: start + 100 * minuteMs, by: 'the officer', reason: 'old' };
      assert.equal((await log.drop({ ...removal, before: start + 30 * minuteMs })).records, 6);
      const lines: string[] = [];
      for await (const { text } of log.lines()) lines.push(text);
      const left = lines.flatMap((text) => {
        const line = parseLine(text);
        return line !== undefined && isChoice(line) ? [line.body.id] : [];
      });
      assert.deepEqual(left, ['decision-2/choice/2']);
      assert.ok(!lines.join('').includes('here for years (1)'));
      assert.deepEqual(await findingsOf(log), []);
    });
  });
};
