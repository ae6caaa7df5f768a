/**
 * All tests in one go: the unit tests, whose files several processes share, the scenarios against the real service, and the coverage of clauses, rules
 * and scenarios that the scenarios' recorded decisions give; with `--lines` also which lines of the product ran in any of it, which takes a tenth
 * longer. Whatever fails, the rest runs; the end lists what failed, and the last line counts: `N passed, N failed`.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { findBrowser } from '../web/support/browser.js';
import { keepDurations } from './durations.js';
import { placeOf, refreshProduct } from '../support/plain-sources.mjs';
import { collectProductCoverage } from './product-coverage.js';
import { readScenarioResults } from './scenario-results.js';
import { readClaims, readUnitResults, type Failure, type Outcome } from './unit-results.js';

const { values: asked } = parseArgs({ options: { lines: { type: 'boolean', default: false } } });
const root = fileURLToPath(new URL('../../', import.meta.url));
const claims = 'coverage/claims';
const scenarioData = 'coverage/scenarios';
const scenarioMessages = 'coverage/scenarios.ndjson';
const results = 'coverage/results';
const lines = 'coverage/lines';
/** What each process and thread covered, as Node writes it, and what there is to report of it. */
const covered = { raw: join(lines, 'raw'), product: join(lines, 'product') };
const hooks = ['--import', './test/support/typescript.mjs'];
/** What every process of Node begins with that runs tests, or is run by them. */
const nodeOptions = `--import=${pathToFileURL(join(root, 'test/runner/late-optimizing.mjs')).href}`;

const running = new Set<ChildProcess>();

/** Runs Node and tells the exit code, or the signal that ended it. Its output goes to this one's, at the end where it is to come in one piece. */
const runNode = async (
  args: readonly string[],
  output: 'at once' | 'at the end' = 'at once',
  isCovered = asked.lines,
): Promise<string | undefined> => {
  const child = spawn(process.execPath, args, {
    cwd: root,
    // In a process group of its own, which is ended as one.
    detached: true,
    env: {
      ...process.env,
      NODE_OPTIONS: [process.env['NODE_OPTIONS'], nodeOptions].filter((text) => text !== undefined).join(' '),
      ...(isCovered ? { NODE_V8_COVERAGE: join(root, covered.raw) } : {}),
      CLAUSEBOOK_SCENARIO_DATA: scenarioData,
    },
    stdio: [
      'ignore',
      ...(output === 'at once' ? (['inherit', 'inherit'] as const) : (['pipe', 'pipe'] as const)),
    ],
  });
  running.add(child);
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => said.push(chunk));
  const ended = await new Promise<string | undefined>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      resolve(
        code === 0
          ? undefined
          : signal === null
            ? `It ended with code ${code ?? ''}.`
            : `It was ended by ${signal}.`,
      );
    });
  });
  running.delete(child);
  process.stdout.write(Buffer.concat(said));
  return ended;
};

const endAll = (): void => {
  for (const { pid } of running)
    try {
      if (pid !== undefined) process.kill(-pid, 'SIGKILL');
    } catch {
      // It has ended.
    }
};
process.on('exit', endAll);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));

/** What a command that failed is listed as, where the tests that it ran name nothing. */
const asFailure = (name: string, ended: string | undefined): readonly Failure[] =>
  ended === undefined ? [] : [{ name, problem: `${ended} What it had to say stands above.` }];

/**
 * In these no lines are counted: they try many cases with what other tests cover line by line, or what is built of the product, and would take
 * a third longer.
 */
const uncovered = [
  'engine/compiled/same-decision',
  'sql/differential',
  'model/whole-service',
  'proof/translation',
  'proof/invariant-translation',
  'edition/rejected-sides',
  'service/drafts/hostile-drafts',
  'service/http/work-of-requests',
  'audit/sqlite-damage',
  'audit/sealed-form',
  'cli/own-repository',
  'cli/ci/action',
  'cli/loaded-at-start',
  'proof/seeded-faults',
  'proof/same-editions',
  'module/random',
];

const runUnitTests = async (name: string, ofWhich: 'covered' | 'uncovered'): Promise<Outcome> => {
  const place = join(root, results, `${name}.ndjson`);
  const reporter = [
    '--test-reporter',
    './test/runner/results-reporter.ts',
    '--test-reporter-destination',
    place,
  ];
  const isCovered = asked.lines && ofWhich === 'covered';
  const parts = isCovered ? uncovered.flatMap((part) => ['--without', part]) : uncovered;
  const files = asked.lines ? parts : [];
  // A process for which the others left no file reports nothing.
  await writeFile(place, '');
  const ended = await runNode(
    [...hooks, ...reporter, 'test/run.ts', '--claims', claims, ...files],
    'at once',
    isCovered,
  );
  const outcome = await readUnitResults(place, root);
  return outcome.failures.length > 0
    ? outcome
    : { ...outcome, failures: asFailure(`unit tests, ${name} process`, ended) };
};

