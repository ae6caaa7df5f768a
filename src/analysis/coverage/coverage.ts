import type { ClauseId } from '../../contract/contract.js';
import type { Edition } from '../../edition/model/edition.js';
import type { TableWords } from '../../edition/model/declarations.js';
import type { Rule } from '../../edition/model/rule-set.js';
import type { Decision } from '../../engine/evaluation.js';

/** A scenario as it ran, with the decisions that were recorded while it did. */
export interface ScenarioRun {
  readonly title: string;
  readonly uri: string;
  readonly line: number;
  readonly passed: boolean;
  readonly decisions: readonly Decision[];
}

/** Who would notice if this rule were wrong. */
export interface RuleCoverage {
  readonly decision: string;
  readonly rule: string;
  readonly clauses: readonly ClauseId[];
  /** Scenarios in which it stood in a recorded decision. */
  readonly decides: readonly string[];
  /** Scenarios in which its decision was asked for, and it did not stand. */
  readonly decidesNot: readonly string[];
}

/** Who would notice if this row of a table were wrong. */
export interface RowCoverage {
  readonly table: string;
  /** From 1. */
  readonly row: number;
  readonly clauses: readonly ClauseId[];
  /** Scenarios in which a decision rested on it, and the decisions. */
  readonly applies: readonly string[];
  readonly decisions: readonly string[];
}

/** What became of one clause. */
export interface ClauseCoverage {
  readonly clause: ClauseId;
  readonly disposition: string;
  /** `covered` where a scenario made a rule that cites it decide in every decision of its row that the edition contains. */
  readonly state: 'covered' | 'uncovered' | 'pending' | 'decides-nothing';
  /** The decisions of its ledger row that the edition does not contain yet. */
  readonly pending: readonly string[];
  /** The decisions of its ledger row in which no scenario made a rule, or a row of a table, decide that cites it. */
  readonly uncovered: readonly string[];
  readonly rules: readonly RuleCoverage[];
}

/** Something that hangs loose. */
export interface CoverageFinding {
  readonly code:
    | 'no-scenario-ran'
    | 'scenario-failed'
    | 'rule-never-decides'
    | 'rule-always-decides'
    | 'row-never-applies'
    | 'clause-without-scenario'
    | 'reading-without-scenario';
  readonly subject: string;
  readonly message: string;
}

/** Clause by rule by scenario, judged by the decisions that were recorded and by no tag. */
export interface Coverage {
  readonly clauses: readonly ClauseCoverage[];
  readonly rules: readonly RuleCoverage[];
  /** Of all tables; empty where there is none. */
  readonly rows: readonly RowCoverage[];
  readonly scenarios: number;
  readonly decisions: number;
  readonly findings: readonly CoverageFinding[];
}

/** Measures which rules decided in which scenarios. A failed scenario proves nothing and is a finding of its own. */
export const coverageOf = (edition: Edition, runs: readonly ScenarioRun[]): Coverage => {
  const passed = runs.filter((run) => run.passed);
  const rules = [...edition.decisions.values()].flatMap(({ decision, rules: set }) =>
    set.map((rule) => ruleCoverage(decision, rule, passed)),
  );
  const rows = [...edition.definitions.values()].flatMap(({ term, table }) =>
    rowsCoverage(term, table, passed),
  );
  const clauses = [...edition.contract.clauses.keys()].map((clause) =>
    clauseCoverage(edition, clause, rules, rows),
  );
  return {
    clauses,
    rules,
    rows,
    scenarios: runs.length,
    decisions: runs.reduce((total, run) => total + run.decisions.length, 0),
    findings: [
      ...(runs.length === 0
        ? [
            finding(
              'no-scenario-ran',
              'scenarios',
              'No scenario ran under this edition, so nothing is proved.',
            ),
          ]
        : []),
      ...runs
        .filter((run) => !run.passed)
        .map((run) =>
          finding('scenario-failed', `${run.uri}:${run.line}`, `The scenario “${run.title}” did not pass.`),
        ),
      ...rules.flatMap((rule) => ruleFindings(rule, edition)),
      ...rows
        .filter(({ applies }) => applies.length === 0)
        .map(({ table, row }) =>
          finding(
            'row-never-applies',
            `${table}/${row}`,
            `No decision of a scenario rests on row ${row} of the table ${table}.`,
          ),
        ),
      ...clauses
        .filter(({ state }) => state === 'uncovered')
        .map(({ clause, uncovered }) =>
          finding(
            'clause-without-scenario',
            clause,
            `By ledger.yaml clause ${clause} is decided in ${uncovered.join(' and ')}, but in no scenario does a rule or row there decide that cites it.`,
          ),
        ),
      ...readingFindings(edition, runs),
    ],
  };
};

