import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { openClausebook, type Clausebook, type ClausebookOptions } from '../../src/index.js';
import { now, lateReturn, libraryEditions } from '../cli/support/call.js';

const open = async (t: TestContext, more: Partial<ClausebookOptions> = {}): Promise<Clausebook> => {
  const clausebook = await openClausebook({
    editionsDirectory: libraryEditions,
    dataDirectory: null,
    ...more,
  });
  t.after(() => clausebook.close());
  return clausebook;
};

const request = { facts: lateReturn, asOf: now };

/** Members by which what is recorded differs from what is not. */
const withoutRecord = ({ id, recorded, decidedAt, ...told }: Readonly<Record<string, unknown>>): object => {
  assert.ok((typeof id === 'string') !== (recorded === false) && typeof decidedAt === 'string');
  return told;
};

describe('Clausebook in this process', () => {
  for (const engine of ['compiled', 'reference'] as const)
    test(`previews at once what it would decide, with the ${engine} engine`, async (t) => {
      const clausebook = await open(t, { engine });
      const { status, body } = clausebook.preview('fee', request);
      assert.equal(status, 200);
      const decided = await clausebook.decide('fee', request);
      assert.deepEqual(
        withoutRecord(body as Record<string, unknown>),
        withoutRecord(decided.body as Record<string, unknown>),
      );
    });

  test('refuses at once, by the problems of the service', async (t) => {
    const clausebook = await open(t);
    const refused = (decision: string, asked: unknown): readonly unknown[] => {
      const { status, body } = clausebook.preview(decision, asked);
      return [status, (body as Readonly<Record<string, unknown>>)['code']];
    };
    assert.deepEqual(refused('fee', { facts: {}, asOf: now }), [422, 'invalid-facts']);
    assert.deepEqual(refused('fee', 'no request'), [400, 'invalid-request']);
    assert.deepEqual(refused('fee', { ...request, readings: {} }), [400, 'invalid-request']);
    assert.deepEqual(refused('nothing', request), [404, 'unknown-decision']);
    const digest = `sha256:${'0'.repeat(64)}`;
    assert.deepEqual(refused('fee', { ...request, edition: { digest } }), [404, 'unknown-edition']);
  });
});
