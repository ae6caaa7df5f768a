import { join } from 'node:path';
import { coverageOf, type Coverage, type ScenarioRun } from '../analysis/coverage.js';
import { openJournal } from '../audit/journal/journal.js';
import type { Edition } from '../edition/edition.js';
import { openingFailure, tellStartFailure } from '../service/start-failure.js';
import { CouldNot, WrongUse, type Command, type Shell } from './command.js';
import { editionsOption } from './edition-arguments.js';
import { openEditions } from './open-editions.js';
import { readScenarios, type RanScenario } from './scenario-file.js';

/** `clausebook coverage`: clause by rule by scenario, judged by recorded decisions. */
export const coverageCommand: Command = {
  name: 'coverage',
  summary: 'show which scenarios prove which rules of which clauses',
  usage: '[--scenarios DIR] [--editions DIR] [--json]',
  options: [
    {
      name: 'scenarios',
      value: 'DIR',
      means: 'where the last run left scenarios.json and its records (default ./coverage/scenarios)',
    },
    editionsOption,
    { name: 'json', means: 'print the matrix as JSON' },
  ],
  help: `
\`npm test\` runs the scenarios with their records in coverage/scenarios. A rule counts as deciding in a scenario where a decision
recorded in it says that the rule stood; tags count for nothing. Exit code 1 where a rule has no scenario in which it decides, or none in
which it does not; where a clause that the edition decides has no scenario; where a reading names a scenario that did not pass.`,
  run: async (args, shell) => {
    const directory = args.text('scenarios') ?? join('coverage', 'scenarios');
    const scenarios = await readScenarios(directory);
    const editions = (await openEditions(args, shell)).all();
    const runs = await runsOf(directory, scenarios, shell);
    const reports = editions.flatMap((edition) => {
      const { document, digest } = edition.identity;
      const mine = runs.filter((run) => run.document === document);
      if (mine.length === 0 && editions.length > 1) return [];
      const foreign = mine.find((run) => run.digests.some((other) => other !== digest));
      if (foreign !== undefined) {
        throw new WrongUse(
          `The scenarios in \`${directory}\` ran under ${foreign.digests.join(', ')}, and ${document} is now ${digest}. Run them again.`,
        );
      }
      return [{ edition, coverage: coverageOf(edition, mine) }];
    });
    if (args.flag('json')) {
      const told = reports.map(({ edition, coverage }) => ({ edition: edition.identity, ...coverage }));
      shell.out(`${JSON.stringify(told, null, 2)}\n`);
    } else {
      for (const { edition, coverage } of reports) shell.out(tellCoverage(edition, coverage));
    }
    return reports.length > 0 && reports.every(({ coverage }) => coverage.findings.length === 0) ? 0 : 1;
  },
};

interface Run extends ScenarioRun {
  readonly document: string;
  readonly digests: readonly string[];
}

const runsOf = async (
  directory: string,
  scenarios: readonly RanScenario[],
  shell: Shell,
): Promise<readonly Run[]> => {
  const log = await openJournal({
    directory,
    random: () => {
      throw new TypeError('coverage records nothing');
    },
    now: shell.now,
    report: () => undefined,
  }).catch((error: unknown) => {
    const failure = openingFailure(error);
    throw failure === undefined ? error : new CouldNot(tellStartFailure(failure));
  });
  try {
    return await Promise.all(
      scenarios.map(async (scenario) => {
        const records = await Promise.all(
          scenario.decisions.map(async (id) => {
            const record = await log.get(id);
            if (record === undefined)
              throw new CouldNot(`Decision ${id} of “${scenario.title}” is not in \`${directory}\`.`);
            return record.body;
          }),
        );
        return {
          title: scenario.title,
          uri: scenario.uri,
          line: scenario.line,
          passed: scenario.status === 'PASSED',
          document: scenario.document,
          digests: [...new Set(records.map(({ inputs }) => inputs.edition.digest))],
          decisions: records.map(({ decision }) => decision),
        };
      }),
    );
  } finally {
    await log.close();
  }
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
