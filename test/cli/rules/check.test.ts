import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { writeWhole } from '../../../src/cli/shell/write-whole.js';
import { boatFiles } from '../../support/boat-hire.js';
import { call, libraryEditions, now, temporary, writeEdition, type Called } from '../support/call.js';

const whole = boatFiles({ rules: '- { id: fair, then: { outcome: goes-out } }' });
const brokenFigures = boatFiles({
  rules: '- { id: fair, then: { outcome: goes-out, because: "{limit}" } }',
  parameters: `parameters:
  - parameter: limit
    clauses: ['1.2']
    describes: The wind from which it storms.
    changedBy: the harbour master
    type: integer
    values:
      - { from: '2026-05-01T00:00:00Z', published: '2026-04-01T00:00:00Z', value: 8 }
constraints:
  - { holds: limit < 8, clauses: ['1.2'], code: too-windy, message: That is a storm. }
`,
});

describe('`clausebook check`', () => {
  test('finds nothing wrong with a sound edition, and says which release it is', async () => {
    const { code, out, err } = await call(['check', '--editions', libraryEditions]);
    assert.equal(code, 0);
    assert.equal(err, '');
    assert.match(out, /: 0 errors, 0 warnings; 11 clauses, 2 decisions, sha256:[0-9a-f]{64}\n$/);
  });

  test('tells each finding with its place, and gives 1', async (t) => {
    const folder = await writeEdition(await temporary(t), 'boat-hire/2026', brokenFigures);
    const { code, out } = await call(['check', folder]);
    assert.equal(code, 1);
    assert.match(out, new RegExp(`^${folder}/parameters\\.yaml:10:5 {2}error {2}parameter-constraint\n`));
    assert.match(out, /That is a storm\. \(`too-windy`/);
    assert.ok(out.endsWith(`${folder}: 1 error, 0 warnings\n`), out);
  });

  test('checks every edition below a directory, and all are told', async (t) => {
    const directory = await temporary(t);
    await writeEdition(directory, 'boat-hire/2026', whole);
    await writeEdition(directory, 'boat-hire/2027', brokenFigures);
    const { code, out } = await call(['check', '--editions', directory, '--json']);
    assert.equal(code, 1);
    const reports = JSON.parse(out) as readonly {
      digest: string | null;
      diagnostics: readonly { code: string }[];
    }[]; // as `check` writes it
    assert.deepEqual(
      reports.map(({ digest, diagnostics }) => [
        digest?.slice(0, 7) ?? null,
        diagnostics.map(({ code: found }) => found),
      ]),
      [
        ['sha256:', []],
        [null, ['parameter-constraint']],
      ],
    );
  });

  test('refuses two folders with different content for one revision, and takes a copy', async (t) => {
    const directory = await temporary(t);
    const first = await writeEdition(directory, 'boat-hire/2026', whole);
    const copy = await writeEdition(directory, 'boat-hire/copy', whole);
    assert.equal((await call(['check', '--editions', directory])).code, 0);
    const others = boatFiles({ rules: '- { id: fair, then: { outcome: stays } }' });
    await writeEdition(directory, 'boat-hire/copy', others);
    const { code, out, err } = await call(['check', '--editions', directory]);
    assert.equal(code, 1);
    assert.match(out, /0 errors/);
    assert.ok(
      err.startsWith(`edition-twice: \`${first}\` and \`${copy}\` differ, and both are revision `),
      err,
    );
  });

  test('does not fail for a warning', async (t) => {
    const files = boatFiles({
      rules: '- { id: fair, then: { outcome: goes-out } }',
      definitions: '[{ term: idle, clauses: ["1.1"], is: "1" }]',
    });
    const folder = await writeEdition(await temporary(t), 'boat-hire/2026', files);
    const { code, out } = await call(['check', folder]);
    assert.equal(code, 0);
    assert.match(out, /warning {2}unused-definition[^]*: 0 errors, 1 warning; 4 clauses, 1 decision, /);
  });
});

describe('`clausebook review`', () => {
  const unreviewed = new Map(whole).set('reviews.yaml', 'reviews: []\n');

  test('has nothing to show where everything is reviewed', async () => {
    const { code, out } = await call(['review', '--editions', libraryEditions]);
    assert.equal(code, 0);
    assert.match(out, /: 0 clauses to review\n$/);
  });

  test('shows each open clause with its words and what cites it, gives 1, and writes nothing', async (t) => {
    const folder = await writeEdition(await temporary(t), 'boat-hire/2026', unreviewed);
    const { code, out } = await call(['review', folder]);
    assert.equal(code, 1);
    assert.match(
      out,
      /^1\.1: .*\n {2}“A boat goes out while the weather is fair\.”\n {2}cited by ledger, hire\/fair\n/,
    );
    assert.equal(await readFile(join(folder, 'reviews.yaml'), 'utf8'), 'reviews: []\n');
    const json = await call(['review', folder, '--json']);
    const open = JSON.parse(json.out) as readonly { clause: string; state: string }[]; // as `review` writes it
    assert.deepEqual(
      open.map(({ clause, state }) => [clause, state]),
      ['1.1', '1.2', '1.3', '1.4'].map((clause) => [clause, 'new']),
    );
  });

  test('records who reviewed and when; then the check passes', async (t) => {
    const folder = await writeEdition(await temporary(t), 'boat-hire/2026', unreviewed);
    assert.equal((await call(['check', folder])).code, 1);
    const some = await call(['review', folder, '--by', 'Ann', '--clauses', '1.1, 1.2']);
    assert.equal(some.code, 0);
    assert.match(some.out, /: 2 clauses recorded as reviewed by Ann\n$/);
    assert.equal((await call(['check', folder])).code, 1);
    assert.equal((await call(['review', folder, '--by', 'Bea'])).code, 0);
    assert.equal((await call(['check', folder])).code, 0);
    const written = await readFile(join(folder, 'reviews.yaml'), 'utf8');
    assert.match(written, new RegExp(`by: "Ann"\n    at: "${now}"`));
    assert.equal(written.match(/by: "Bea"/g)?.length, 2, 'what Ann reviewed stays hers');
  });

  test('says of what was reviewed before that its words changed, and by whom', async (t) => {
    const changed = new Map(whole);
    changed.set('contract.txt', (whole.get('contract.txt') ?? '').replace('fair', 'dry'));
    const folder = await writeEdition(await temporary(t), 'boat-hire/2026', changed);
    const { code, out } = await call(['review', folder]);
    assert.equal(code, 1);
    assert.match(
      out,
      /^1\.1: its words changed, last reviewed by The Harbour Master at 2026-04-01T09:00:00Z\n/,
    );
  });

  test('refuses a clause that nothing cites, and a text that cannot be read', async (t) => {
    const directory = await temporary(t);
    const folder = await writeEdition(directory, 'boat-hire/2026', whole);
    assert.equal((await call(['review', folder, '--clauses', '9.9'])).code, 2);
    const textless = new Map(whole);
    textless.delete('contract.txt');
    const other = await writeEdition(directory, 'boat-hire/2027', textless);
    const { code, err } = await call(['review', other]);
    assert.equal(code, 3);
    assert.match(err, /The edition has no contract.txt/);
  });

  const notWhole: Readonly<Record<string, (files: Map<string, string>) => void>> = {
    'a rule file that is not YAML': (files) => files.set('hire.yaml', `${files.get('hire.yaml') ?? ''}  - [`),
    'a key misspelt': (files) =>
      files.set('hire.yaml', (files.get('hire.yaml') ?? '').replace(/\brules\b/, 'rulez')),
    'a rule file with another ending': (files) => {
      files.set('hire.yml', files.get('hire.yaml') ?? '');
      files.delete('hire.yaml');
    },
    'a file that is missing': (files) => files.delete('definitions.yaml'),
    'reviews that are not YAML': (files) =>
      files.set('reviews.yaml', `${files.get('reviews.yaml') ?? ''}  - [`),
  };
  for (const [what, damage] of Object.entries(notWhole)) {
    test(`changes no review of any edition where there is ${what}, and says where`, async (t) => {
      const directory = await temporary(t);
      const sound = await writeEdition(directory, 'boat-hire/2026', unreviewed);
      const files = new Map(whole);
      damage(files);
      const folder = await writeEdition(directory, 'boat-hire/2027', files);
      const { code, err } = await call(['review', sound, folder, '--by', 'Ann']);
      assert.equal(code, 3);
      assert.match(err, /no review was changed:\n\S+2027\/\w+\.ya?ml:\d+:\d+ {2}error {2}/);
      assert.equal(await readFile(join(folder, 'reviews.yaml'), 'utf8'), files.get('reviews.yaml'));
      assert.equal(await readFile(join(sound, 'reviews.yaml'), 'utf8'), 'reviews: []\n');
    });
  }

  test('leaves no half-written file where reviews.yaml cannot be replaced', async (t) => {
    const folder = await writeEdition(await temporary(t), 'boat-hire/2026', whole);
    await mkdir(join(folder, 'taken', 'inside'), { recursive: true });
    await assert.rejects(writeWhole(join(folder, 'taken'), 'text'));
    assert.deepEqual(
      (await readdir(folder)).filter((name) => name.endsWith('.tmp')),
      [],
    );
  });
});

for (const [file, code] of [
  ['contract.txt', 'contract-text'],
  ['hire.yaml', 'yaml-syntax'],
] as const)
  test(`\`clausebook check\` names the first place of ${file} that is not UTF-8, and what to do`, async (t) => {
    const folder = await writeEdition(await temporary(t), 'boat-hire/2026', whole);
    const text = (whole.get(file) ?? '').replace(file === 'contract.txt' ? 'fair' : 'say so', 'schön');
    await writeFile(join(folder, file), text, 'latin1');
    const { code: exit, out } = await call(['check', folder]);
    assert.equal(exit, 1);
    assert.match(
      out,
      new RegExp(`${file}:\\d+:\\d+ {2}error {2}${code}\\n.*not UTF-8.*\\n[^]*→ Save the file as UTF-8`),
    );
  });

describe('`clausebook check` of scenarios', () => {
  const rules = `
    - { id: fair, when: { fact: wind, operator: lessThan, value: 8 }, then: { outcome: goes-out, effects: { seats: "4" } } }
    - { id: storm, clauses: ["1.2"], when: { fact: wind, operator: greaterThanInclusive, value: 8 }, then: { outcome: stays }, readings: [R1] }`;
  const terms = boatFiles({
    facts: 'wind: { type: integer }',
    effects: 'seats: { type: integer, merge: equal, default: "0" }',
    rules,
    readings: `[{ id: R1, clauses: ["1.2"], words: in a storm, taken: A, rejected: B, because: C, scenarios: ["A calm day", "A stormy day"] }]`,
  });
  const checked = async (
    t: TestContext,
    phrases: string,
    feature: string,
    named = false,
  ): Promise<Called> => {
    const directory = await temporary(t);
    const folder = await writeEdition(directory, 'rules/boat-hire/2026', terms);
    const features = join(directory, 'features');
    await mkdir(join(features, 'boat-hire'), { recursive: true });
    await writeFile(join(features, 'boat-hire', 'phrases.yaml'), `phrases:\n${phrases}`);
    await writeFile(join(features, 'boat-hire', '01.feature'), feature);
    const where = named ? [folder] : ['--editions', join(directory, 'rules')];
    return call(['check', ...where, '--features', features]);
  };
  const phrases = `  - { phrase: 'a wind of {int}', sets: { wind: $1 }, asOf: '2026-06-01T00:00:00Z', asks: hire }
  - { phrase: 'it {word}', expects: { outcome: $1 } }
  - { phrase: '{int} seats', expects: { effects.seats: $1 } }\n`;
  const scenario = (title: string, wind = 'a wind of 3'): string =>
    `  Scenario: ${title}\n    When ${wind}\n    Then it goes-out\n`;
  const both = `Feature: 1. Going out\n${scenario('A calm day')}${scenario('A stormy day')}`;

  test('finds nothing where names and titles are there', async (t) => {
    const { code, err } = await checked(t, phrases, both);
    assert.deepEqual([err, code], ['', 0]);
  });

  for (const [what, find, put, says] of [
    [
      '`sets`',
      'sets: { wind:',
      'sets: { wnd:',
      /phrases\.yaml:2:\d+: `sets` names `wnd`, which is no fact\. Did you mean `wind`\?/,
    ],
    [
      '`asks`',
      'asks: hire',
      'asks: hyre',
      /phrases\.yaml:2:\d+: `asks` names `hyre`, which is no decision\. Did you mean `hire`\?/,
    ],
    [
      '`expects`',
      'effects.seats',
      'effects.seat',
      /phrases\.yaml:4:\d+: `expects` names `seat`, which is no effect\. Did you mean `seats`\?/,
    ],
  ] as const)
    test(`finds a name in ${what} that is not there, where one edition is looked at, too`, async (t) => {
      const { code, err } = await checked(t, phrases.replace(find, put), both);
      assert.match(err, says);
      assert.equal(code, 1);
      assert.match((await checked(t, phrases.replace(find, put), both, true)).err, says);
    });

  test('finds a scenario that is not understood, and one that a reading names and nobody wrote', async (t) => {
    const misread = await checked(t, phrases, `${both}${scenario('Another', 'a wnd of 3')}`);
    assert.match(misread.err, /01\.feature:9: No phrase says `a wnd of 3`/);
    assert.equal(misread.code, 1);
    const { code, err } = await checked(t, phrases, both.replace('A stormy', 'A storm'));
    assert.match(
      err,
      /\/rules\/boat-hire\/2026\/readings\.yaml:3:5: Reading R1 names the scenario “A stormy day”, which is not there\. Did you mean `A storm day`\?\n$/,
    );
    assert.equal(code, 1);
  });
});
