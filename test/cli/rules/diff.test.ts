import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { runFeatures } from '../../../src/cli/rules/run-features.js';
import { readEditionFolder } from '../../../src/edition/read/read-edition-folder.js';
import { reviewsFor } from '../../../src/edition/read/write-reviews.js';
import { loadEditions, loadKeptRelease } from '../../../src/decide/editions/load-editions.js';
import { makeEditions } from '../../../src/decide/editions/editions.js';
import { boatFiles, type BoatTerms } from '../../support/boat-hire.js';
import { call, temporary, writeEdition, type Called } from '../support/call.js';

const terms: BoatTerms = {
  facts: 'wind: { type: integer, minimum: 0 }',
  rules: `
- { id: by-default, then: { outcome: goes } }
- id: storm
  clauses: ["1.2"]
  when: { fact: wind, operator: greaterThanInclusive, value: 8 }
  then: { outcome: stays }
  overrides: [by-default]`,
};
const stricter: BoatTerms = { ...terms, rules: terms.rules.replace('value: 8', 'value: 7') };

const phrases = `phrases:
  - phrase: the wind is {int}
    sets: { wind: $1 }
  - phrase: the request is under the revision {string}
    edition: { revision: $1 }
  - phrase: it is now {string}
    asOf: $1
  - phrase: somebody asks for {word}
    asks: $1
  - phrase: the boat {word}
    expects: { outcome: $1 }
`;
const feature = `Feature: 1. Going out
  Scenario: A boat goes out in a light wind
    Given the wind is 3
    And it is now "2026-06-01T00:00:00Z"
    When somebody asks for hire
    Then the boat goes
`;

