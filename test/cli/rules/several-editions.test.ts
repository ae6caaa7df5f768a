import assert from 'node:assert/strict';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { at } from '../../service/service-under-test.js';
import { boatsUntil } from '../support/boat-release.js';
import { call, temporary, writeEdition, type Called } from '../support/call.js';
import { runRecorded } from '../support/run-recorded.js';

const phrases = `phrases:
  - phrase: a wind of {int} on {word}
    sets: { wind: $1 }
    asOf: $2
  - phrase: under {word} a wind of {int} on {word}
    edition: { revision: $1 }
    sets: { wind: $2 }
    asOf: $3
  - phrase: somebody asks
    asks: hire
  - phrase: the boat {word}
    expects: { outcome: $1 }
`;

const scenario = (given: string, outcome: string): string => `
  Scenario: ${given}: the boat ${outcome}
    Given ${given}
    When somebody asks
    Then the boat ${outcome}
`;

/** The boundary of an edition's limit, on a day of its year. */
const boundary = (year: number, limit: number): readonly string[] => [
  scenario(`a wind of 0 on ${year}-06-01T00:00:00Z`, 'goes'),
  scenario(`a wind of ${limit - 1} on ${year}-06-01T00:00:00Z`, 'goes'),
  scenario(`a wind of ${limit} on ${year}-06-01T00:00:00Z`, 'stays'),
];

/** Two editions of the boat hire side by side, one with a limit of 8, the next with one of 6, and their scenarios. */
const sideBySide = async (context: TestContext, scenarios: readonly string[]) => {
  const directory = await temporary(context);
  const editions = join(directory, 'rules');
  const features = join(directory, 'features');
  const run = join(directory, 'run');
  await writeEdition(editions, 'boat-hire/2026', boatsUntil(8));
  await writeEdition(editions, 'boat-hire/2027', boatsUntil(6, '2027'));
  await mkdir(join(features, 'boat-hire'), { recursive: true });
  await writeFile(join(features, 'boat-hire', 'phrases.yaml'), phrases);
  await writeFile(join(features, 'boat-hire', '01.feature'), `Feature: 1. Going out\n${scenarios.join('')}`);
  return {
    features,
    editions,
    /** Calls it as GitHub Actions would, in a repository of which this is the top. */
    onGithub: (command: string, ...more: readonly string[]): Promise<Called> =>
      call([command, '--editions', editions, '--features', features, ...more], {
        environment: { GITHUB_WORKSPACE: directory },
      }),
    call: (command: string, ...more: readonly string[]): Promise<Called> =>
      call([command, '--editions', editions, '--features', features, ...more]),
    /** Runs the scenarios with their records, as `npm test` does. */
    run: async (): Promise<readonly string[]> => {
      await runRecorded({ editions, features, data: run }, ['boat-hire']);
      return ['--scenarios', run];
    },
  };
};

const limits = [...boundary(2026, 8), ...boundary(2027, 6)];

