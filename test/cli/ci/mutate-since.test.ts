import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { changedDecisions } from '../../../src/analysis/mutation/changed-decisions.js';
import { foldersAt } from '../../../src/cli/arguments/git-ref.js';
import { openEditionFolders } from '../../../src/cli/arguments/open.js';
import { mutateEdition, type MutationReport } from '../../../src/cli/mutate/mutate-edition.js';
import { boatHire, type BoatTerms } from '../../support/boat-hire.js';
import { commitAll, git } from '../../support/git-repository.js';
import { call, temporary } from '../support/call.js';

const testEditions = fileURLToPath(new URL('../../editions', import.meta.url));
const document = 'uplink-service-level';

describe('`clausebook mutate --since`', () => {
  let top = '';
  let editions = '';
  let features = '';
  let all: ReadonlyMap<string, string | null> = new Map();

  const revision = (file: string): string => join(editions, document, '2026-06-01', file);
  const scenarios = (): string => join(features, document, '03-service-credits.feature');

  /** Tries the mutants of the edition as it stands; those of what changed since the first commit, or all. */
  const tried = async (since: string | null): Promise<MutationReport> => {
    const { editions: known, folders } = await openEditionFolders({ editions });
    const earlier = since === null ? null : await foldersAt(since, { editions, features });
    try {
      const shell = { now: () => 0, err: () => undefined };
      const [edition] = known.all();
      assert.ok(edition !== undefined);
      const folder = folders.get(edition);
      assert.ok(folder !== undefined);
      return await mutateEdition(edition, known, { folder, features, kind: undefined, earlier }, shell);
    } finally {
      await earlier?.close();
    }
  };

  /** Which scenario notices each mutant. */
  const noticed = ({ results }: MutationReport): ReadonlyMap<string, string | null> =>
    new Map(results.map(({ mutant, noticedBy }) => [mutant.id, noticedBy?.scenario ?? null]));

  const change = async (file: string, from: string | RegExp, to: string): Promise<void> => {
    const text = await readFile(file, 'utf8');
    const changed = text.replace(from, to);
    assert.notEqual(changed, text);
    await writeFile(file, changed);
  };

  /** The mutants that come out otherwise than at the first commit, and those that are chosen by what changed since. */
  const held = async () => {
    const now = await tried(null);
    const chosen = await tried('first');
    const tells = noticed(now);
    const others = [...tells].filter(([id, by]) => all.get(id) !== by).map(([id]) => id);
    for (const [id, by] of noticed(chosen)) assert.equal(tells.get(id), by, id);
    return { others, chosen, ids: new Set(noticed(chosen).keys()), all: tells.size };
  };

  before(async () => {
    top = await realpath(await mkdtemp(join(tmpdir(), 'clausebook-since-')));
    editions = join(top, 'terms', 'rules');
    features = join(top, 'terms', 'features');
    await cp(join(testEditions, document), join(editions, document), { recursive: true });
    await cp(join(testEditions, 'features', document), join(features, document), { recursive: true });
    await git(top, 'init', '--quiet', '--initial-branch', 'main');
    await commitAll(top);
    await git(top, 'tag', 'first');
    all = noticed(await tried(null));
  });
  after(() => rm(top, { recursive: true }));

  for (const [name, make, decisions, told, survivor] of [
    [
      'a rule: all of its decision, since it hides what a rule beside it did',
      () =>
        change(
          revision('credit.yaml'),
          'when: { fact: month.paid, operator: equal, value: false }',
          'when: { any: [{ fact: month.paid, operator: equal, value: false }, { fact: claimIsLate, operator: equal, value: true }] }',
        ),
      ['credit'],
      ['rule no-credit-for-an-unpaid-month changed'],
      'credit/no-credit-for-a-late-claim: rule dropped',
    ],
    [
      'a figure: all decisions that read it through a definition',
      () => change(revision('parameters.yaml'), 'value: 120', 'value: 121'),
      ['availability', 'credit'],
      ['parameter maintenanceAllowance changed'],
      undefined,
    ],
    [
      'scenarios: the decision that they ask for',
      () => change(scenarios(), /\n {2}@3\.2 @U1\n[^]*?(?=\n {2}@)/, '\n'),
      ['credit'],
      ['its scenarios changed'],
      'parameter creditRate from 2026-06-01T00:00:00.000Z: severe: 25 to 26',
    ],
  ] as const)
    test(`chooses by ${name}`, async () => {
      await make();
      try {
        const { others, chosen, ids, all: count } = await held();
        assert.ok(others.length > 0, 'nothing came out otherwise');
        assert.deepEqual(
          others.filter((id) => !ids.has(id)),
          [],
        );
        assert.ok(ids.size < count && ids.size > 0);
        if (survivor !== undefined) {
          assert.ok(all.get(survivor) !== null);
          assert.ok(chosen.survivors.some(({ mutant }) => mutant.id === survivor));
        }
        assert.deepEqual([...(chosen.changed?.decisions.keys() ?? [])].sort(), decisions);
        assert.deepEqual(chosen.changed?.decisions.get('credit'), told);
      } finally {
        await git(top, 'checkout', '--quiet', '.');
      }
    });

  test('leaves out all where only comments and lines differ, and tells so', async () => {
    await change(revision('credit.yaml'), 'rules:', '# Read again.\n\nrules:');
    await commitAll(top);
    const named = ['mutate', '--editions', editions, '--features', features];
    const { code, out } = await call([...named, '--since', 'HEAD~1']);
    assert.equal(code, 0);
    assert.match(out, /: 0 of 146 mutants, those of what differs from HEAD~1 \([0-9a-f]{12}\)/);
    const told = await call([...named, '--since', 'first', '--json']);
    const [report] = JSON.parse(told.out) as [{ since: { commit: string; decisions: object } }];
    assert.deepEqual(report.since.decisions, {});
    assert.equal(report.since.commit, await git(top, 'rev-parse', 'first'));
  });

  test('tries a mutant that is listed no more, or newly, and finds what no mutant is', async () => {
    const list = join(features, document, 'open-mutants.yaml');
    const survivor = [...all].find(([, by]) => by === null)?.[0] ?? '';
    await writeFile(list, `open: ['${survivor}', 'no mutant']\n`);
    try {
      const report = await tried('first');
      assert.deepEqual([...noticed(report).keys()], [survivor]);
      assert.deepEqual(report.findings, [{ told: `${list}  no such mutant  no mutant` }]);
    } finally {
      await rm(list);
    }
  });

  test('tries all of an edition that was not there', async () => {
    await rm(join(top, '.git'), { recursive: true });
    await git(top, 'init', '--quiet', '--initial-branch', 'main');
    await git(top, 'commit', '--quiet', '--allow-empty', '--message', 'Nothing');
    const report = await tried('HEAD');
    assert.equal(report.results.length, report.all);
    assert.deepEqual(report.changed?.decisions.get('cap'), ['the edition is new']);
  });

  test('refuses what is no commit, and a folder that is in no repository', async (t) => {
    const named = ['--editions', editions, '--features', features];
    for (const ref of ['nothing', '--all', 'HEAD:terms']) {
      const { code, err } = await call(['mutate', ...named, `--since=${ref}`]);
      assert.equal(code, 2, err);
      assert.match(err, /is no commit of this repository/);
    }
    const outside = await temporary(t);
    await cp(editions, join(outside, 'rules'), { recursive: true });
    const elsewhere = ['mutate', '--editions', join(outside, 'rules'), '--since', 'HEAD'];
    assert.match((await call([...elsewhere, '--features', features])).err, /is in no Git repository/);
  });
});