const later = (files: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
  new Map(
    [...files].map(([name, text]) => [
      name,
      name === 'edition.yaml' ? text.replace('"2026"', '"2027"') : text,
    ]),
  );

const diff = async (
  t: TestContext,
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
  more: readonly string[] = [],
): Promise<Called & { readonly directory: string }> => {
  const directory = await temporary(t);
  const a = await writeEdition(directory, 'rules/boat-hire/2026', before);
  const b = await writeEdition(directory, 'rules/boat-hire/2027', after);
  await mkdir(join(directory, 'features', 'boat-hire'), { recursive: true });
  await writeFile(join(directory, 'features', 'boat-hire', 'phrases.yaml'), phrases);
  await writeFile(join(directory, 'features', 'boat-hire', '01.feature'), feature);
  const called = await call(
    [...['diff', a, b, '--scenarios', join(directory, 'features'), '--search', '500'], ...more],
    { untilStopped: new Promise(() => undefined) },
  );
  return { ...called, directory };
};

const run = async (directory: string, document: string) => {
  const loaded = await loadEditions(join(directory, 'rules'));
  assert.ok(loaded.code === 'loaded', JSON.stringify(loaded));
  const editions = makeEditions(loaded.editions, {
    files: () => Promise.resolve(undefined),
    load: loadKeptRelease,
  });
  return runFeatures(join(directory, 'features'), document, editions, { now: () => 0 });
};

interface Told {
  readonly decisions: readonly {
    readonly decision: string;
    readonly verdict: string;
    readonly search: { readonly found: readonly { readonly gherkin: string }[] } | null;
  }[];
}

/** As `diff --json` writes it. */
const told = ({ out }: Called): Told => JSON.parse(out) as Told;

describe('`clausebook diff`', () => {
  test('gives 0 and says how it is proven that two editions are the same in effect', async (t) => {
    const { code, out, err } = await diff(t, boatFiles(terms), later(boatFiles(terms)));
    assert.equal(code, 0, err);
    assert.match(out, /hire: the same, proven: .*canonical form/);
    assert.match(out, /Same in effect, proven/);
  });

  test('gives 1 and prints a case, near to a scenario, in the sentences of the document', async (t) => {
    const { code, out } = await diff(t, boatFiles(terms), later(boatFiles(stricter)));
    assert.equal(code, 1);
    assert.match(out, /changed {2}rule hire\/storm \(1\.2\)\n.*when\.value: 8 → 7/);
    assert.match(out, /outcome: goes → stays/);
    assert.match(out, /from “A boat goes out in a light wind” \(.*\), with wind 3 → 7/);
    assert.match(out, /And the request is under the revision "2027"/);
    assert.match(out, /When somebody asks for hire/);
    assert.doesNotMatch(out, /need phrases/);
  });

  test('prints scenarios that run, and pass, under the edition that each names', async (t) => {
    const called = await diff(t, boatFiles(terms), later(boatFiles(stricter)), ['--json']);
    const { gherkin } = told(called).decisions[0]?.search?.found[0] ?? assert.fail('nothing was found');
    const file = join(called.directory, 'features', 'boat-hire', '02.feature');
    await writeFile(file, `Feature: 2. Differences\n\n${gherkin}\n`);
    const { results, faults } = await run(called.directory, 'boat-hire');
    assert.deepEqual(faults, []);
    assert.deepEqual(
      results.map(({ passed }) => passed),
      [true, true, true],
    );
    await writeFile(file, `Feature: 2. Differences\n\n${gherkin.replaceAll('"2027"', '"2026"')}\n`);
    const swapped = await run(called.directory, 'boat-hire');
    assert.deepEqual(
      swapped.results.map(({ passed }) => passed),
      [true, true, false],
    );
  });

  test('says with --prove that other words have no legal effect, and shows a case that no search came to', async (t) => {
    const other = (was: string, is: string): ReadonlyMap<string, string> =>
      later(boatFiles({ ...terms, rules: terms.rules.replace(was, is) }));
    const few = ['--prove', '--search', '1'];
    const same = await diff(
      t,
      boatFiles(terms),
      other('greaterThanInclusive, value: 8', 'greaterThan, value: 7'),
      few,
    );
    assert.equal(same.code, 0, same.err);
    assert.match(same.out, /hire: no legal effect, proved by \S*[zZ]3\S* .*: every case is answered alike/);
    assert.match(same.out, /Same in effect, proved/);
    const none = await diff(t, boatFiles(terms), other('value: 8', 'value: 4711'), few.slice(1));
    assert.match(none.out, /no difference found in/);
    const { code, out } = await diff(t, boatFiles(terms), other('value: 8', 'value: 4711'), few);
    assert.equal(code, 1);
    assert.match(out, /outcome: stays → goes/);
    assert.match(out, /with wind 3 → \d+/);
  });

  test('keeps with --out what the solver was asked, by what solver, and what came of it', async (t) => {
    const directory = await temporary(t);
    const changed = later(
      boatFiles({
        ...terms,
        rules: terms.rules.replace('greaterThanInclusive, value: 8', 'greaterThan, value: 7'),
      }),
    );
    const a = await writeEdition(directory, 'a', boatFiles(terms));
    const b = await writeEdition(directory, 'b', changed);
    const out = join(directory, 'proofs');
    assert.equal((await call(['diff', a, b, '--search', '1', '--out', out])).code, 2);
    const { code, err } = await call(['diff', a, b, '--prove', '--search', '1', '--out', out], {
      untilStopped: new Promise(() => undefined),
    });
    assert.equal(code, 0, err);
    const [folder = ''] = await readdir(join(out, 'boat-hire'));
    const place = join(out, 'boat-hire', folder);
    const smt = await readFile(join(place, 'hire.smt2'), 'utf8');
    assert.match(smt, /^; same: unsat\n\(push\)\n\(assert .+\)\n\(check-sat\)\n\(pop\)$/m);
    const proof = JSON.parse(await readFile(join(place, 'proof.json'), 'utf8')) as {
      readonly left: { readonly digest: string };
      readonly right: { readonly digest: string };
      readonly solver: string;
      readonly decisions: readonly Readonly<Record<string, unknown>>[];
    };
    assert.notEqual(proof.left.digest, proof.right.digest);
    assert.match(proof.solver, /\d+\.\d+/);
    const [decision] = proof.decisions;
    assert.ok(decision !== undefined);
    assert.deepEqual([decision['decision'], decision['code']], ['hire', 'proved']);
    assert.equal(decision['digest'], createHash('sha256').update(smt).digest('hex'));
    assert.equal(typeof decision['ms'], 'number');
  });

  test('says which phrases a document lacks for its scenarios', async (t) => {
    const directory = await temporary(t);
    const a = await writeEdition(directory, '2026', boatFiles(terms));
    const b = await writeEdition(directory, '2027', later(boatFiles(stricter)));
    const { code, out } = await call(['diff', a, b, '--search', '500']);
    assert.equal(code, 1);
    assert.match(out, /need phrases that boat-hire has not:\n- phrase: the request names the revision/);
  });

  test('does not take one folder, two documents, or a number that is none', async (t) => {
    const directory = await temporary(t);
    const a = await writeEdition(directory, '2026', boatFiles(terms));
    assert.equal((await call(['diff', a])).code, 2);
    assert.equal((await call(['diff', a, a, '--search', '0'])).code, 2);
    assert.equal((await call(['diff', a, directory])).code, 2);
    assert.equal((await call(['diff', a, join(directory, 'none')])).code, 3);
  });

  test('finds what another refund rule changes in the AI agent Terms, and proves the other decisions the same', async (t) => {
    const root = fileURLToPath(new URL('../../..', import.meta.url));
    const folder = join(root, 'rules', 'kommo-ai-agent-terms', '2026-04-27');
    const files = await readEditionFolder(folder);
    const changed = new Map(files);
    const refund = files.get('refund.yaml') ?? '';
    const condition = /\n {8}- \{ fact: valueOfFuturePeriods\.minor, operator: greaterThan, value: 0 \}/;
    assert.match(refund, condition);
    changed.set(
      'refund.yaml',
      refund.replace(
        'valueOfFuturePeriods.minor, operator: greaterThan, value: 0',
        'valueOfFuturePeriods.minor, operator: greaterThan, value: 10000',
      ),
    );
    changed.set(
      'edition.yaml',
      (files.get('edition.yaml') ?? '').replace("revision: '2026-04-27'", "revision: '2027-01-01'"),
    );
    const reviewed = reviewsFor(changed, { by: 'A test', at: '2026-05-01T00:00:00Z' });
    const directory = await temporary(t);
    const b = await writeEdition(directory, 'b', changed.set('reviews.yaml', reviewed ?? ''));
    const called = await call([
      'diff',
      folder,
      b,
      '--scenarios',
      join(root, 'features'),
      '--search',
      '600',
      '--json',
    ]);
    assert.equal(called.code, 1, called.err);
    const { decisions } = told(called);
    assert.deepEqual(
      decisions
        .filter(({ verdict }) => verdict !== 'same')
        .map(({ decision, verdict }) => [decision, verdict]),
      [['refund', 'different']],
    );
    assert.match(
      decisions.find(({ decision }) => decision === 'refund')?.search?.found[0]?.gherkin ?? '',
      /Scenario: /,
    );
  });
});