const runScenarios = async (): Promise<Outcome> => {
  const ended = await runNode([...hooks, 'node_modules/@cucumber/cucumber/bin/cucumber.js'], 'at the end');
  const outcome = await readScenarioResults(join(root, scenarioMessages));
  return outcome.failures.length > 0 ? outcome : { ...outcome, failures: asFailure('scenarios', ended) };
};

/** A check beside the tests: told where it failed. */
const check = async (name: string, args: readonly string[]): Promise<Outcome> => ({
  passed: 0,
  failures: asFailure(name, await runNode(args)),
});

const browser = await findBrowser();
process.stdout.write(
  `Node ${process.version}. The book is walked in ${browser.executablePath}, ${browser.origin}.\n`,
);
for (const folder of [scenarioData, claims, results, lines, scenarioMessages])
  await rm(join(root, folder), { recursive: true, force: true });
for (const folder of [claims, results]) await mkdir(join(root, folder), { recursive: true });

/** Where editions lie that many processes and threads of the tests load: they are loaded and checked once, as a build does the product's own. */
const loadedOften = ['examples/rules', 'template/rules', 'test/edition/fixtures', 'test/editions'];
refreshProduct();
const preparation = await check('preparation of editions', [
  placeOf(join(root, 'src/cli/prepare-editions.ts')),
  ...loadedOften,
]);

/** The scenarios, and what their recorded decisions cover. */
const runScenariosCovered = async (): Promise<Outcome> => {
  const scenarios = await runScenarios();
  const { failures } = await check('coverage of clauses, rules and scenarios', [
    ...hooks,
    'src/cli/main.ts',
    ...['coverage', '--strict', '--scenarios', scenarioData, '--out', 'coverage/matrix'],
  ]);
  return { ...scenarios, failures: [...scenarios.failures, ...failures] };
};

const runLastUnitTests = async (): Promise<Outcome> => {
  const third = await runUnitTests('third', 'uncovered');
  if (!asked.lines) return third;
  const { passed, failures } = await runUnitTests('fourth', 'covered');
  return { passed: third.passed + passed, failures: [...third.failures, ...failures] };
};

// A test often waits for a process of its own: one more than two keeps two cores at work. The files of the unit tests become short towards
// the end, where all processes end at about the same time; so where two cores have all of it to do the scenarios, which are one piece, come first.
const scenarios = runScenariosCovered();
const outcomes = [
  preparation,
  ...(await Promise.all([
    runUnitTests('first', 'covered'),
    runUnitTests('second', 'covered'),
    scenarios,
    availableParallelism() < 3 ? scenarios.then(runLastUnitTests) : runLastUnitTests(),
  ])),
];
const { durations, unfinished, heldAnswers } = await readClaims(join(root, claims));
await keepDurations(durations);
outcomes.push({
  passed: 0,
  failures: [
    ...unfinished.map((file) => ({ name: `test/${file}`, problem: 'It was begun and not ended.' })),
    ...(heldAnswers > 0
      ? []
      : [{ name: 'answers held to OpenAPI', problem: 'None that the unit tests got was held.' }]),
  ],
});
if (asked.lines) {
  await collectProductCoverage(join(root, covered.raw), join(root, covered.product), root);
  outcomes.push(
    await check('coverage of lines', [
      'node_modules/c8/bin/c8.js',
      ...['report', '--all', '--src', 'src', '--include', 'src/**', '--exclude', 'src/web/**'],
      ...[
        '--temp-directory',
        covered.product,
        '--reports-dir',
        lines,
        '--reporter',
        'text-summary',
        '--reporter',
        'lcovonly',
      ],
      ...['--check-coverage', '--lines', '90'],
    ]),
  );
}

const failures = outcomes.flatMap((outcome) => outcome.failures);
for (const { name, problem } of failures) process.stdout.write(`\n${name}\n${problem}\n`);
if (failures.length > 0)
  process.stdout.write(`\nFailed:\n${failures.map(({ name }) => `  ${name}\n`).join('')}`);
const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0);
process.stdout.write(`${passed} passed, ${failures.length} failed\n`);
process.exitCode = failures.length === 0 ? 0 : 1;
