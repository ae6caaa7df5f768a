import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { openClausebook, startService, StartError } from '../../../src/index.js';
import { boatFiles } from '../../support/boat-hire.js';
import { call, lateReturn, libraryEditions, temporary, writeEdition } from '../support/call.js';

/** Editions of the boat hire in which each rule has a scenario of either kind. */
const makeBoats = async (directory: string): Promise<string> => {
  const files = boatFiles({
    facts: 'wind: { type: integer }',
    rules: `
      - { id: fair, when: { fact: wind, operator: lessThan, value: 8 }, then: { outcome: goes-out, because: "Wind {wind}." } }
      - { id: storm, clauses: ["1.2"], when: { fact: wind, operator: greaterThanInclusive, value: 8 }, then: { outcome: stays } }`,
    later: '[repair]',
  });
  await writeEdition(directory, 'boat-hire/2026', files);
  return directory;
};

/** Records decisions in a data directory, and returns their ids. */
const record = async (
  editionsDirectory: string,
  dataDirectory: string,
  ...requests: readonly (readonly [decision: string, facts: object])[]
): Promise<readonly string[]> => {
  const clausebook = await openClausebook({ editionsDirectory, dataDirectory });
  const ids: string[] = [];
  for (const [decision, facts] of requests) {
    const { status, body } = await clausebook.decide(decision, { facts });
    assert.equal(status, 200);
    assert.ok(typeof body === 'object' && body !== null && 'id' in body && typeof body.id === 'string');
    ids.push(body.id);
  }
  await clausebook.close();
  return ids;
};

describe('Clausebook in this process', () => {
  test('answers with the status and the problem that the service would', async () => {
    const clausebook = await openClausebook({ editionsDirectory: libraryEditions, dataDirectory: null });
    assert.equal((await clausebook.decide('fee', { facts: lateReturn })).status, 200);
    assert.equal((await clausebook.decide('fees', { facts: lateReturn })).status, 404);
    assert.equal((await clausebook.decide('fee', [])).status, 400);
    assert.equal((await clausebook.decide('fee', { facts: {} })).status, 422);
    await clausebook.close();
  });

  test('records who asks, as it is told', async () => {
    const clausebook = await openClausebook({ editionsDirectory: libraryEditions, dataDirectory: null });
    const asked = { by: 'refund-desk', request: 'job-17' };
    const request = { facts: lateReturn, metadata: { order: 'A-17' } };
    const { body } = await clausebook.decide('fee', request, asked);
    assert.ok(typeof body === 'object' && body !== null && 'asked' in body && 'metadata' in body);
    assert.deepEqual([body.asked, body.metadata], [asked, request.metadata]);
    // What a record could not be read again with, from who has no types.
    for (const wrong of [{ by: 17 }, { by: 'x'.repeat(513) }, { from: 'x' }])
      await assert.rejects(async () => clausebook.decide('fee', request, wrong as object), TypeError);
    await clausebook.close();
  });

  test('does not open without an edition, and says why', async (t) => {
    const editionsDirectory = await temporary(t);
    await assert.rejects(openClausebook({ editionsDirectory, dataDirectory: null }), (error: unknown) => {
      assert.ok(error instanceof StartError);
      assert.equal(error.failure.code, 'no-edition');
      return true;
    });
  });
});

describe('`clausebook explain`', () => {
  test('tells a case that is tried, in words or as JSON, without recording it', async () => {
    const argv = ['explain', 'fee', '--facts', '-', '--editions', libraryEditions];
    const words = await call(argv, { input: JSON.stringify(lateReturn) });
    assert.equal(words.code, 0);
    assert.match(words.out, /late \(clause 3\.1, clause 1\.3\): applies, and decides: owed\n/);
    const json = await call([...argv, '--json'], { input: JSON.stringify(lateReturn) });
    const trace = JSON.parse(json.out) as { readonly rules: readonly unknown[] }; // as `--json` prints it
    assert.equal(trace.rules.length, 4);
  });

  for (const [what, decision, input, problem] of [
    ['wrong facts', 'fee', {}, 'invalid-facts'],
    ['a decision that there is not', 'fees', {}, 'unknown-decision'],
    ['what is no request', 'fee', [], 'invalid-request'],
  ] as const) {
    test(`refuses ${what} with 1`, async () => {
      const argv = ['explain', decision, '--facts', '-', '--editions', libraryEditions];
      const { code, err } = await call(argv, { input: JSON.stringify(input) });
      assert.equal(code, 1);
      assert.match(err, new RegExp(`^${problem}: `));
    });
  }

  test('tells a recorded decision from its data directory, under the release that decided it', async (t) => {
    const data = await temporary(t);
    const [id = ''] = await record(libraryEditions, data, ['fee', lateReturn]);
    const words = await call(['explain', id, '--data', data]);
    assert.equal(words.code, 0);
    assert.match(words.out, /How each rule came out:/);
    const json = await call(['explain', id, '--json'], { environment: { CLAUSEBOOK_DATA: data } });
    const trace = JSON.parse(json.out) as { readonly id: string; readonly reproduced: boolean }; // as `--json` prints it
    assert.deepEqual([trace.id, trace.reproduced], [id, true]);
    const unknown = await call(['explain', 'no-such-id', '--data', data]);
    assert.equal(unknown.code, 1);
    assert.match(unknown.err, /^not-found: /);
  });

  test('reads a data directory also while another process writes to it', async (t) => {
    const data = await temporary(t);
    const [id = ''] = await record(libraryEditions, data, ['fee', lateReturn]);
    const clausebook = await openClausebook({ editionsDirectory: libraryEditions, dataDirectory: data });
    t.after(() => clausebook.close());
    const { code, out } = await call(['explain', id, '--data', data]);
    assert.equal(code, 0);
    assert.match(out, /How each rule came out:/);
  });

  test('asks a running service with --url', async (t) => {
    const data = await temporary(t);
    const [id = ''] = await record(libraryEditions, data, ['fee', lateReturn]);
    const service = await startService({ editionsDirectory: libraryEditions, dataDirectory: data });
    t.after(() => service.close());
    const words = await call(['explain', id, '--url', service.url]);
    assert.equal(words.code, 0);
    assert.match(words.out, /How each rule came out:/);
    assert.equal((await call(['explain', id, '--url', service.url, '--json'])).code, 0);
    const unknown = await call(['explain', 'no-such-id', '--url', service.url]);
    assert.equal(unknown.code, 1);
    assert.match(unknown.err, /not-found/);
  });
});

