import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { NotRecordedError } from '../../src/audit/store/failures.js';
import type { Edition } from '../../src/edition/model/edition.js';
import { makeCompiledEvaluator } from '../../src/engine/compiled/compiled-evaluator.js';
import { loadRealEdition } from '../engine/compiled/support/differential.js';
import { libraryEdition } from './library-edition.js';
import { at, isRecord, memoryLog, startForTest } from './service-under-test.js';

/** The library's rules with its one decision under several names. */
const libraryDeciding = (
  names: readonly string[],
  more: Parameters<typeof libraryEdition>[0] = {},
): Edition => {
  const edition = libraryEdition(more);
  const ruleSet = edition.decisions.get('fine');
  assert.ok(ruleSet);
  return { ...edition, decisions: new Map(names.map((decision) => [decision, { ...ruleSet, decision }])) };
};
const library = libraryDeciding(['fine', 'reminder', 'block']);
const both = { decisions: ['fine', 'reminder'], facts: { daysLate: 3, borrower: 'Ada' } };

const list = (value: unknown): readonly unknown[] => {
  assert.ok(Array.isArray(value));
  return value;
};

describe('POST /decide with several decisions', () => {
  it('decides all on the same facts at one instant under one edition, and each names the others', async (t) => {
    const log = memoryLog();
    let time = Date.UTC(2026, 7, 15);
    const service = await startForTest(t, { log, editions: [library], clock: () => (time += 1) });
    const decisions = ['reminder', 'fine', 'block'];
    const { status, json } = await service.post('/decide', { ...both, decisions, subject: 'reader-7' });
    assert.equal(status, 200);
    assert.deepEqual(Object.keys(json), ['asOf', 'edition', 'decisions']);
    assert.deepEqual(json['edition'], library.identity);
    const answers = list(json['decisions']);
    assert.deepEqual(
      answers.map((answer) => at(answer, 'decision')),
      decisions,
    );
    const ids = answers.map((answer) => at(answer, 'id'));
    assert.equal(new Set(ids).size, 3);
    for (const answer of answers) {
      assert.equal(at(answer, 'asOf'), json['asOf']);
      assert.equal(at(answer, 'decidedAt'), at(answers[0], 'decidedAt'));
      assert.equal(at(answer, 'subject'), 'reader-7');
      assert.deepEqual(
        at(answer, 'with'),
        ids.filter((id) => id !== at(answer, 'id')),
      );
    }
    assert.equal((await log.health()).records, 3);
  });
  it('has a turn of the event loop for each, in which others are answered', async (t) => {
    const evaluator = makeCompiledEvaluator(library);
    const turns: number[] = [];
    let turn = 0;
    let ticking = setImmediate(function tick() {
      turn += 1;
      ticking = setImmediate(tick);
    });
    t.after(() => {
      clearImmediate(ticking);
    });
    const took = <Result>(result: Result): Result => {
      turns.push(turn);
      return result;
    };
    const service = await startForTest(t, {
      editions: [library],
      makeEvaluator: () => ({
        ...evaluator,
        decide: (question) => took(evaluator.decide(question)),
        holding: (question, decision) => took(evaluator.holding(question, decision)),
      }),
    });
    const decisions = ['reminder', 'fine', 'block'];
    assert.equal((await service.post('/decide', { ...both, decisions })).status, 200);
    assert.equal(turns.length, 6);
    assert.equal(new Set(turns.slice(0, 3)).size, 3, turns.join());
    assert.equal(new Set(turns.slice(3)).size, 3, turns.join());
  });
  it('gives each back as it was answered, and found in a search, with the others named', async (t) => {
    const log = memoryLog();
    const service = await startForTest(t, { log, editions: [library] });
    const { json } = await service.post('/decide', both);
    const answers = list(json['decisions']);
    for (const answer of answers) {
      const id = String(at(answer, 'id'));
      assert.equal((await service.get(`/decisions/${id}`)).text, JSON.stringify(answer));
      const record = await log.get(id);
      assert.ok(record);
      assert.deepEqual(record.body.inputs.with, at(answer, 'with'));
      assert.equal(record.open['/facts/borrower']?.value, 'Ada');
      assert.equal(at((await service.get(`/decisions/${id}/trace`)).json, 'reproduced'), true);
    }
    const found = list((await service.get('/decisions')).json['items']);
    assert.deepEqual(found, [...answers].reverse());
    const alone = await service.post('/decide/fine', { facts: both.facts });
    assert.equal('with' in alone.json, false);
  });
  it('decides a cancellation with the refund that goes with it', async (t) => {
    const service = await startForTest(t, { editions: [await loadRealEdition()] });
    const facts = {
      request: { method: 'billing-interface' },
      ground: 'cancellation',
      package: {
        kind: 'paid',
        plan: 'multi-period',
        periods: 12,
        startsAt: '2026-05-01T00:00:00Z',
        feePaid: { minor: 120_000, currency: 'USD' },
      },
    };
    const asOf = '2026-08-15T12:00:00Z';
    const { status, json } = await service.post('/decide', {
      decisions: ['cancellation', 'refund'],
      asOf,
      facts,
    });
    assert.equal(status, 200);
    assert.equal(at(json, 'decisions.0.outcome'), 'accepted');
    assert.equal(at(json, 'decisions.0.effects.refundMayApply'), true);
    assert.equal(at(json, 'decisions.1.outcome'), 'refundable');
    assert.deepEqual(at(json, 'decisions.1.effects.amount'), { minor: 80_000, currency: 'USD' });
  });
  it('answers none where the facts are wrong for one, each error once with its decision', async (t) => {
    const log = memoryLog();
    const edition = await loadRealEdition();
    const service = await startForTest(t, { log, editions: [edition] });
    const { status, json } = await service.post('/decide', {
      decisions: ['cancellation', 'refund'],
      facts: { request: { method: 'fax' }, colour: 'red', ground: 'cancellation' },
    });
    assert.deepEqual([status, json['code']], [422, 'invalid-facts']);
    assert.deepEqual(
      list(json['errors']).map((error) => [at(error, 'pointer'), at(error, 'code'), at(error, 'decision')]),
      [
        ['/colour', 'unknown-fact', 'cancellation'],
        ['/package', 'missing-fact', 'cancellation'],
        ['/request/method', 'not-allowed', 'cancellation'],
      ],
    );
    const second = await service.post('/decide', {
      decisions: ['suspension', 'expiry'],
      facts: { grounds: {}, subscription: { status: 'active', paid: true } },
    });
    assert.deepEqual(
      list(second.json['errors']).map((error) => at(error, 'decision')),
      list(second.json['errors']).map(() => 'expiry'),
    );
    assert.equal((await log.health()).records, 0);
  });
  it('records all or none', async (t) => {
    const log = memoryLog();
    let fault: Error = new NotRecordedError('The disk is full.');
    const appendTogether = () => Promise.reject(fault);
    const service = await startForTest(t, { editions: [library], log: { ...log, appendTogether } });
    const reply = await service.post('/decide', both);
    assert.deepEqual([reply.status, reply.json['code']], [503, 'not-recorded']);
    assert.doesNotMatch(reply.text, /outcome/);
    fault = new NotRecordedError('Too many wait.', { code: 'overloaded' });
    assert.equal((await service.post('/decide', both)).json['code'], 'overloaded');
    assert.equal((await log.health()).records, 0);
  });
  it('answers none where one meets a defect', async (t) => {
    const log = memoryLog();
    const service = await startForTest(t, {
      log,
      editions: [library],
      makeEvaluator: () => ({
        name: 'reference',
        decide: () => Promise.reject(new Error('a defect')),
        explain: () => Promise.reject(new Error('a defect')),
      }),
    });
    assert.equal((await service.post('/decide', both)).json['code'], 'internal');
    assert.equal((await log.health()).records, 0);
    assert.equal(service.defects.length, 1);
  });
  it('takes 2 to 20 names, each once', async (t) => {
    const names = Array.from({ length: 21 }, (_, place) => `fine-${place}`);
    const service = await startForTest(t, { editions: [libraryDeciding(names)] });
    const ask = (decisions: unknown) => service.post('/decide', { decisions, facts: { daysLate: 1 } });
    assert.equal((await ask(names.slice(0, 2))).status, 200);
    assert.equal(list((await ask(names.slice(0, 20))).json['decisions']).length, 20);
    for (const [decisions, pointer, code] of [
      [names, '/decisions', 'too-many'],
      [['fine-1'], '/decisions', 'not-allowed'],
      [[], '/decisions', 'not-allowed'],
      ['fine-1', '/decisions', 'wrong-type'],
      [undefined, '/decisions', 'missing-member'],
      [['fine-1', 'fine-2', 'fine-1'], '/decisions/2', 'not-allowed'],
      [['fine-1', ''], '/decisions/1', 'not-allowed'],
      [['fine-1', 7], '/decisions/1', 'wrong-type'],
    ] as const) {
      const { status, json } = await ask(decisions);
      assert.deepEqual(
        [status, json['code'], at(json, 'errors.0.pointer'), at(json, 'errors.0.code')],
        [400, 'invalid-request', pointer, code],
      );
    }
  });
  it('refuses a decision that no edition has, and decisions of which no edition has all', async (t) => {
    const museum = libraryDeciding(['entry'], {
      document: 'museum-rules',
      digest: `sha256:${'e'.repeat(64)}`,
    });
    const service = await startForTest(t, { editions: [library, museum] });
    const unknown = await service.post('/decide', { ...both, decisions: ['fine', 'loan'] });
    assert.deepEqual([unknown.status, unknown.json['code']], [404, 'unknown-decision']);
    assert.match(String(unknown.json['detail']), /`loan`/);
    const apart = await service.post('/decide', { ...both, decisions: ['fine', 'entry'] });
    assert.deepEqual([apart.status, at(apart.json, 'errors.0.pointer')], [400, '/decisions']);
    assert.equal((await service.post('/decide', both)).status, 200);
    const early = await service.post('/decide', { ...both, asOf: '2025-01-01T00:00:00Z' });
    assert.equal(early.json['code'], 'no-governing-edition');
    const digest = library.identity.digest;
    const named = await service.post('/decide', {
      ...both,
      asOf: '2025-01-01T00:00:00Z',
      edition: { digest },
    });
    assert.equal(named.status, 200);
  });
  it('stands in a list beside single requests', async (t) => {
    const log = memoryLog();
    const service = await startForTest(t, { log, editions: [library] });
    const { json } = await service.post('/decide', [
      both,
      { decision: 'fine', facts: { daysLate: 1 } },
      { ...both, facts: { daysLate: -1 } },
      { ...both, decision: 'fine' },
    ]);
    const answers = list(json['answers']);
    assert.deepEqual(
      answers.map((answer) => at(answer, 'status')),
      [200, 200, 422, 400],
    );
    assert.equal(list(at(answers[0], 'answer.decisions')).length, 2);
    assert.equal(at(answers[2], 'problem.errors.0.decision'), 'fine');
    assert.equal(at(answers[3], 'problem.errors.0.pointer'), '/decision');
    assert.equal((await log.health()).records, 3);
  });
  it('is described in OpenAPI', async (t) => {
    const service = await startForTest(t, { editions: [library] });
    const { json } = await service.get('/openapi.json');
    const post = Object.entries(isRecord(json['paths']) ? json['paths'] : {}).find(
      ([path]) => path === '/decide',
    );
    const body = at(post?.[1], 'post.requestBody.content');
    assert.ok(isRecord(body));
    assert.deepEqual(Object.keys(body), ['application/json', 'application/x-ndjson']);
    assert.deepEqual(at(json, 'components.schemas.Together.required'), ['asOf', 'edition', 'decisions']);
  });
});