const finding = (code: CoverageFinding['code'], subject: string, message: string): CoverageFinding => ({
  code,
  subject,
  message,
});

const ruleCoverage = (decision: string, rule: Rule, runs: readonly ScenarioRun[]): RuleCoverage => {
  const asked = runs.filter((run) => run.decisions.some((one) => one.decision === decision));
  const stood = (one: Decision): boolean => one.decision === decision && one.standing.includes(rule.id);
  const stoodNot = (one: Decision): boolean => one.decision === decision && !one.standing.includes(rule.id);
  return {
    decision,
    rule: rule.id,
    clauses: rule.clauses,
    decides: asked.filter((run) => run.decisions.some(stood)).map(({ title }) => title),
    decidesNot: asked.filter((run) => run.decisions.some(stoodNot)).map(({ title }) => title),
  };
};

const rowsCoverage = (
  term: string,
  table: TableWords | undefined,
  runs: readonly ScenarioRun[],
): readonly RowCoverage[] => {
  const found = runs.flatMap(({ title, decisions }) =>
    decisions.flatMap(({ decision, tables = [] }) =>
      tables.flatMap((one) => (one.table === term ? one.rows.map((row) => ({ row, title, decision })) : [])),
    ),
  );
  return (table?.rows ?? []).map(({ clauses }, at) => {
    const here = found.filter(({ row }) => row === at + 1);
    return {
      table: term,
      row: at + 1,
      clauses,
      applies: [...new Set(here.map(({ title }) => title))],
      decisions: [...new Set(here.map(({ decision }) => decision))],
    };
  });
};

const ruleFindings = (
  { decision, rule, decides, decidesNot }: RuleCoverage,
  edition: Edition,
): CoverageFinding[] => [
  ...(decides.length > 0
    ? []
    : [
        finding('rule-never-decides', `${decision}/${rule}`, `No scenario makes ${decision}/${rule} decide.`),
      ]),
  ...(decidesNot.length > 0 || (decides.length > 0 && decidesWhateverTheCase(edition, decision, rule))
    ? []
    : [
        finding(
          'rule-always-decides',
          `${decision}/${rule}`,
          `No scenario shows ${decision}/${rule} not deciding, so nobody would notice if it always did.`,
        ),
      ]),
];

/** Whether a rule stands in every case by what it says: it always applies, no other overrides it, and no clause of it can be held invalid. */
const decidesWhateverTheCase = (edition: Edition, decision: string, id: string): boolean => {
  const rules = edition.decisions.get(decision)?.rules ?? [];
  return (
    edition.severability === null &&
    rules.some((rule) => rule.id === id && rule.when.kind === 'always') &&
    !rules.some(({ overrides }) => overrides.includes(id))
  );
};

const clauseCoverage = (
  edition: Edition,
  clause: ClauseId,
  rules: readonly RuleCoverage[],
  rows: readonly RowCoverage[],
): ClauseCoverage => {
  const row = edition.ledger.get(clause);
  const citing = rules.filter((rule) => rule.clauses.includes(clause));
  const decisions = row?.disposition === 'rule' ? row.decisions : [];
  const pending = decisions.filter((decision) => !edition.decisions.has(decision));
  const ofRows = rows.filter((row) => row.clauses.includes(clause));
  const uncovered = decisions.filter(
    (decision) =>
      edition.decisions.has(decision) &&
      !citing.some((rule) => rule.decision === decision && rule.decides.length > 0) &&
      !ofRows.some((row) => row.decisions.includes(decision)),
  );
  const state =
    decisions.length === 0
      ? 'decides-nothing'
      : uncovered.length > 0
        ? 'uncovered'
        : pending.length === decisions.length
          ? 'pending'
          : 'covered';
  return { clause, disposition: row?.disposition ?? 'missing', state, pending, uncovered, rules: citing };
};

/** A scenario that a reading names and that ran and failed is told as such already. */
const readingFindings = (edition: Edition, runs: readonly ScenarioRun[]): CoverageFinding[] => {
  const titles = new Set(runs.map(({ title }) => title));
  return [...edition.readings.values()].flatMap(({ id, scenarios }) =>
    scenarios.length === 0
      ? [finding('reading-without-scenario', id, `Reading ${id} names no scenario that shows it.`)]
      : scenarios
          .filter((title) => !titles.has(title))
          .map((title) =>
            finding(
              'reading-without-scenario',
              id,
              `Reading ${id} names the scenario “${title}”, which did not run.`,
            ),
          ),
  );
};
