import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { boatHire } from '../support/boat-hire.js';
import { startForTest } from './service-under-test.js';

const asOf = '2026-06-01T00:00:00Z';

const terms = boatHire({
  facts: `
wind: { type: integer, minimum: 0, describes: The wind in knots. }
licence: { type: text, values: [none, coastal, sea], asks: Which licence do you have?, describes: The licence of the skipper. }
crew: { type: record, default: 'null', describes: Who comes along., fields: { count: { type: integer, minimum: 1 } } }`,
  constraints: `
- { holds: 'wind < 200', pointer: /wind, code: no-such-wind, message: No wind is that strong. }`,
  effects: 'deposit: { type: integer, merge: equal, default: "0" }',
  rules: `
- { id: goes, clauses: ["1.1"], then: { outcome: goes } }
- { id: storm, clauses: ["1.2"], when: { fact: wind, operator: greaterThan, value: 30 }, then: { outcome: stays }, overrides: [goes, unlicensed] }
- { id: unlicensed, clauses: ["1.1"], when: { fact: licence, operator: equal, value: none }, then: { outcome: stays, effects: { deposit: 'if crew != null then crew.count else 0' } }, overrides: [goes] }`,
});

describe('`POST /ask/{decision}`', () => {
  it('tells what matters still, how it is asked for, and what is settled', async (t) => {
    const service = await startForTest(t, { editions: [terms] });
    const { status, json, headers } = await service.post('/ask/hire', { facts: {}, asOf });
    assert.equal(status, 200, JSON.stringify(json));
    assert.equal(headers.get('cache-control'), 'no-store');
    assert.deepEqual(
      {
        recorded: json['recorded'],
        settled: json['settled'],
        outcome: json['outcome'],
        outcomes: json['outcomes'],
        complete: json['complete'],
      },
      { recorded: false, settled: false, outcome: null, outcomes: ['goes', 'stays'], complete: false },
    );
    const facts = json['facts'] as readonly Readonly<Record<string, unknown>>[]; // a list of objects
    assert.deepEqual(
      facts.map(({ fact, for: what }) => [fact, what]),
      [
        ['wind', 'outcome'],
        ['licence', 'outcome'],
        ['crew', 'effects'],
        ['crew.count', 'effects'],
      ],
    );
    assert.deepEqual(facts[1], {
      fact: 'licence',
      for: 'outcome',
      asks: 'Which licence do you have?',
      type: 'text',
      choices: ['none', 'coastal', 'sea'],
      required: true,
      schema: {
        description: 'The licence of the skipper.',
        type: 'string',
        enum: ['none', 'coastal', 'sea'],
      },
    });
    assert.equal(facts[0]?.['asks'], 'The wind in knots.');

    const { json: stormy } = await service.post('/v1/ask/hire', { facts: { wind: 40 }, asOf });
    assert.deepEqual(
      {
        settled: stormy['settled'],
        outcome: stormy['outcome'],
        citesMore: stormy['citesMore'],
        effects: stormy['effects'],
        facts: stormy['facts'],
        irrelevant: stormy['irrelevant'],
      },
      {
        settled: true,
        outcome: 'stays',
        citesMore: false,
        effects: { deposit: 0 },
        facts: [],
        irrelevant: ['licence', 'crew', 'crew.count'],
      },
    );
    const [cited, ...others] = stormy['clauses'] as readonly Readonly<Record<string, unknown>>[];
    assert.deepEqual([cited?.['id'], cited?.['rule'], others], ['1.2', 'storm', []]);
  });

  it('takes for left out what is said to be', async (t) => {
    const service = await startForTest(t, { editions: [terms] });
    const asked = { facts: { wind: 10, licence: 'none' }, asOf };
    const { json: open } = await service.post('/ask/hire', asked);
    assert.deepEqual([open['settled'], open['effects'], open['complete']], [true, null, true]);
    const { json } = await service.post('/ask/hire', { ...asked, without: ['crew'] });
    assert.deepEqual([json['effects'], json['facts']], [{ deposit: 0 }, []]);
  });

  it('refuses what is wrong by stable codes', async (t) => {
    const service = await startForTest(t, { editions: [terms] });
    const refused = async (address: string, body: object): Promise<unknown> => {
      const { status, json } = await service.post(address, { asOf, ...body });
      const [first] = (json['errors'] ?? []) as readonly Readonly<Record<string, unknown>>[];
      return [status, json['code'], first?.['pointer'], first?.['code']];
    };
    assert.deepEqual(await refused('/ask/hire', { facts: { wind: 'strong' } }), [
      422,
      'invalid-facts',
      '/wind',
      'wrong-type',
    ]);
    assert.deepEqual(await refused('/ask/hire', { facts: { wind: 200 } }), [
      422,
      'invalid-facts',
      '/wind',
      'no-such-wind',
    ]);
    assert.deepEqual(await refused('/ask/hire', { facts: { rain: 1 } }), [
      422,
      'invalid-facts',
      '/rain',
      'unknown-fact',
    ]);
    assert.deepEqual(await refused('/ask/hire', { facts: {}, without: ['rain'] }), [
      400,
      'invalid-request',
      '/without/0',
      'not-allowed',
    ]);
    assert.deepEqual(await refused('/ask/hire', { facts: { wind: 1 }, without: ['wind'] }), [
      400,
      'invalid-request',
      '/without/0',
      'not-allowed',
    ]);
    assert.deepEqual(await refused('/ask/hire', { facts: {}, more: 1 }), [
      400,
      'invalid-request',
      '/more',
      'unknown-member',
    ]);
    assert.deepEqual(await refused('/ask/loan', { facts: {} }), [
      404,
      'unknown-decision',
      undefined,
      undefined,
    ]);
    const { status, json } = await service.get('/ask/hire');
    assert.deepEqual([status, json['code']], [405, 'method-not-allowed']);
  });
});
