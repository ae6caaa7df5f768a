import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { conditionCoverageOf, type ConditionCoverage } from '../../analysis/coverage/condition-coverage.js';
import { coverageOf, type Coverage } from '../../analysis/coverage/coverage.js';
import { coveragePage } from '../../analysis/coverage/coverage-page.js';
import { decidedUnder, type RunUnder } from '../../analysis/coverage/decided-under.js';
import { dropsSince, snapshotOf } from '../../analysis/coverage/coverage-snapshot.js';
import { pagesToHtml } from '../../analysis/pages/html.js';
import type { Edition } from '../../edition/model/edition.js';
import { makeCompiledEvaluator } from '../../engine/compiled/compiled-evaluator.js';
import { command, WrongUse } from '../shell/command.js';
import { text, flag } from '../shell/options.js';
import { editionsOption, featuresOption } from '../arguments/edition-options.js';
import { openEditions } from '../arguments/open.js';
import { fileBeside, fileToWrite } from './file-beside.js';
import { readSnapshot, snapshotName } from './snapshot-file.js';
import { tellConditions, tellCoverage } from './tell-coverage.js';
import { writeWhole } from '../shell/write-whole.js';
import { readRecordedScenarios, type RecordedScenario } from './recorded-scenarios.js';

/** `clausebook coverage`: clause by rule by scenario, judged by recorded decisions. */
export const coverageCommand = command({
  name: 'coverage',
  summary: 'show which scenarios prove which rules of which clauses',
  usage: '[--scenarios DIR] [--features DIR] [--out DIR] [--update] [--strict] [--editions DIR] [--json]',
  options: {
    scenarios: text({
      value: 'DIR',
      means: 'where the last run left scenarios.json and its records',
      otherwise: join('coverage', 'scenarios'),
      told: './coverage/scenarios',
    }),
    editions: editionsOption,
    strict: flag({ means: 'fail on conditions, figures and readings that no scenario shows, too' }),
    features: featuresOption('where the snapshots are kept, beside the scenarios'),
    update: flag({ means: 'keep what is proved now as the snapshot' }),
    out: text({ value: 'DIR', means: 'also write coverage.json and coverage.html there' }),
    json: flag({ means: 'print the matrix as JSON' }),
  },
  help: `
\`npm test\` runs the scenarios with their records in coverage/scenarios. A rule counts as deciding in a scenario where a decision
recorded in it says that the rule stood; tags count for nothing. Exit code 1 where a rule has no scenario in which it decides, or none in
which it does not; where a clause that the edition decides has no scenario; where a reading names a scenario that did not pass.

Each condition is to be seen true and false, and something is to depend on it: every recorded question is decided again with that
condition alone the other way round. What no scenario shows is listed, with the figures that no decision rests on and the readings that
none names; it fails with --strict.

Each edition has a matrix of its own, of what was decided under it. What is proved is compared with coverage-snapshot.json in
features/<document>/<revision>/, else in features/<document>/: a drop fails. --update keeps the present state, by revision where a document
has several.`,
  run: async (args, shell) => {
    const directory = args.scenarios;
    const editions = (await openEditions(args)).all();
    const runs = await readRecordedScenarios(directory);
    refuseStale(directory, runs, editions);
    const reports: Report[] = [];
    for (const edition of editions) {
      const { document, revision, digest } = edition.identity;
      const mine = decidedUnder(
        digest,
        runs.filter((run) => run.document === document),
      );
      const coverage = coverageOf(edition, mine);
      const conditions = await conditionsOf(edition, mine);
      const now = snapshotOf(coverage, conditions);
      if (args.update) {
        const isAlone = editions.every(
          ({ identity }) => identity.document !== document || identity.revision === revision,
        );
        const file = await fileToWrite(args.features, edition.identity, snapshotName, isAlone);
        await writeWhole(file, `${JSON.stringify(now, null, 2)}\n`);
      }
      const then = await readSnapshot(await fileBeside(args.features, edition.identity, snapshotName));
      reports.push({ edition, coverage, conditions, drops: then === undefined ? [] : dropsSince(then, now) });
    }
    const json = JSON.stringify(reports.map(asJson), null, 2);
    const out = args.out;
    if (out !== undefined) {
      await mkdir(out, { recursive: true });
      const pages = reports.map(({ edition, coverage, conditions }) =>
        coveragePage(edition, coverage, conditions),
      );
      await writeWhole(join(out, 'coverage.json'), `${json}\n`);
      await writeWhole(join(out, 'coverage.html'), pagesToHtml('Coverage', pages));
    }
    if (args.json) shell.out(`${json}\n`);
    else for (const report of reports) shell.out(tellReport(report));
    const isWhole = reports.every(
      ({ coverage, conditions, drops }) =>
        coverage.findings.length === 0 &&
        drops.length === 0 &&
        (!args.strict || conditions.findings.length === 0),
    );
    return reports.length > 0 && isWhole ? 0 : 1;
  },
});

/** Throws {@link WrongUse} where an edition has changed since the scenarios ran under it. */
const refuseStale = (
  directory: string,
  runs: readonly RecordedScenario[],
  editions: readonly Edition[],
): void => {
  for (const { edition: ran } of runs.flatMap(({ recorded }) => recorded)) {
    const now = editions.find(
      ({ identity }) => identity.document === ran.document && identity.revision === ran.revision,
    )?.identity;
    if (now === undefined || now.digest === ran.digest) continue;
    throw new WrongUse(
      `The scenarios in \`${directory}\` ran under ${ran.digest}, and ${now.document} ${now.revision} is now ${now.digest}. Run them again.`,
    );
  }
};

interface Report {
  readonly edition: Edition;
  readonly coverage: Coverage;
  readonly conditions: ConditionCoverage;
  /** What the snapshot had and this run has not. */
  readonly drops: readonly string[];
}

const asJson = ({ edition, coverage, conditions, drops }: Report) => ({
  edition: edition.identity,
  ...coverage,
  conditions,
  drops,
});

const tellReport = ({ edition, coverage, conditions, drops }: Report): string =>
  [
    tellCoverage(edition, coverage),
    tellConditions(conditions),
    ...drops.map((drop) => `drop  ${drop}\n`),
  ].join('\n');

/** Each question is decided again, so that its trace can be looked into. */
const conditionsOf = async (edition: Edition, runs: readonly RunUnder[]): Promise<ConditionCoverage> => {
  const evaluator = makeCompiledEvaluator(edition);
  const explained = runs
    .filter(({ passed }) => passed)
    .flatMap(({ title, questions }) =>
      questions.flatMap((question) => {
        const answer = evaluator.explain(question);
        return answer.code === 'decided' ? [{ scenario: title, question, trace: answer.trace }] : [];
      }),
    );
  return conditionCoverageOf(edition, explained, makeCompiledEvaluator);
};
