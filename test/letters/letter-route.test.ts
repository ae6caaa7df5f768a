import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import { makePersonalKey } from '../../src/audit/record/personal-storage.js';
import { makeMemoryLog } from '../../src/audit/store/sqlite/memory-log.js';
import { at, now, startForTest } from '../service/service-under-test.js';
import { editionAt } from './support/letter-examples.js';

const kommo = await editionAt('rules/kommo-ai-agent-terms/2026-04-27');

describe('GET /decisions/{id}/letter', () => {
  test('tells a recorded decision to its customer, as text or as JSON', async (t) => {
    const service = await startForTest(t, { editions: [kommo] });
    const asked = { asOf: '2026-08-15T12:00:00Z', facts: { dealing: { kind: 'sell', by: 'customer' } } };
    const { json } = await service.post('/decide/transfer', asked);
    const address = `/decisions/${String(json['id'])}/letter`;
    const told = await service.get(`${address}?format=text`);
    assert.equal(told.status, 200);
    assert.match(told.text, /What was asked\nWhether Credits may be dealt with in this way: to sell them\./);
    assert.match(told.text, /Clause 4\.4: “Credits are non-transferable/);
    const letter = await service.get(`${address}?format=json`);
    assert.equal(at(letter.json, 'id'), json['id']);
    assert.equal(at(letter.json, 'answer'), 'No, these terms prohibit it.');
    const wrong = await service.get(`${address}?format=pdf`);
    assert.deepEqual([wrong.status, wrong.json['code']], [400, 'invalid-request']);
  });

  test('says so where the edition has no words, or there is no such decision', async (t) => {
    const service = await startForTest(t);
    const { json } = await service.post('/decide/fine', { facts: { daysLate: 3 } });
    const none = await service.get(`/decisions/${String(json['id'])}/letter`);
    assert.deepEqual([none.status, none.json['code']], [404, 'no-letter']);
    const unknown = await service.get('/decisions/none/letter');
    assert.deepEqual([unknown.status, unknown.json['code']], [404, 'not-found']);
  });
});

describe('A letter of values that are not open any more', () => {
  const provided = {
    asOf: '2026-08-15T12:00:00Z',
    facts: {
      purpose: 'use',
      subscription: { status: 'expired', paid: false },
      expressProvision: { granted: true, reference: 'Letter to Ada Lovelace' },
    },
    subject: 'account-7',
  };
  const sold = {
    asOf: provided.asOf,
    facts: { dealing: { kind: 'sell', by: 'customer' } },
    subject: 'account-7',
  };

  for (const [code, status, personal] of [
    ['sealed', 403, { mode: 'encrypted', key: makePersonalKey(randomBytes(32)) }],
    ['masked', 410, { mode: 'masked' }],
  ] as const)
    test(`is refused where facts are ${code}, and told where only the subject is`, async (t) => {
      const log = makeMemoryLog({ now: () => now, personal });
      const service = await startForTest(t, { editions: [kommo], log });
      const { json } = await service.post('/decide/eligibility', provided);
      const letter = await service.get(`/decisions/${String(json['id'])}/letter`);
      assert.deepEqual([letter.status, letter.json['code']], [status, code]);
      assert.ok(!letter.text.includes('Lovelace'));
      const plain = await service.post('/decide/transfer', sold);
      const told = await service.get(`/decisions/${String(plain.json['id'])}/letter?format=text`);
      assert.equal(told.status, 200);
      assert.match(told.text, /No, these terms prohibit it\./);
      assert.ok(!told.text.includes('account-7'));
    });

  test('is refused where facts were erased, and told where only the subject was', async (t) => {
    const service = await startForTest(t, { editions: [kommo], log: makeMemoryLog({ now: () => now }) });
    const { json } = await service.post('/decide/eligibility', provided);
    const plain = await service.post('/decide/transfer', sold);
    const [first, second] = [json, plain.json].map((one) => `/decisions/${String(one['id'])}/letter`);
    const before = await service.get(`${first ?? ''}?format=text`);
    assert.equal(before.status, 200);
    assert.ok(!before.text.includes('Lovelace'));
    const erased = await service.post('/erasures', { subject: 'account-7', reason: 'asked for' });
    assert.deepEqual([erased.status, erased.json['records']], [200, 2]);
    const gone = await service.get(first ?? '');
    assert.deepEqual([gone.status, gone.json['code']], [410, 'erased']);
    assert.equal((await service.get(second ?? '')).status, 200);
  });
});