describe('What differs of a decision', () => {
  const terms = (rows: readonly string[], more: Partial<BoatTerms> = {}): BoatTerms => ({
    facts: 'hours: { type: integer }',
    effects: 'price: { type: number, merge: equal, default: "price" }',
    tables: `
  - table: price
    clauses: ["1.4"]
    hit: first
    inputs: { hours: hours }
    outputs: { price: { type: number } }
    rows:
${rows.map((row) => `      - ${row}\n`).join('')}    otherwise: '0'`,
    rules: '- { id: fair, then: { outcome: goes-out, because: "For {price}." } }',
    ...more,
  });
  const rows = ["{ hours: '< 2', price: 1 }", "{ hours: '< 4', price: 2 }", "{ hours: '< 6', price: 3 }"];
  const between = (before: BoatTerms, after: BoatTerms): readonly string[] =>
    changedDecisions(boatHire(before), boatHire(after)).get('hire') ?? [];

  test('is told by rows of a table: others, new ones, and those that are gone', () => {
    assert.deepEqual(between(terms(rows), terms(rows)), []);
    assert.deepEqual(between(terms(rows), terms(rows.with(1, "{ hours: '< 5', price: 2 }"))), [
      'row 2 of table price',
    ]);
    assert.deepEqual(between(terms(rows), terms(rows.toSpliced(0, 0, "{ hours: '< 1', price: 0.5 }"))), [
      'row 1 of table price',
    ]);
    assert.deepEqual(between(terms(rows), terms(rows.slice(1))), ['1 row fewer in table price']);
    assert.deepEqual(
      between(terms(rows), terms(rows, { tables: terms(rows).tables?.replace("'0'", "'9'") ?? '' })),
      ['table price changed'],
    );
  });

  test('is told by rules, their order, facts, and how values are said', () => {
    const two = '[{ id: fair, then: { outcome: goes-out } }, { id: other, then: { outcome: goes-out } }]';
    const turned = '[{ id: other, then: { outcome: goes-out } }, { id: fair, then: { outcome: goes-out } }]';
    assert.deepEqual(between(terms(rows, { rules: two }), terms(rows, { rules: turned })), [
      'the order of its rules changed',
    ]);
    assert.deepEqual(between(terms(rows), terms(rows, { facts: 'hours: { type: integer, minimum: 0 }' })), [
      'fact hours changed',
    ]);
    assert.deepEqual(between(terms(rows), terms(rows, { zone: 'Europe/Madrid' })), [
      'how values are said changed',
    ]);
  });
});
