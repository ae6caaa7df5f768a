import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { libraryEdition } from './library-edition.js';
import { at, memoryLog, startForTest, type Reply } from './service-under-test.js';

const facts = { daysLate: 3 };

/** An edition whose words can't be told. */
const untellable = () => {
  const edition = libraryEdition();
  const clauses = new Map(
    [...edition.contract.clauses].map(([id, clause]) => [
      id,
      Object.defineProperty({ ...clause }, 'words', {
        get: () => {
          throw new RangeError('a defect');
        },
      }),
    ]),
  );
  return { ...edition, contract: { ...edition.contract, clauses } };
};

const saysWhatIsRecorded = async (problem: unknown, log: ReturnType<typeof memoryLog>): Promise<void> => {
  assert.equal(at(problem, 'code'), 'recorded-unanswered');
  const page = await log.search({ limit: 10 });
  assert.ok('items' in page && page.items.length > 0);
  for (const { body } of page.items) assert.ok(String(at(problem, 'detail')).includes(body.id));
};

describe('what is recorded, and can not be answered', () => {
  for (const [what, path, body, problemIn] of [
    ['of one decision', '/decide/fine', { facts }, ({ json }: Reply) => json],
    [
      'of an item of a list',
      '/decide',
      [{ decision: 'fine', facts }],
      ({ json }: Reply) => at(json, 'answers.0.problem'),
    ],
  ] as const)
    it(`is named as recorded ${what}`, async (t) => {
      const log = memoryLog();
      const service = await startForTest(t, { log, editions: [untellable()] });
      await saysWhatIsRecorded(problemIn(await service.post(path, body)), log);
      assert.equal(service.defects.length, 1);
    });

  it('is named as recorded when it comes again under its key', async (t) => {
    const log = memoryLog();
    const service = await startForTest(t, { log, editions: [untellable()] });
    const headers = { 'Idempotency-Key': 'again' };
    await service.post('/decide/fine', { facts }, headers);
    await saysWhatIsRecorded((await service.post('/decide/fine', { facts }, headers)).json, log);
    assert.equal((await log.health()).records, 1);
  });

  it('is named as recorded where the whole answer to a list fails', async (t) => {
    const log = memoryLog();
    const service = await startForTest(t, { log });
    const own = Buffer.from.bind(Buffer);
    // What puts the answers together fails, as where there is no memory for them.
    t.mock.method(Buffer, 'from', (...given: Parameters<typeof Buffer.from>) => {
      if (typeof given[0] === 'string' && given[0].startsWith('{"status":200'))
        throw new RangeError('no memory');
      return own(...given);
    });
    const reply = await service.post('/decide', [
      { decision: 'fine', facts },
      { decision: 'fine', facts },
    ]);
    t.mock.restoreAll();
    assert.equal(reply.status, 500);
    await saysWhatIsRecorded(reply.json, log);
  });
});
