import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { decide, explain } from '../support/boat-hire.js';
import { boat, fair, harbour, permitted, storm } from '../support/harbour-terms.js';

describe('The trace of a decision', () => {
  test('has every rule, whether it fired, and whether it stands', async () => {
    const { rules, decision } = await explain(harbour, storm);
    assert.deepEqual(
      rules.map((rule) => [rule.rule, rule.fired, rule.standing, rule.outcome, rule.modality, rule.clauses]),
      [
        ['fair', true, false, 'goes-out', 'must', ['1.1']],
        ['storm', true, true, 'stays-in-harbour', 'must-not', ['1.2']],
        ['harbour-master-decides', false, false, 'goes-out', 'may', ['1.3', '1.2']],
      ],
    );
    assert.deepEqual(decision, await decide(harbour, storm));
  });

  test('says of each rule what it overrides and what overrode it', async () => {
    const { rules } = await explain(harbour, permitted);
    assert.deepEqual(
      rules.map(({ overrides, overriddenBy }) => [overrides, overriddenBy]),
      [
        [[], ['storm']],
        [['fair'], ['harbour-master-decides']],
        [['storm'], []],
      ],
    );
  });

  test('has every condition with the values that it read, also after the one that decided', async () => {
    const { rules } = await explain(harbour, fair);
    assert.deepEqual(rules[0]?.when, { kind: 'always', result: true });
    assert.deepEqual(rules[1]?.when, {
      kind: 'all',
      result: false,
      of: [
        {
          kind: 'comparison',
          fact: 'wind',
          operator: 'greaterThanInclusive',
          read: 7,
          compared: 8,
          comparedName: 'limit',
          result: false,
        },
        {
          kind: 'not',
          result: true,
          of: {
            kind: 'comparison',
            fact: 'flags',
            operator: 'contains',
            read: [],
            compared: 'calm',
            result: false,
          },
        },
      ],
    });
    assert.deepEqual(rules[2]?.when, {
      kind: 'any',
      result: false,
      of: [
        {
          kind: 'comparison',
          fact: 'permit.number',
          operator: 'present',
          read: null,
          compared: true,
          result: false,
        },
        {
          kind: 'comparison',
          fact: 'readyAt',
          operator: 'greaterThan',
          read: '2026-06-01T12:00:00.000Z',
          compared: '2026-12-31T23:59:59.000Z',
          result: false,
        },
        {
          kind: 'comparison',
          fact: 'boat.kind',
          operator: 'in',
          read: 'dinghy',
          compared: ['yacht'],
          result: false,
        },
      ],
    });
  });

  test('has the facts, definitions and parameters as the rules saw them', async () => {
    const trace = await explain(harbour, fair);
    assert.equal(trace.asOf, '2026-06-01T12:00:00.000Z');
    assert.deepEqual(trace.facts, { wind: 7, boat: { ...boat, ready: null }, flags: [], permit: null });
    assert.deepEqual(trace.definitions, [
      {
        term: 'deposit',
        expression: '{ minor: boat.price.minor * 2, currency: boat.price.currency }',
        clauses: ['1.4'],
        value: { minor: 246900, currency: 'EUR' },
      },
      {
        term: 'readyAt',
        expression: 'if boat.ready != null then boat.ready else asOf',
        clauses: ['1.1'],
        value: '2026-06-01T12:00:00.000Z',
      },
    ]);
    assert.deepEqual(trace.parameters[0], { name: 'limit', from: '2026-05-01T00:00:00.000Z', value: 8 });
  });

  test('survives JSON, to the byte', async () => {
    const trace = await explain(harbour, permitted);
    assert.deepEqual(JSON.parse(JSON.stringify(trace)), trace);
  });
});
