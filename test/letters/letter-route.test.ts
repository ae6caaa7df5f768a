import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { at, startForTest } from '../service/service-under-test.js';
import { editionAt } from './support/letter-examples.js';

describe('GET /decisions/{id}/letter', () => {
  test('tells a recorded decision to its customer, as text or as JSON', async (t) => {
    const service = await startForTest(t, {
      editions: [await editionAt('rules/kommo-ai-agent-terms/2026-04-27')],
    });
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
