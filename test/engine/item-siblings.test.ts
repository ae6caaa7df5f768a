import { deepEqual } from 'node:assert/strict';
import { describe, test } from 'node:test';
import { makeCompiledEvaluator } from '../../src/engine/compiled/compiled-evaluator.js';
import { makeReferenceEvaluator } from '../../src/engine/reference/reference-evaluator.js';
import { asked, boatErrors, boatHire, boatSeason, type BoatTerms } from '../support/boat-hire.js';

const terms = (more: string): BoatTerms => ({
  facts: `
    least: { type: integer, default: "1" }
    trips:
      type: list
      of:
        type: record
        fields:
          startsAt: { type: instant }
          hours: { type: integer, default: least }
          endsAt: { type: instant, default: 'item.startsAt + duration("PT1H") * item.hours' }
          isLong: { type: boolean, default: 'item.hours > 3 and least < 3' }
          ${more}`,
  effects: `hours: { type: integer, merge: equal, default: 'sum(for t in trips return t.hours)' }`,
  definitions: `
    - { term: ends, clauses: ["1.3"], is: 'every t in trips satisfies t.endsAt > asOf' }
    - { term: long, clauses: ["1.3"], is: 'count(trips[item.isLong])' }`,
  rules: `
    - { id: ended, when: { fact: ends, operator: equal, value: false }, then: { outcome: stays } }
    - { id: goes, when: { fact: ends, operator: equal, value: true }, then: { outcome: goes-out, because: '{long}' } }`,
});

describe('The default of a field of an item', () => {
  test('may read the other fields of the item, in both evaluators', async () => {
    const edition = boatHire(terms(''));
    const answers = [
      { trips: [{ startsAt: boatSeason }, { startsAt: '2026-04-30T23:00:00Z', hours: 5 }] },
      { least: 4, trips: [{ startsAt: '2026-04-30T19:00:00Z' }] },
      { trips: [{ startsAt: '2026-04-30T19:00:00Z', endsAt: '2026-06-01T00:00:00Z', isLong: true }] },
      { trips: [] },
    ];
    const told: unknown[] = [];
    for (const facts of answers) {
      const reference = await makeReferenceEvaluator(edition).decide(asked({ facts }));
      deepEqual(makeCompiledEvaluator(edition).decide(asked({ facts })), reference);
      deepEqual(
        makeCompiledEvaluator(edition).explain(asked({ facts })),
        await makeReferenceEvaluator(edition).explain(asked({ facts })),
      );
      if (reference.code === 'decided')
        told.push([
          reference.decision.outcome,
          reference.decision.values['long'] ?? null,
          reference.decision.assumed.map(
            ({ fact, value }) => `${fact} ${JSON.stringify(value).replaceAll('"', '')}`,
          ),
        ]);
    }
    deepEqual(told, [
      [
        'goes-out',
        1,
        [
          'least 1',
          'trips[1].hours 1',
          'trips[1].endsAt 2026-05-01T01:00:00.000Z',
          'trips[1].isLong false',
          'trips[2].endsAt 2026-05-01T04:00:00.000Z',
          'trips[2].isLong true',
        ],
      ],
      [
        'stays',
        null,
        ['trips[1].hours 4', 'trips[1].endsAt 2026-04-30T23:00:00.000Z', 'trips[1].isLong false'],
      ],
      ['goes-out', 1, ['least 1', 'trips[1].hours 1']],
      ['goes-out', 0, ['least 1']],
    ]);
  });

  test('reads none whose default reads the item', () => {
    const codes = (more: string): readonly string[] =>
      boatErrors(terms(more)).map(({ code, message }) => `${code} ${message}`);
    deepEqual(codes(`stays: { type: boolean, default: 'item.isLong' }`), [
      'default-cycle The default of `trips[].stays` reads `trips[].isLong`, whose default reads the item itself.',
    ]);
    deepEqual(codes(`stays: { type: boolean, default: 'item.weight > 1' }`), [
      'feel-unknown-name `item` is a record with `startsAt`, `hours`, `endsAt`, `isLong`, `stays`; it has no field `weight`.',
    ]);
  });
});
