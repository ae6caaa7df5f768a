import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkEdition } from '../../src/analysis/check-edition.js';
import { formatDiagnostic } from '../../src/edition/read/format-diagnostic.js';
import { boatFiles } from '../support/boat-hire.js';

/** Terms with a deposit and a most, each with a later value, and a constraint on them in line 18. */
const files = (deposits: readonly [number, number], mosts: readonly [number, number], holds: string) =>
  boatFiles({
    rules: '- { id: a, then: { outcome: goes-out, because: "{deposit} {most}" } }',
    parameters: `parameters:
  - parameter: deposit
    clauses: ['1.4']
    describes: The deposit.
    changedBy: the harbour master
    type: integer
    values:
      - { from: '2026-05-01T00:00:00Z', published: '2026-04-01T00:00:00Z', value: ${deposits[0]} }
      - { from: '2026-07-01T00:00:00Z', published: '2026-04-01T00:00:00Z', value: ${deposits[1]} }
  - parameter: most
    clauses: ['1.4']
    describes: The most that a deposit may be.
    changedBy: the harbour master
    type: integer
    values:
      - { from: '2026-05-01T00:00:00Z', published: '2026-04-01T00:00:00Z', value: ${mosts[0]} }
      - { from: '2026-06-01T00:00:00Z', published: '2026-04-01T00:00:00Z', value: ${mosts[1]} }
constraints:
  - holds: ${holds}
    clauses: ['1.4']
    code: deposit-too-high
    message: The deposit is more than the most.
`,
  });
const within = 'deposit <= most';

describe('Figures that keep their constraint', () => {
  test('at every date leave the edition whole', () => {
    for (const [deposits, mosts] of [
      [
        [1, 3],
        [3, 3],
      ],
      [
        [3, 2],
        [3, 3],
      ],
    ] as const) {
      const { edition, diagnostics } = checkEdition(files(deposits, mosts, within));
      assert.ok(edition !== undefined);
      assert.deepEqual(diagnostics, []);
    }
  });
});

describe('Figures that break their constraint', () => {
  test('only from a later date are found, at the constraint’s file and line, with the date and the clause', () => {
    const { edition, diagnostics } = checkEdition(files([1, 4], [3, 3], within), {
      folder: 'rules/boat-hire/2026',
    });
    assert.equal(edition, undefined);
    assert.equal(diagnostics.length, 1);
    const [found] = diagnostics;
    assert.ok(found !== undefined);
    const { code, severity, file, line, column, text, clause } = found;
    assert.deepEqual([code, severity], ['parameter-constraint', 'error']);
    assert.deepEqual([file, line, column], ['rules/boat-hire/2026/parameters.yaml', 19, 5]);
    assert.equal(text, `holds: ${within}`);
    assert.equal(clause?.id, '1.4');
    assert.match(
      found.message,
      /^The deposit is more than the most\. \(`deposit-too-high`.*2026-07-01T00:00:00\.000Z\)$/,
    );
    assert.match(
      formatDiagnostic(found),
      /parameters\.yaml:19:5 {2}error {2}parameter-constraint\n[^]*19 \| {3}- holds: deposit <= most\n[^]*1\.4 “A deposit is paid for each boat\.”/,
    );
  });

  test('between the dates of two parameters are found too, and once', () => {
    const { diagnostics } = checkEdition(files([2, 2], [3, 1], within));
    assert.equal(diagnostics.length, 1);
    assert.equal(diagnostics[0]?.file, 'parameters.yaml');
    assert.match(diagnostics[0].message, /2026-06-01T00:00:00\.000Z/);
  });

  test('from the first are told of the first date', () => {
    const { diagnostics } = checkEdition(files([9, 9], [3, 3], within));
    assert.match(diagnostics[0]?.message ?? '', /2026-05-01T00:00:00\.000Z/);
  });

  test('may be a matter of the date since which they hold', () => {
    assert.ok(checkEdition(files([1, 1], [3, 3], 'deposit.since <= most.since')).edition === undefined);
    assert.ok(checkEdition(files([1, 1], [3, 3], 'most.since <= deposit.since')).edition === undefined);
    assert.ok(
      checkEdition(files([1, 1], [3, 3], 'deposit.since >= date and time("2026-05-01T00:00:00Z")'))
        .edition !== undefined,
    );
  });
});

describe('What loading finds', () => {
  test('is told, and then no figures are tried', () => {
    const broken = new Map(files([9, 9], [3, 3], within)).set('readings.yaml', 'readings: 5\n');
    const { edition, diagnostics } = checkEdition(broken);
    assert.equal(edition, undefined);
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ['wrong-shape'],
    );
  });
});
