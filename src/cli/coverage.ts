import { join } from 'node:path';
import { conditionCoverageOf, type ConditionCoverage } from '../analysis/condition-coverage.js';
import { coverageOf, type Coverage } from '../analysis/coverage.js';
import type { Edition } from '../edition/edition.js';
import { makeCompiledEvaluator } from '../engine/compiled/compiled-evaluator.js';
import { WrongUse, type Command } from './command.js';
import { editionsOption } from './edition-arguments.js';
import { openEditions } from './open-editions.js';
import { readRecordedScenarios, type RecordedScenario } from './recorded-scenarios.js';

/** `clausebook coverage`: clause by rule by scenario, judged by recorded decisions. */
export const coverageCommand: Command = {
  name: 'coverage',
  summary: 'show which scenarios prove which rules of which clauses',
  usage: '[--scenarios DIR] [--editions DIR] [--strict] [--json]',
  options: [
    {
      name: 'scenarios',
      value: 'DIR',
      means: 'where the last run left scenarios.json and its records (default ./coverage/scenarios)',
    },
    editionsOption,
    { name: 'strict', means: 'fail on conditions, figures and readings that no scenario shows, too' },
    { name: 'json', means: 'print the matrix as JSON' },
  ],
  help: `
\`npm test\` runs the scenarios with their records in coverage/scenarios. A rule counts as deciding in a scenario where a decision
recorded in it says that the rule stood; tags count for nothing. Exit code 1 where a rule has no scenario in which it decides, or none in
which it does not; where a clause that the edition decides has no scenario; where a reading names a scenario that did not pass.

Each condition is to be seen true and false, and something is to depend on it: every recorded question is decided again with that
condition alone the other way round. What no scenario shows is listed, with the figures that no decision rests on and the readings that
none names; it fails with --strict.`,
  run: async (args, shell) => {
    const directory = args.text('scenarios') ?? join('coverage', 'scenarios');
    const editions = (await openEditions(args, shell)).all();
    const runs = await readRecordedScenarios(directory, shell);
    const covered = editions.flatMap((edition) => {
      const { document, digest } = edition.identity;
      const mine = runs.filter((run) => run.document === document);
      if (mine.length === 0 && editions.length > 1) return [];
      const foreign = mine.find((run) => run.digests.some((other) => other !== digest));
      if (foreign !== undefined) {
        throw new WrongUse(
          `The scenarios in \`${directory}\` ran under ${foreign.digests.join(', ')}, and ${document} is now ${digest}. Run them again.`,
        );
      }
      return [{ edition, coverage: coverageOf(edition, mine), mine }];
    });
    const reports = await Promise.all(
      covered.map(async ({ edition, coverage, mine }) => ({
        edition,
        coverage,
        conditions: await conditionsOf(edition, mine),
      })),
    );
    if (args.flag('json')) {
      const told = reports.map(({ edition, coverage, conditions }) => ({
        edition: edition.identity,
        ...coverage,
        conditions,
      }));
      shell.out(`${JSON.stringify(told, null, 2)}\n`);
    } else {
      for (const { edition, coverage, conditions } of reports)
        shell.out(`${tellCoverage(edition, coverage)}\n${tellConditions(conditions)}`);
    }
    const isWhole = reports.every(
      ({ coverage, conditions }) =>
        coverage.findings.length === 0 && (!args.flag('strict') || conditions.findings.length === 0),
    );
    return reports.length > 0 && isWhole ? 0 : 1;
  },
};

/** Each question is decided again, so that its trace can be looked into. */
const conditionsOf = async (
  edition: Edition,
  runs: readonly RecordedScenario[],
): Promise<ConditionCoverage> => {
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

const tellConditions = ({ comparisons, reach, readingsNamed, findings }: ConditionCoverage): string => {
  const count = (matters: string): number => comparisons.filter((one) => one.matters === matters).length;
  const lines = [
    ...findings.map(({ code, message }) => `${code}  ${message}`),
    `Of ${comparisons.length} conditions the scenarios show that the decision depends on ${count('decision')}, the reasons alone on ` +
      `${count('reasons')}, and nothing on ${count('nothing')}; ${reach.figures.filter(({ reached }) => reached).length} of ` +
      `${reach.figures.length} figures are reached, and ${readingsNamed.length} readings named. ${findings.length} things are not shown.`,
  ];
  return `${lines.join('\n')}\n`;
};

const tellCoverage = (edition: Edition, coverage: Coverage): string => {
  const { document, revision } = edition.identity;
  const lines = [
    `${document} ${revision}: ${coverage.scenarios} scenarios, ${coverage.decisions} decisions`,
    '',
  ];
  lines.push(row('clause', 'state', 'rule', 'decides', 'does not'));
  for (const { clause, state, pending, rules } of coverage.clauses) {
    const told = state === 'pending' || pending.length > 0 ? `${state} (${pending.join(', ')})` : state;
    if (state === 'decides-nothing' && rules.length === 0) continue;
    if (rules.length === 0) lines.push(row(clause, told, '', '', ''));
    for (const [at, rule] of rules.entries()) {
      const first = at === 0;
      lines.push(
        row(
          first ? clause : '',
          first ? told : '',
          `${rule.decision}/${rule.rule}`,
          String(rule.decides.length),
          String(rule.decidesNot.length),
        ),
      );
    }
  }
  const silent = coverage.clauses.filter(
    ({ state, rules }) => state === 'decides-nothing' && rules.length === 0,
  );
  lines.push('', `Decide nothing by themselves: ${silent.map(({ clause }) => clause).join(', ')}`);
  const pending = coverage.clauses.filter(({ state }) => state === 'pending').map(({ clause }) => clause);
  if (pending.length > 0)
    lines.push(`Pending, their decisions are not in the edition: ${pending.join(', ')}`);
  lines.push('', ...coverage.findings.map(({ code, message }) => `${code}  ${message}`));
  lines.push(
    coverage.findings.length === 0
      ? `Nothing hangs loose: ${coverage.rules.length} rules each decide in a scenario, and do not in another.`
      : `${coverage.findings.length} findings.`,
  );
  return `${lines.join('\n')}\n`;
};

const row = (clause: string, state: string, rule: string, decides: string, not: string): string =>
  `${clause.padEnd(8)} ${state.padEnd(34)} ${rule.padEnd(62)} ${decides.padStart(7)} ${not.padStart(8)}`.trimEnd();
