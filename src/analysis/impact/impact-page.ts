import { counted } from '../../language/numbers/counted.js';
import { escaped, htmlDocument, pageStyle } from '../pages/html.js';
import { tellAmount, tellGain } from '../../language/money/tell-amount.js';
import { notComparedWords, tellCount, tellShare } from './amount-words.js';
import { barChart, type BarRow } from './bar-chart.js';
import type { AmountsView, CasesView, DecisionView, ImpactReport, LargeView, SideView } from './report.js';
import { tellLarge, tellLater, tellNet, unsaidOf } from './tell-impact.js';

/** A report as one HTML document that needs nothing from outside, runs nothing, and prints with every trace open. */
export const impactPage = (report: ImpactReport): string => {
  const { to } = report;
  const title = `Impact of ${to.title}, revision ${to.revision}`;
  return htmlDocument(title, pageStyle + style, [
    `<h1>${escaped(title)}</h1>`,
    ...overview(report),
    ...report.decisions.flatMap(decisionSection),
    ...report.cohorts.flatMap(({ cohort, values }) => cohortSection(cohort, values)),
    ...largestSections(report),
  ]);
};

const style = [
  'table{margin:1rem 0}caption{text-align:left;font-weight:600}figure{margin:1rem 0}figcaption{font-weight:600}svg{width:100%;height:auto;font:13px system-ui,sans-serif}',
  'svg line{stroke:#888}.gain{fill:#1b6e9c}.loss{fill:#b4511d}td.number,th.number{text-align:right}',
  'pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#f6f6f6;padding:.5rem 1rem}',
  '.sides{display:grid;grid-template-columns:1fr 1fr;gap:1rem}@media(max-width:50rem){.sides{display:block}}',
  '@media print{details::details-content{content-visibility:visible;block-size:auto}figure,tr{break-inside:avoid}.sides{display:block}}',
].join('');

const overview = (report: ImpactReport): readonly string[] => {
  const { compared, changed, grounds, to } = report;
  const stay = compared - changed - grounds;
  return [
    p(
      `What this edition (${to.digest}, in effect from ${to.effectiveFrom}) would have decided of ${report.of}, as if it had governed every case.` +
        (report.earliest === null
          ? ''
          : ` The cases are as of ${report.earliest} to ${report.latest ?? ''}.`),
    ),
    barChart(`${counted(compared, 'decision')} compared`, [
      countRow('change', changed, compared),
      countRow('same, other clauses', grounds, compared),
      countRow('stay as they are', stay, compared),
    ]),
    h2('What customers gain and lose'),
    ...(report.amounts.length === 0 ? [p('Nothing.')] : []),
    ...report.amounts.map((one) => p(`${tellNet(one)}.`)),
    ...[...unsaidOf(report), ...tellLater(report)].map((line) => p(line.trim())),
    ...(report.notCompared.length === 0
      ? []
      : [
          h2('What is not compared'),
          table(
            ['Cases', 'Why'],
            report.notCompared.map(({ why, count }) => [tellCount(count), notComparedWords[why]]),
          ),
        ]),
    ...(report.errors.length === 0
      ? []
      : [
          table(
            ['Cases', 'What stands against them'],
            report.errors.map(({ error, count }) => [tellCount(count), error]),
          ),
        ]),
  ];
};

const countRow = (label: string, count: number, whole: number): BarRow => ({
  label,
  right: count,
  left: 0,
  told: `${tellCount(count)} (${tellShare(count, whole)})`,
});