/** A run of scenarios: `scenarios.json` beside the records of its decisions. */
const makeRun = async (
  context: TestContext,
  ...scenarios: readonly { title: string; winds: readonly number[]; status?: string }[]
): Promise<{ readonly argv: readonly string[]; readonly run: string; readonly editions: string }> => {
  const directory = await temporary(context);
  const editions = await makeBoats(join(directory, 'editions'));
  const run = join(directory, 'run');
  await mkdir(run);
  const told = [];
  for (const { title, winds, status = 'PASSED' } of scenarios) {
    const asked = winds.map((wind) => ['hire', { wind }] as const);
    const decisions = await record(editions, run, ...asked);
    told.push({ title, status, document: 'boat-hire', uri: 'features/boats.feature', line: 3, decisions });
  }
  await writeFile(join(run, 'scenarios.json'), JSON.stringify(told));
  return { argv: ['coverage', '--scenarios', run, '--editions', editions], run, editions };
};

describe('`clausebook coverage`', () => {
  const both = [
    { title: 'It is fair', winds: [7] },
    { title: 'It storms', winds: [8] },
  ];

  test('prints clause by rule by scenario, and gives 0 where nothing hangs loose', async (t) => {
    const { argv } = await makeRun(t, ...both);
    const { code, out } = await call(argv);
    assert.equal(code, 0);
    assert.match(out, /^boat-hire 2026: 2 scenarios, 2 decisions\n/);
    assert.match(out, /^1\.1 +covered \(repair\) +hire\/fair +1 +1$/m);
    assert.match(out, /^Decide nothing by themselves: 1\.3; 1\.4$/m);
    assert.match(out, /Nothing hangs loose: 2 rules each decide in a scenario, and do not in another\.\n/);
  });

  test('prints it as JSON', async (t) => {
    const { argv } = await makeRun(t, ...both);
    const { code, out } = await call([...argv, '--json']);
    assert.equal(code, 0);
    const reports = JSON.parse(out) as readonly {
      edition: { revision: string };
      findings: readonly unknown[];
    }[]; // as printed
    assert.deepEqual(
      reports.map(({ edition, findings }) => [edition.revision, findings.length]),
      [['2026', 0]],
    );
  });

  test('gives 1 and tells each finding where something does', async (t) => {
    const { argv } = await makeRun(
      t,
      { title: 'It is fair', winds: [7] },
      { title: 'No', winds: [], status: 'FAILED' },
    );
    const { code, out } = await call(argv);
    assert.equal(code, 1);
    for (const finding of [
      'scenario-failed',
      'rule-never-decides',
      'rule-always-decides',
      'clause-without-scenario',
    ])
      assert.match(out, new RegExp(`^${finding} {2}`, 'm'));
    assert.match(out, /\n4 findings\.\n/);
  });

  test('gives 1 where no scenario ran', async (t) => {
    const { argv } = await makeRun(t);
    const { code, out } = await call(argv);
    assert.equal(code, 1);
    assert.match(out, /no-scenario-ran/);
  });

  test('refuses a run under another release', async (t) => {
    const { argv, editions } = await makeRun(t, ...both);
    const other = boatFiles({ rules: '- { id: fair, then: { outcome: goes-out } }' });
    await writeEdition(editions, 'boat-hire/2026', other);
    const { code, err } = await call(argv);
    assert.equal(code, 2);
    assert.match(err, /ran under sha256:.*boat-hire 2026 is now sha256:.*Run them again\./);
  });

  test('could not, where the run is not whole', async (t) => {
    const { argv, run } = await makeRun(t, ...both);
    const scenario = {
      title: 'A',
      status: 'PASSED',
      document: 'boat-hire',
      uri: 'a',
      line: 1,
      decisions: ['gone'],
    };
    for (const [text, says] of [
      [JSON.stringify([scenario]), /Decision gone of “A” is not in/],
      ['[{}]', /is no list of scenarios/],
      ['[null]', /is no list of scenarios/],
      ['{', /cannot be read .* npm test/],
    ] as const) {
      await writeFile(join(run, 'scenarios.json'), text);
      const { code, err } = await call(argv);
      assert.equal(code, 3);
      assert.match(err, says);
    }
  });

  test('reads a run also while another process holds it', async (t) => {
    const { argv, run, editions } = await makeRun(t, ...both);
    const clausebook = await openClausebook({ editionsDirectory: editions, dataDirectory: run });
    t.after(() => clausebook.close());
    assert.equal((await call(argv)).code, 0);
  });
});
