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
import type { Shell } from '../cli/shell/command.js';
import { readScenarioCases } from '../cli/rules/sweeping/sweep-cases.js';
import { proveEdition } from './prove-edition.js';

/** An edition that loads, or why the folder holds none. */
export type ReadRelease =
  | { readonly code: 'read'; readonly edition: Edition }
  | { readonly code: 'refused'; readonly refusals: readonly Refusal[] };

/** Reads and checks the files of an edition. */
export const readRelease = (files: ReadonlyMap<string, string>, folder: string): ReadRelease => {
  const { edition, diagnostics } = checkEdition(files, { folder });
  const refusals = refuseErrors(diagnostics);
  return edition === undefined || refusals.length > 0
    ? { code: 'refused', refusals }
    : { code: 'read', edition };
};

/** Cases for each decision in the search for conflicts and gaps. */
const caseLimit = 4_000;

/**
 * Every check of an edition that takes its time: the search for rules that conflict or leave a gap, the rejected sides of its readings, which must
 * load and change some case, all scenarios of its document, and that they show every clause, rule, condition, figure and reading.
 */
export const checkRelease = async (
  edition: Edition,
  {
    folder,
    features,
    beside,
  }: { readonly folder: string; readonly features: string; readonly beside: readonly Edition[] },
  shell: Pick<Shell, 'now'>,
): Promise<readonly Refusal[]> => {
  const { cases } = await readScenarioCases(features, edition.identity.document);
  const asked = cases.map(({ decision, facts, asOf }) => ({
    decision,
    facts,
    asOf: asOf ?? edition.effectiveFrom,
  }));
  const options = { limit: caseLimit, cases: asked, folder };
  const explored = await exploreEdition(makeCompiledEvaluator(edition), edition, options);
  const rejected = await checkRejected(edition, makeCompiledEvaluator, options);
  const { scenarios, faults } = await proveEdition(features, edition, beside, shell);
  const failed = scenarios.filter(({ passed }) => !passed);
  return [
    ...refuseErrors(explored.diagnostics),
    ...refuseAll(rejected),
    ...faults.map((fault): Refusal => ({ code: 'scenarios-missing', where: features, message: fault })),
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

const refuseErrors = (diagnostics: readonly Diagnostic[]): readonly Refusal[] =>
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
