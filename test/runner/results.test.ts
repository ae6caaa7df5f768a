import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { longestFirst } from './durations.js';
import report from './results-reporter.js';
import { readScenarioResults } from './scenario-results.js';
import { lastTestOf, readClaims, readUnitResults } from './unit-results.js';

const folderFor = async (context: TestContext): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'clausebook-runner-'));
  context.after(() => rm(folder, { recursive: true }));
  return folder;
};

const linesOf = (values: readonly unknown[]): string =>
  values.map((value) => `${JSON.stringify(value)}\n`).join('');

describe('a run of all tests', () => {
  it('begins with files that were never run, then with those that took longest', () => {
    assert.deepEqual(longestFirst(['a', 'b', 'c', 'd'], { a: 1, b: 30, c: 2 }), ['d', 'b', 'c', 'a']);
  });

  it('counts a test that failed or was left out, and neither a suite nor what failed by a test within', async () => {
    const failure = (failureType: string, cause: Error): Error =>
      Object.assign(new Error('failed', { cause }), { failureType });
    const told: string[] = [];
    const events = async function* () {
      yield* await Promise.resolve([
        { type: 'test:pass', data: { name: 'holds', file: '/t/a' } },
        { type: 'test:pass', data: { name: 'left out', file: '/t/a', skip: true } },
        {
          type: 'test:fail',
          data: {
            name: 'fails',
            file: '/t/a',
            details: { error: failure('testCodeFailure', new Error('why')) },
          },
        },
        {
          type: 'test:fail',
          data: {
            name: 'suite',
            file: '/t/a',
            details: { type: 'suite', error: failure('subtestsFailed', new Error()) },
          },
        },
        { type: 'test:pass', data: { name: 'suite', file: '/t/a', details: { type: 'suite' } } },
        { type: 'test:diagnostic', data: {} },
      ]);
    };
    for await (const line of report(events())) told.push(line);
    const results = told.map(
      (line) => JSON.parse(line) as { readonly name: string; readonly passed: boolean },
    );
    assert.deepEqual(
      results.map(({ name, passed }) => [name, passed]),
      [
        ['holds', true],
        ['left out', false],
        ['fails', false],
      ],
    );
    assert.match(told[2] ?? '', /why/);
  });

  it('names the file of a failure, also where the process ended within it', async (context) => {
    const place = join(await folderFor(context), 'results.ndjson');
    const lines = [
      { file: '/root/test/support/x.ts', name: 'one', passed: false, problem: 'P' },
      { file: '/root/test/a.test.ts', name: 'two', passed: true },
      { file: '/root/test/run.ts', name: lastTestOf('a.test.ts'), passed: true },
      { file: '/root/test/b.test.ts', name: 'three', passed: false, problem: 'Q' },
    ];
    await writeFile(place, linesOf(lines));
    assert.deepEqual(await readUnitResults(place, '/root'), {
      passed: 1,
      failures: [
        { name: 'test/a.test.ts: one', problem: 'P' },
        { name: 'test/b.test.ts: three', problem: 'Q' },
      ],
    });
  });

  it('knows how long each file took, and which was begun and not ended', async (context) => {
    const folder = await folderFor(context);
    await writeFile(join(folder, encodeURIComponent('x/a.test.ts')), '1200 7');
    await writeFile(join(folder, encodeURIComponent('x/c.test.ts')), '30 2');
    await writeFile(join(folder, encodeURIComponent('x/b.test.ts')), '');
    assert.deepEqual(await readClaims(folder), {
      durations: { 'x/a.test.ts': 1200, 'x/c.test.ts': 30 },
      unfinished: ['x/b.test.ts'],
      heldAnswers: 9,
    });
  });

  it('counts the scenarios that passed, and names those with a step that did not', async (context) => {
    const place = join(await folderFor(context), 'scenarios.ndjson');
    const scenario = (id: string, statuses: readonly string[]): readonly unknown[] => [
      { pickle: { id: `p${id}`, uri: 'f.feature', name: id } },
      { testCase: { id: `c${id}`, pickleId: `p${id}` } },
      { testCaseStarted: { id: `r${id}`, testCaseId: `c${id}` } },
      ...statuses.map((status) => ({
        testStepFinished: { testCaseStartedId: `r${id}`, testStepResult: { status } },
      })),
      { testCaseFinished: { testCaseStartedId: `r${id}`, willBeRetried: false } },
    ];
    await writeFile(
      place,
      linesOf([...scenario('one', ['PASSED', 'PASSED']), ...scenario('two', ['UNDEFINED', 'SKIPPED'])]),
    );
    assert.deepEqual(await readScenarioResults(place), {
      passed: 1,
      failures: [{ name: 'f.feature: two', problem: 'UNDEFINED' }],
    });
  });
});