const decisionSection = (one: DecisionView): readonly string[] => {
  const afters = [...new Set(one.outcomes.map(({ after }) => after))].sort();
  const befores = [...new Set(one.outcomes.map(({ before }) => before))];
  const countOf = (before: string, after: string): number =>
    one.outcomes.find((pair) => pair.before === before && pair.after === after)?.count ?? 0;
  return [
    h2(`Decision: ${one.decision}`),
    p(
      `${tellCount(one.changed)} of ${tellCount(one.compared)} change (${tellShare(one.changed, one.compared)}); ${tellCount(one.grounds)} come out the same on other clauses.`,
    ),
    table(
      ['Outcome before', ...afters.map((after) => `after: ${after}`)],
      befores.map((before) => [before, ...afters.map((after) => tellCount(countOf(before, after)))]),
      'Outcomes, from what to what',
    ),
    ...(one.clauses.length === 0
      ? []
      : [
          barChart(
            'Decisions in which a clause is newly cited (right) or no longer cited (left)',
            one.clauses.map(({ clause, lost, gained }) => ({
              label: `clause ${clause}`,
              right: gained,
              left: lost,
              told: `${tellCount(gained)} newly, ${tellCount(lost)} no longer`,
            })),
          ),
        ]),
    ...(one.effects.length === 0
      ? []
      : [
          table(
            ['Effect', 'Cases in which it changes', 'More', 'Less'],
            one.effects.map(({ effect, changed, units }) => [
              effect,
              tellCount(changed),
              units.map((sum) => tellAmount(sum.up, sum)).join('; '),
              units.map((sum) => tellAmount(sum.down, sum)).join('; '),
            ]),
            'What follows from the decisions',
          ),
        ]),
    ...one.amounts.map((amounts) => p(`Customers: ${tellNet(amounts)}.`)),
  ];
};

const cohortSection = (
  cohort: string,
  values: readonly ({ readonly value: string } & CasesView)[],
): readonly string[] => {
  const units = [
    ...new Map(values.flatMap(({ amounts }) => amounts.map((one) => [one.unit, one] as const))).values(),
  ];
  return [
    h2(`By ${cohort}`),
    ...units.map((unit) =>
      barChart(
        `What customers gain (right) and lose (left) in ${unit.unit}`,
        values.map(({ value, amounts }) =>
          amountRow(
            value,
            amounts.find((one) => one.unit === unit.unit),
            unit,
          ),
        ),
      ),
    ),
    table(
      [cohort, 'Compared', 'Changed', 'Customers'],
      values.map(({ value, compared, changed, amounts }) => [
        value,
        tellCount(compared),
        `${tellCount(changed)} (${tellShare(changed, compared)})`,
        amounts.map(tellNet).join('; ') || 'nothing',
      ]),
    ),
  ];
};

/** Lengths of bars need not be exact; what is told beside them is. */
const amountRow = (label: string, one: AmountsView | undefined, unit: AmountsView): BarRow => ({
  label,
  right: Number(one?.gained ?? 0n),
  left: Number(one?.lost ?? 0n),
  told: one === undefined ? 'nothing' : `${tellGain(one.gained, unit)}, ${tellGain(-one.lost, unit)}`,
});

const largestSections = ({ largest }: ImpactReport): readonly string[] =>
  largest.flatMap(({ unit, cases }) => [
    h2(`The largest in ${unit}`),
    ...cases.map(
      (one) =>
        `<details><summary>${escaped(tellLarge(one))}</summary>\n<div class="sides">${side('Before', one.before)}${side('After', one.after)}</div>${factsOf(one)}</details>`,
    ),
  ]);

const side = (name: string, { edition, trace }: SideView): string =>
  `<div><h3>${name}, under ${escaped(`${edition.revision} (${edition.digest})`)}</h3><pre>${escaped(trace ?? 'The release that decided it is not kept.')}</pre></div>`;

const factsOf = ({ facts }: LargeView): string =>
  `<h3>Facts</h3><pre>${escaped(JSON.stringify(facts, null, 2))}</pre>`;

const p = (text: string): string => `<p>${escaped(text)}</p>`;
const h2 = (text: string): string => `<h2>${escaped(text)}</h2>`;

const table = (head: readonly string[], rows: readonly (readonly string[])[], caption?: string): string => {
  const cells = (row: readonly string[]): string =>
    row
      .map((cell, i) => (i === 0 ? `<th scope="row">${escaped(cell)}</th>` : `<td>${escaped(cell)}</td>`))
      .join('');
  return [
    '<table>',
    ...(caption === undefined ? [] : [`<caption>${escaped(caption)}</caption>`]),
    `<thead><tr>${head.map((cell) => `<th scope="col">${escaped(cell)}</th>`).join('')}</tr></thead>`,
    '<tbody>',
    ...rows.map((row) => `<tr>${cells(row)}</tr>`),
    '</tbody></table>',
  ].join('\n');
};
