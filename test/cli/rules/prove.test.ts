import assert from 'node:assert/strict';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { runFeatures } from '../../../src/cli/rules/run-features.js';
import { makeEditions } from '../../../src/decide/editions/editions.js';
import { loadEditions, loadKeptRelease } from '../../../src/decide/editions/load-editions.js';
import { findSolver } from '../../../src/proof/solver/find-solver.js';
import { boatFiles } from '../../support/boat-hire.js';
import { call, temporary, writeEdition, type Called } from '../support/call.js';

const phrases = `phrases:
  - phrase: a wind of {int}
    sets: { wind: $1 }
  - phrase: somebody asks at {instant}
    asks: hire
    asOf: $1
  - phrase: the boat {word}
    expects: { outcome: $1 }
`;

/** Terms that say nothing of a wind of 6, or leave out the gap. */
const repository = async (context: TestContext, storm: string) => {
  const directory = await temporary(context);
  const editions = join(directory, 'rules');
  const features = join(directory, 'features');
  await writeEdition(
    editions,
    'boat-hire/2026',
    boatFiles({
      facts: 'wind: { type: integer, minimum: 0, maximum: 12 }',
      rules: `
        - { id: calm, when: { fact: wind, operator: lessThan, value: 6 }, then: { outcome: goes } }
        - { id: storm, when: { fact: wind, operator: ${storm}, value: 6 }, then: { outcome: stays } }`,
    }),
  );
  await mkdir(join(features, 'boat-hire'), { recursive: true });
  await writeFile(join(features, 'boat-hire', 'phrases.yaml'), phrases);
  const kept = ['--kept', join(directory, 'kept')];
  return {
    directory,
    editions,
    features,
    call: (...more: readonly string[]): Promise<Called> =>
      call(['prove', '--editions', editions, '--features', features, ...kept, ...more], {
        untilStopped: new Promise(() => undefined),
      }),
    stopped: (): Promise<Called> =>
      call(['prove', '--editions', editions, '--features', features, ...kept], {
        untilStopped: Promise.resolve(),
      }),
  };
};

const run = async (folder: string, features: string) => {
  const loaded = await loadEditions(folder);
  assert.ok(loaded.code === 'loaded', JSON.stringify(loaded));
  const editions = makeEditions(loaded.editions, {
    files: () => Promise.resolve(undefined),
    load: loadKeptRelease,
  });
  return runFeatures(features, 'boat-hire', editions, { now: () => 0 });
};