describe('With two editions of one document', () => {
  test('coverage has a matrix for each, of what was decided under it, and both may be whole', async (t) => {
    const two = await sideBySide(t, limits);
    const { code, out, err } = await two.call('coverage', ...(await two.run()));
    assert.deepEqual([err, code], ['', 0]);
    assert.match(out, /^boat-hire 2026: 3 scenarios, 3 decisions$/m);
    assert.match(out, /^boat-hire 2027: 3 scenarios, 3 decisions$/m);
    assert.equal(out.match(/Nothing hangs loose: 2 rules/g)?.length, 2);
  });

  test('what scenarios decide under one proves nothing of the other', async (t) => {
    const two = await sideBySide(t, boundary(2026, 8));
    const { code, out } = await two.call('coverage', ...(await two.run()));
    assert.equal(code, 1);
    assert.match(
      out,
      /^boat-hire 2026: [^]*Nothing hangs loose[^]*^boat-hire 2027: 0 scenarios[^]*^no-scenario-ran /m,
    );
  });

  test('a run is refused only where an edition has changed since', async (t) => {
    const two = await sideBySide(t, limits);
    const run = await two.run();
    const newer = join(two.editions, 'boat-hire/2027');
    assert.equal((await call(['coverage', ...run, '--editions', newer, '--features', two.features])).code, 0);
    await writeEdition(two.editions, 'boat-hire/2027', boatsUntil(5, '2027'));
    const { code, err } = await two.call('coverage', ...run);
    assert.equal(code, 2);
    assert.match(err, /ran under sha256:\w+, and boat-hire 2027 is now sha256:\w+\. Run them again\./);
  });

  test('each keeps a snapshot of its own', async (t) => {
    const two = await sideBySide(t, limits);
    assert.equal((await two.call('coverage', ...(await two.run()), '--update')).code, 0);
    const snapshotOf = (revision: string): Promise<string> =>
      readFile(join(two.features, 'boat-hire', revision, 'coverage-snapshot.json'), 'utf8');
    assert.equal(await snapshotOf('2026'), await snapshotOf('2027'));
    await writeFile(
      join(two.features, 'boat-hire', '01.feature'),
      `Feature: 1. Going out\n${[...boundary(2026, 8).slice(1), ...boundary(2027, 6)].join('')}`,
    );
    const { code, out } = await two.call('coverage', ...(await two.run()));
    assert.equal(code, 1);
    assert.deepEqual(out.match(/^drop .*$/gm), [
      'drop  hire/by-default decided in 2 scenarios, and does in 1.',
      'drop  hire/storm did not decide in 2 scenarios, and does in 1.',
    ]);
  });

  test('every mutant of either is noticed by what it decides itself', async (t) => {
    const two = await sideBySide(t, limits);
    const { code, out } = await two.call('mutate');
    assert.match(out, /^boat-hire 2026: \d+ mutants, 3 questions, .* every other mutant is noticed\.$/m);
    assert.match(out, /^boat-hire 2027: \d+ mutants, 3 questions, .* every other mutant is noticed\.$/m);
    assert.equal(code, 0);
    const half = await sideBySide(t, [
      ...boundary(2026, 8),
      scenario('under 2027 a wind of 8 on 2026-06-01T00:00:00Z', 'stays'),
    ]);
    const survived = await half.call('mutate');
    assert.equal(survived.code, 1);
    assert.match(
      survived.out,
      /2026: .* every other mutant is noticed\.\n[^]*2027: .* 1 question, [^]*survived {2}bound-moved/,
    );
    const count = survived.out.match(/ survived /g)?.length ?? 0;
    const annotated = await half.onGithub('mutate', '--format', 'github');
    assert.equal(annotated.code, 1);
    const lines = annotated.out.match(/^::error .*$/gm) ?? [];
    assert.equal(lines.length, count);
    const placed =
      /^::error file=rules\/boat-hire\/2027\/hire\.yaml,line=(\d+),.*,title=bound-moved::No scenario/m;
    const [, line] = placed.exec(annotated.out) ?? [];
    const file = join(half.editions, 'boat-hire/2027/hire.yaml');
    assert.ok(survived.out.includes(`${file}:${line}  survived  bound-moved  `), survived.out);
    const rule = (await readFile(file, 'utf8')).split('\n').slice(Number(line) - 1, Number(line) + 15);
    assert.match(rule.join(''), /^ {4}\{ [^]*"storm"/);
    const sarif: unknown = JSON.parse((await half.onGithub('mutate', '--format', 'sarif')).out);
    assert.equal(at(sarif, 'runs.0.results.length'), count);
    const { uri, startLine } = {
      uri: String(at(sarif, 'runs.0.results.0.locations.0.physicalLocation.artifactLocation.uri')),
      startLine: Number(at(sarif, 'runs.0.results.0.locations.0.physicalLocation.region.startLine')),
    };
    assert.ok(lines[0]?.startsWith(`::error file=${uri},line=${startLine},`), lines[0]);
    assert.equal(at(sarif, 'runs.0.invocations'), undefined);
    assert.equal((await half.call('mutate', '--format', 'sarif', '--json')).code, 2);
  });

  test('an edition under which no scenario decides is told, and so is a scenario that fails; the rest goes on', async (t) => {
    const two = await sideBySide(t, [
      ...boundary(2026, 8),
      scenario('a wind of 9 on 2026-07-01T00:00:00Z', 'goes'),
    ]);
    const { code, out } = await two.call('mutate');
    assert.equal(code, 1);
    assert.match(
      out,
      /2026: \d+ mutants, 3 questions, .* 1 finding\.\n\S+01\.feature:\d+ {2}fails on the edition as it is {2}“a wind of 9 /,
    );
    assert.match(
      out,
      /2027: 0 mutants, .*\nboat-hire 2027 {2}no scenario that passes decides under this edition\n/,
    );
    const annotated = await two.onGithub('mutate', '--format', 'github');
    assert.match(
      annotated.out,
      /^::error file=features\/boat-hire\/01\.feature,line=\d+,.*title=scenario-fails::The scenario “a wind of 9 /m,
    );
    assert.match(annotated.out, /^::error::boat-hire 2027 {2}no scenario that passes /m);
    // Code scanning refuses a file in which a result has no place.
    const sarif: unknown = JSON.parse((await two.onGithub('mutate', '--format', 'sarif')).out);
    assert.equal(at(sarif, 'runs.0.results.length'), 1);
    assert.equal(at(sarif, 'runs.0.results.0.ruleId'), 'scenario-fails');
    assert.match(
      String(at(sarif, 'runs.0.invocations.0.toolExecutionNotifications.0.message.text')),
      /^boat-hire 2027 {2}no scenario/,
    );
  });

  test('what is wrong with the phrases is told where no scenario can be asked for it', async (t) => {
    const two = await sideBySide(t, limits);
    await writeFile(
      join(two.features, 'boat-hire', 'phrases.yaml'),
      `phrases: [{ phrase: 'a wind of {float}', sets: { wind: $1 } }]\n`,
    );
    const { code, out, err } = await two.call('mutate');
    assert.equal(code, 1, err);
    assert.match(out, /phrases\.yaml:1:\d+: .*`\{float\}` is unknown/);
    assert.doesNotMatch(err, /No edition here has scenarios/);
  });

  test('each has lists of mutants of its own, else those of its document', async (t) => {
    const two = await sideBySide(t, [
      ...boundary(2026, 8),
      scenario('a wind of 0 on 2027-06-01T00:00:00Z', 'goes'),
      scenario('a wind of 9 on 2027-06-01T00:00:00Z', 'stays'),
    ]);
    const before = await two.call('mutate', '--json');
    const [, newer] = JSON.parse(before.out) as readonly { survivors: readonly { id: string }[] }[]; // as printed
    const open = `open: ${JSON.stringify(newer?.survivors.map(({ id }) => id))}\n`;
    const folder = join(two.features, 'boat-hire');
    await writeFile(join(folder, 'open-mutants.yaml'), open);
    const { out, code } = await two.call('mutate');
    assert.equal(code, 1);
    assert.match(out, /open-mutants\.yaml {2}(noticed by|no such mutant)/);
    await mkdir(join(folder, '2027'));
    await writeFile(join(folder, '2027', 'open-mutants.yaml'), open);
    await rm(join(folder, 'open-mutants.yaml'));
    assert.equal((await two.call('mutate')).code, 0);
  });

  test('a case is swept under each that decides it', async (t) => {
    const two = await sideBySide(t, [
      scenario('a wind of 7 on 2026-06-01T00:00:00Z', 'goes'),
      scenario('a wind of 7 on 2027-06-01T00:00:00Z', 'stays'),
    ]);
    const { out, code } = await two.call('sweep');
    assert.match(out, /^2 cases at /m);
    assert.equal(code, 0);
  });
});
