import { checkEdition } from '../analysis/check-edition.js';
import { checkRejected } from '../analysis/check-rejected.js';
import { conditionCoverageOf } from '../analysis/coverage/condition-coverage.js';
import { coverageOf } from '../analysis/coverage/coverage.js';
import { decidedUnder, type RunUnder } from '../analysis/coverage/decided-under.js';
import { exploreEdition } from '../analysis/boundary/explore-edition.js';
import type { Refusal } from '../analysis/publishing/refuse-publishing.js';
import type { Diagnostic } from '../edition/read/diagnostic.js';
import type { Edition } from '../edition/model/edition.js';
import { formatDiagnostic } from '../edition/read/format-diagnostic.js';
import { makeCompiledEvaluator } from '../engine/compiled/compiled-evaluator.js';
import { casesIn } from '../decide/request/scenario-cases.js';
import { proveEdition, type ProofParts, type ScenarioProgress } from './prove-edition.js';

/** An edition that loads, or why the folder holds none. */
export type ReadRelease =
  | { readonly code: 'read'; readonly edition: Edition }
  | { readonly code: 'refused'; readonly refusals: readonly Refusal[] };

/** Reads and checks the files of an edition. */
export const readRelease = (files: ReadonlyMap<string, string>, folder?: string): ReadRelease => {
  const { edition, diagnostics } = checkEdition(files, folder === undefined ? {} : { folder });
  const refusals = refuseErrors(diagnostics);
  return edition === undefined || refusals.length > 0
    ? { code: 'refused', refusals }
    : { code: 'read', edition };
};

/** Cases for each decision in the search for conflicts and gaps. */
const caseLimit = 4_000;

/** What an edition is checked with. */
export interface ReleaseCheck extends Omit<ProofParts, 'told'> {
  /** Where its files are, as messages name it; left out, they name the files alone. */
  readonly folder?: string;
  /** Where its scenarios were looked for. */
  readonly featuresDirectory: string;
  /** Told how far it is; default: nobody is. */
  readonly told?: (progress: CheckProgress) => void;
}

/** How far the checks of a release are: which of them runs, and how many of its scenarios ran. */
export type CheckProgress =
  ScenarioProgress | { readonly step: 'files' | 'search' | 'readings' | 'coverage' };

/**
 * Every check of an edition that takes its time: the search for rules that conflict or leave a gap, the rejected sides of its readings, which must
 * load and change some case, all scenarios of its document, and that they show every clause, rule, condition, figure and reading.
 */
export const checkRelease = async (edition: Edition, check: ReleaseCheck): Promise<readonly Refusal[]> => {
  const { folder, features, featuresDirectory, told = () => undefined } = check;
  const cases = features.code === 'read' ? casesIn(features.sources).cases : [];
  const asked = cases.map(({ decision, facts, asOf }) => ({
    decision,
    facts,
    asOf: asOf ?? edition.effectiveFrom,
  }));
  const options = { limit: caseLimit, cases: asked, ...(folder === undefined ? {} : { folder }) };
  told({ step: 'search' });
  const explored = await exploreEdition(makeCompiledEvaluator(edition), edition, options);
  told({ step: 'readings' });
  const rejected = await checkRejected(edition, makeCompiledEvaluator, options);
  const { scenarios, faults } = await proveEdition(edition, check);
  const failed = scenarios.filter(({ passed }) => !passed);
  told({ step: 'coverage' });
  return [
    ...refuseErrors(explored.diagnostics),
    ...refuseAll(rejected),
    ...faults.map((fault): Refusal => ({
      code: 'scenarios-missing',
      where: featuresDirectory,
      message: fault,
    })),
    ...failed.map(({ title, uri, line, failures }): Refusal => ({
      code: 'scenarios-failed',
      where: `${uri}:${line}`,
      message: `“${title}”: ${failures.join(' ')}`,
    })),
    ...(failed.length > 0 || faults.length > 0
      ? []
      : await refuseUncovered(edition, decidedUnder(edition.identity.digest, scenarios))),
  ];
};

/** What is wrong with an edition, as why it is not released. */
export const refuseErrors = (diagnostics: readonly Diagnostic[]): readonly Refusal[] =>
  refuseAll(diagnostics.filter(({ severity }) => severity === 'error'));

const refuseAll = (diagnostics: readonly Diagnostic[]): readonly Refusal[] =>
  diagnostics.map((diagnostic) => {
    const [first = '', ...rest] = formatDiagnostic(diagnostic).split('\n');
    return { code: 'check-failed', where: first, message: rest.map((line) => line.trim()).join(' ') };
  });

const refuseUncovered = async (
  edition: Edition,
  scenarios: readonly RunUnder[],
): Promise<readonly Refusal[]> => {
  const evaluator = makeCompiledEvaluator(edition);
  const explained = scenarios.flatMap(({ title, questions }) =>
    questions.flatMap((question) => {
      const answer = evaluator.explain(question);
      return answer.code === 'decided' ? [{ scenario: title, question, trace: answer.trace }] : [];
    }),
  );
  return [
    ...coverageOf(edition, scenarios).findings,
    ...(await conditionCoverageOf(edition, explained, makeCompiledEvaluator)).findings,
  ].map(({ subject, message }) => ({ code: 'coverage-incomplete', where: subject, message }));
};