describe('clausebook prove', () => {
  it('tells a case that was forgotten, as a request and as a scenario to paste', async (t) => {
    const { code, out } = await (await repository(t, 'greaterThan')).call();
    assert.equal(code, 1, out);
    assert.match(out, /^hire {2}refuted {2}no-gap\n {2}No rule stands in this case\.$/m);
    assert.match(out, /"facts":\{"wind":6\}/);
    assert.match(out, /^ +Given a wind of 6$/m);
    assert.match(out, /^ +Then the boat unresolved$/m);
    assert.match(out, /^boat-hire\/2026 sha256:[0-9a-f]{64}: 1 finding$/m);
  });

  it('tells it as a scenario that runs, and is answered as the finding says', async (t) => {
    const { call: prove, editions, features } = await repository(t, 'greaterThan');
    const { out } = await prove();
    const scenario = out.slice(out.indexOf('Scenario:'), out.indexOf('hire: ')).trim();
    await writeFile(
      join(features, 'boat-hire', 'found.feature'),
      `Feature: What was found\n\n  ${scenario}\n`,
    );
    const { results, faults } = await run(editions, features);
    assert.deepEqual(faults, []);
    assert.deepEqual(
      results.map(({ passed, failures, answers }) => [passed, failures, answers.length]),
      [[true, [], 1]],
    );
    assert.match(JSON.stringify(results[0]?.answers), /"outcome":"unresolved"/);
    // Where the gap is closed, the scenario tells that nothing is forgotten any more.
    const { editions: closed } = await repository(t, 'greaterThanInclusive');
    const after = await run(closed, features);
    assert.deepEqual(
      after.results.map(({ passed }) => passed),
      [false],
    );
  });

  it('tells at its end how much was proved, how long that took, and in how much memory', async (t) => {
    const { call: prove } = await repository(t, 'greaterThanInclusive');
    const { out } = await prove();
    const [, properties = '0', memory = '0'] =
      /: (\d+) properties in \d+\.\d s, at most (\d+) MB of memory\n$/.exec(out) ?? [];
    assert.ok(Number(properties) > 5, out);
    // A process of the solver's alone takes more than this one would.
    assert.ok(Number(memory) > process.resourceUsage().maxRSS / 1000, out);
  });

  it('keeps the evidence, and proves the same formula once', async (t) => {
    const { directory, call: prove } = await repository(t, 'greaterThanInclusive');
    const evidence = join(directory, 'proofs');
    const first = await prove('boat-hire/2026', '--out', evidence);
    assert.equal(first.code, 0, first.out);
    const formula = await readFile(join(evidence, 'boat-hire', '2026', 'hire.smt2'), 'utf8');
    assert.match(formula, /^; no-gap: unsat\n\(push\)\n\(assert .+\)\n\(check-sat\)\n\(pop\)$/m);
    const proof = JSON.parse(await readFile(join(evidence, 'boat-hire', '2026', 'proof.json'), 'utf8')) as {
      readonly solver: string;
      readonly decisions: readonly Readonly<Record<string, unknown>>[];
    };
    assert.match(proof.solver, /\d+\.\d+/);
    assert.deepEqual(
      proof.decisions.map(({ decision, isKept }) => [decision, isKept]),
      [['hire', false]],
    );
    assert.match((await prove()).out, /\(as proved before\)/);
    assert.doesNotMatch((await prove('--fresh')).out, /as proved before/);
  });

  it('believes nothing that is kept otherwise than it was written', async (t) => {
    const { directory, call: prove } = await repository(t, 'greaterThan');
    assert.equal((await prove()).code, 1);
    const [solver = ''] = await readdir(join(directory, 'kept'));
    const [file = ''] = await readdir(join(directory, 'kept', solver));
    const path = join(directory, 'kept', solver, file);
    const whole = await readFile(path, 'utf8');
    for (const text of ['[]', 'null', whole.slice(0, -9), whole.replace('"refuted"', '"proved"'), '{}']) {
      await writeFile(path, text);
      const { code, out } = await prove();
      assert.equal(code, 1, text);
      assert.doesNotMatch(out, /as proved before/, text);
    }
    assert.match((await prove()).out, /\(as proved before\)/);
  });

  it('ends its solvers and says so where it is stopped, with nothing kept', async (t) => {
    const { directory, stopped } = await repository(t, 'greaterThan');
    const { code, err } = await stopped();
    assert.equal(code, 3);
    assert.match(err, /stopped: The proof was stopped/);
    assert.deepEqual(await readdir(join(directory, 'kept')), []);
  });

  it('names what it does not find', async (t) => {
    const { call: prove } = await repository(t, 'greaterThan');
    const unknown = await prove('--decisions', 'lend');
    assert.equal(unknown.code, 2);
    assert.match(unknown.err, /has no decision `lend`. There are hire/);
    // Nothing is proved of a name that is nobody's, so that it is not passed either.
    const near = await prove('--always', '--decisions', 'hires');
    assert.equal(near.code, 2);
    assert.match(near.err, /has no decision `hires`. Did you mean `hire`\?/);
    const other = await prove('car-hire');
    assert.equal(other.code, 2);
    assert.match(other.err, /There is no edition `car-hire` here. There are boat-hire\/2026/);
    assert.match((await prove('boat-hire/2025')).err, /Did you mean `boat-hire\/2026`\?/);
  });

  it('says at once where the evidence, or what is kept, cannot be written', async (t) => {
    const { directory, call: prove } = await repository(t, 'greaterThan');
    const file = join(directory, 'a-file');
    await writeFile(file, '');
    for (const option of ['--out', '--kept'])
      for (const folder of [file, join(file, 'below')]) {
        const { code, out, err } = await prove(option, folder);
        assert.equal(code, 3, err);
        assert.equal(out, '');
        assert.match(err, /^clausebook prove: `[^`]*a-file[^`]*` cannot be used: E[A-Z]+: /);
      }
  });

  describe('with a z3 on the PATH', () => {
    const versioned = 'if [ "$1" = --version ]; then echo "Z3 version 4.8.12 - 64 bit"; exit 0; fi';
    /** Puts a script where the binary is looked for, until the test ends. */
    const standIn = async (context: TestContext, script: string): Promise<void> => {
      const folder = await temporary(context);
      await writeFile(join(folder, 'z3'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
      const before = process.env['PATH'] ?? '';
      process.env['PATH'] = `${folder}:${before}`;
      context.after(() => {
        process.env['PATH'] = before;
      });
    };
    const always = (answer: string): string =>
      `${versioned}\nwhile read -r line; do case "$line" in "(echo"*) printf '${answer}\\nend-of-answer\\n';; esac; done`;

    for (const [broken, script, why] of [
      ['tells nothing as its version', 'exit 0', /its version is none of Z3/],
      ['fails for its version', 'exit 3', /does not tell its version/],
      [
        'crashes when it is asked',
        `${versioned}\necho no memory >&2; exit 7`,
        /ended with code 7: no memory/,
      ],
      ['kills itself when it is asked', `${versioned}\nread -r line; kill -9 $$`, /ended with SIGKILL/],
      ['writes rubbish', always('sat, maybe'), /answers a small question wrongly/],
      ['proves whatever it is asked', always('unsat'), /answers a small question wrongly/],
    ] as const)
      it(`that ${broken}, it is not taken, but the package is`, async (t) => {
        await standIn(t, script);
        const { solver, broken: told } = await findSolver();
        assert.match(told ?? '', why);
        assert.match(solver?.name ?? '', /^z3-solver /);
      });

    it('that is of no use, that is told, and it is proved all the same', async (t) => {
      await standIn(t, 'exit 0');
      const { code, out, err } = await (await repository(t, 'greaterThan')).call();
      assert.match(err, /The `z3` that is on the PATH is of no use: .+\. z3-solver \d\S+ is asked\.$/m);
      assert.match(out, /^hire {2}refuted {2}no-gap$/m);
      assert.equal(code, 1);
    });

    it('that never answers, it is ended after a while', async (t) => {
      for (const script of ['exec sleep 600', `${versioned}\nexec sleep 600`]) {
        await standIn(t, script);
        const { solver, broken } = await findSolver(300);
        assert.match(solver?.name ?? '', /^z3-solver /);
        assert.match(broken ?? '', /does not (tell its version|answer a small question in 0\.3 s)/);
      }
    });
  });
});
