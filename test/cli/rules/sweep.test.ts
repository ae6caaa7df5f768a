import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { boatFiles } from '../../support/boat-hire.js';
import { call, temporary, writeEdition, type Called } from '../support/call.js';

const terms = {
  facts: 'startsAt: { type: instant }\nendsAt: { type: instant }',
  rules: `
- { id: always, then: { outcome: stays } }
- id: in-season
  when:
    all:
      - { fact: asOf, operator: greaterThanInclusive, value: { fact: startsAt } }
      - { fact: asOf, operator: lessThan, value: { fact: endsAt } }
  then: { outcome: goes }
  overrides: [always]`,
};
const season = boatFiles(terms);
const facts = { startsAt: '2026-06-01T00:00:00Z', endsAt: '2026-09-01T00:00:00Z' };

const sweep = async (
  t: TestContext,
  cases: unknown,
  windows?: string,
  more: readonly string[] = [],
  files = season,
): Promise<Called> => {
  const directory = await temporary(t);
  await writeEdition(directory, 'rules/boat-hire/2026', files);
  await mkdir(join(directory, 'features', 'boat-hire'), { recursive: true });
  if (windows !== undefined)
    await writeFile(join(directory, 'features', 'boat-hire', 'windows.yaml'), windows);
  await writeFile(join(directory, 'cases.json'), JSON.stringify(cases));
  return call([
    'sweep',
    ...['--cases', join(directory, 'cases.json')],
    ...['--features', join(directory, 'features')],
    ...['--editions', join(directory, 'rules')],
    ...more,
  ]);
};
const cases = [
  { decision: 'hire', facts, edition: { document: 'boat-hire', revision: '2026' }, title: 'A summer' },
];

describe('`clausebook sweep`', () => {
  test('tells an outcome that comes back, with its case and both ends, and gives 1', async (t) => {
    const { code, out } = await sweep(t, cases);
    assert.equal(code, 1);
    assert.match(
      out,
      /cases\.json#1 {2}outcome-returns\n {2}“A summer”, hire: stays, then goes, then stays\./,
    );
    assert.match(out, /no longer stays from 2026-06-01T00:00:00.000Z \(startsAt\)/);
    assert.match(out, /again from 2026-09-01T00:00:00.000Z \(endsAt\)/);
    assert.match(out, /1 case at \d+ instants: 1 finding;/);
  });

  test('tells instants by the clocks of the edition', async (t) => {
    const { out } = await sweep(t, cases, undefined, [], boatFiles({ ...terms, zone: 'Europe/Berlin' }));
    assert.match(out, /no longer stays from 1 June 2026, 02:00 \(Europe\/Berlin\) \(startsAt\)/);
  });

  test('finds nothing where the window is written down', async (t) => {
    const windows = `windows:
  - { decision: hire, outcomes: [stays, goes, stays], from: startsAt, to: endsAt, because: A season has an end. }
`;
    const { code, out } = await sweep(t, cases, windows);
    assert.equal(code, 0);
    assert.match(out, /0 findings; 1 outcome comes back as meant/);
    const told = JSON.parse((await sweep(t, cases, windows, ['--json'])).out) as {
      findings: readonly unknown[];
    }; // as `sweep` writes it
    assert.equal(told.findings.length, 1);
  });

  test('refuses cases and windows of another form', async (t) => {
    assert.equal((await sweep(t, { decision: 'hire' })).code, 2);
    assert.equal((await sweep(t, [{ decision: 'hire' }])).code, 2);
    const { code, err } = await sweep(t, cases, 'windows: [{ decision: hire }]\n');
    assert.equal(code, 2);
    assert.match(err, /Window 1 of .*windows\.yaml.* has another form/);
  });
});
