import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  dropsSince,
  isSnapshot,
  type CoverageSnapshot,
} from '../../src/analysis/coverage/coverage-snapshot.js';

const then: CoverageSnapshot = {
  clauses: { '1.1': 'covered', '1.2': 'pending' },
  rules: { 'hire/tried': { decides: 2, decidesNot: 3 } },
  conditions: { decision: 4, reasons: 1 },
  readings: ['R1'],
};

describe('What the scenarios prove', () => {
  test('has not dropped where nothing changed, or more is proved', () => {
    assert.deepEqual(dropsSince(then, then), []);
    const more = { ...then, rules: { ...then.rules, 'hire/new': { decides: 0, decidesNot: 0 } } };
    assert.deepEqual(dropsSince(then, more), []);
  });

  test('has dropped where a rule, a clause, a condition or a reading lost a scenario', () => {
    assert.deepEqual(
      dropsSince(then, {
        clauses: { '1.1': 'uncovered', '1.2': 'pending' },
        rules: { 'hire/tried': { decides: 1, decidesNot: 3 } },
        conditions: { decision: 4, reasons: 0 },
        readings: [],
      }),
      [
        'Clause 1.1 was covered, and is uncovered.',
        'hire/tried decided in 2 scenarios, and does in 1.',
        '5 conditions were shown to matter, and 4 are.',
        'Reading R1 was named by a decision, and is not.',
      ],
    );
  });

  test('has not dropped where a rule is gone with its clause', () => {
    assert.deepEqual(dropsSince(then, { ...then, clauses: {}, rules: {} }), []);
  });

  test('is read back only where it is whole', () => {
    assert.ok(isSnapshot(JSON.parse(JSON.stringify(then))));
    assert.ok(!isSnapshot({ ...then, rules: { 'hire/tried': {} } }));
    assert.ok(!isSnapshot([]));
  });
});
