import { counted } from '../../language/numbers/counted.js';
import type { ConditionCoverage } from '../../analysis/coverage/condition-coverage.js';
import type { Coverage } from '../../analysis/coverage/coverage.js';
import type { Edition } from '../../edition/model/edition.js';

/** What the conditions, figures and readings came to, in words. */
export const tellConditions = ({
  comparisons,
  reach,
  readingsNamed,
  findings,
}: ConditionCoverage): string => {
  const count = (matters: string): number => comparisons.filter((one) => one.matters === matters).length;
  const lines = [
    ...findings.map(({ code, message }) => `${code}  ${message}`),
    `Of ${counted(comparisons.length, 'condition')} the scenarios show that the decision depends on ${count('decision')}, the reasons alone on ` +
      `${count('reasons')}, and nothing on ${count('nothing')}; ${reach.figures.filter(({ reached }) => reached).length} of ` +
      `${counted(reach.figures.length, 'figure')} are reached, and ${counted(readingsNamed.length, 'reading')} named. ${findings.length === 1 ? '1 thing is' : `${findings.length} things are`} not shown.`,
  ];
  return `${lines.join('\n')}\n`;
};

/** The matrix as a table of text, then what hangs loose. */
export const tellCoverage = (edition: Edition, coverage: Coverage): string => {
  const { document, revision } = edition.identity;
  const lines = [
    `${document} ${revision}: ${counted(coverage.scenarios, 'scenario')}, ${counted(coverage.decisions, 'decision')}`,
    '',
  ];
  const rows: Row[] = [['clause', 'state', 'rule', 'decides', 'does not']];
  const silent: string[] = [];
  for (const { clause, state, pending, rules } of coverage.clauses) {
    const told = state === 'pending' || pending.length > 0 ? `${state} (${pending.join(', ')})` : state;
    const by = [
      ...rules.map((rule) => [
        `${rule.decision}/${rule.rule}`,
        String(rule.decides.length),
        String(rule.decidesNot.length),
      ]),
      // A row of a table stands in no rule: it applies in so many decisions.
      ...coverage.rows
        .filter((row) => row.clauses.includes(clause))
        .map(({ table, row, applies }) => [`table ${table}, row ${row}`, String(applies.length), '']),
    ];
    if (state === 'decides-nothing' && by.length === 0) {
      silent.push(clause);
      continue;
    }
    if (by.length === 0) rows.push([clause, told, '', '', '']);
    for (const [at, [what = '', decides = '', not = '']] of by.entries())
      rows.push([at === 0 ? clause : '', at === 0 ? told : '', what, decides, not]);
  }
  lines.push(...inColumns(rows));
  lines.push('', `Decide nothing by themselves: ${silent.join('; ')}`);
  const pending = coverage.clauses.filter(({ state }) => state === 'pending').map(({ clause }) => clause);
  if (pending.length > 0)
    lines.push(`Pending, their decisions are not in the edition: ${pending.join(', ')}`);
  lines.push('', ...coverage.findings.map(({ code, message }) => `${code}  ${message}`));
  lines.push(
    coverage.findings.length === 0
      ? `Nothing hangs loose: ${coverage.rules.length === 1 ? 'the rule decides' : `${counted(coverage.rules.length, 'rule')} each decide`} in a scenario, ${elsewhere(coverage)}.${coverage.rows.length === 0 ? '' : ` ${coverage.rows.length === 1 ? 'The row' : `Each of ${counted(coverage.rows.length, 'row')}`} of tables applies in one.`}`
      : `${counted(coverage.findings.length, 'finding')}.`,
  );
  return `${lines.join('\n')}\n`;
};

type Row = readonly [clause: string, state: string, rule: string, decides: string, not: string];

/** Rows under each other: every column is as wide as its longest cell, and no narrower than is usual. */
const inColumns = (rows: readonly Row[]): readonly string[] => {
  const widest = (column: 0 | 1 | 2, least: number): number =>
    Math.max(least, ...rows.map((cells) => cells[column].length));
  const widths = [widest(0, 8), widest(1, 34), widest(2, 62)] as const;
  return rows.map(([clause, state, rule, decides, not]) =>
    `${clause.padEnd(widths[0])} ${state.padEnd(widths[1])} ${rule.padEnd(widths[2])} ${decides.padStart(7)} ${not.padStart(8)}`.trimEnd(),
  );
};

/** That each rule does not decide in another scenario, but for those that say that they always do. */
const elsewhere = ({ rules }: Coverage): string => {
  const always = rules.filter(({ decidesNot }) => decidesNot.length === 0).length;
  if (rules.length === 1) return always === 1 ? 'as it does in every case' : 'and does not in another';
  if (always === rules.length) return 'as they do in every case';
  const but = `, but for ${counted(always, 'rule')} that always ${always === 1 ? 'does' : 'do'}`;
  return `and do not in another${always === 0 ? '' : but}`;
};
