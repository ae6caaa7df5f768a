import { counted } from '../../language/numbers/counted.js';
import type { AmountsView, CasesView, DecisionView, ImpactReport, LargeView } from './report.js';
import { tellAmount, tellGain } from '../../language/money/tell-amount.js';
import { notComparedWords, tellCount, tellShare } from './amount-words.js';

/**
 * A report as text for a terminal.
 * @param traces whether the largest cases are told in full, with their facts, which may be personal
 */
export const tellImpact = (report: ImpactReport, traces = true): string => {
  const { to, compared, changed, grounds } = report;
  const lines = [
    `What ${to.title}, revision ${to.revision} (${to.digest}), would have decided of ${report.of}, as if it had governed every case.`,
    '',
    `Compared ${counted(compared, 'decision')}${report.earliest === null ? '' : `, asked as of ${report.earliest} to ${report.latest ?? ''}`}.`,
    `  ${tellCount(changed)} change (${tellShare(changed, compared)})`,
    `  ${tellCount(grounds)} come out the same on other clauses`,
    `  ${tellCount(compared - changed - grounds)} stay as they are`,
    ...report.notCompared.map(
      ({ why, count }) => `Not compared: ${tellCount(count)}, ${notComparedWords[why]}.`,
    ),
    ...report.errors.slice(0, mostErrors).map(({ error, count }) => `  ${tellCount(count)} × ${error}`),
    ...tellRest(report.errors.length - mostErrors, 'kinds of errors'),
    '',
    'What customers gain and lose:',
    ...tellAmounts(report, '  '),
    ...unsaidOf(report),
    ...tellLater(report),
    ...report.decisions.flatMap(tellDecision),
    ...report.cohorts.flatMap(({ cohort, values }) => [
      '',
      `By ${cohort}:`,
      ...values
        .slice(0, mostValues)
        .flatMap(({ value, ...cases }) => [
          `  ${value}: ${tellCount(cases.changed)} of ${tellCount(cases.compared)} change`,
          ...(cases.amounts.length === 0 ? [] : tellAmounts(cases, '    ')),
        ]),
      ...tellRest(values.length - mostValues, 'values'),
    ]),
    ...report.largest.flatMap(({ unit, cases }) => [
      '',
      `The largest in ${unit}:`,
      ...cases.map((one, i) => `  ${i + 1}. ${tellLarge(one)}`),
    ]),
  ];
  const told = traces ? report.largest.flatMap(({ cases }) => cases.flatMap(tellTraces)) : [];
  return `${[...lines, ...told].join('\n')}\n`;
};

const mostErrors = 20;
const mostValues = 40;

const tellRest = (more: number, what: string): readonly string[] =>
  more > 0 ? [`  and ${tellCount(more)} more ${what} (\`--json\`)`] : [];

/** What customers gain and lose, a line for each unit. */
export const tellAmounts = ({ amounts }: Pick<CasesView, 'amounts'>, indent: string): readonly string[] =>
  amounts.length === 0 ? [`${indent}nothing`] : amounts.map((one) => `${indent}${tellNet(one)}`);

/** What is gained and lost in one unit, in a line. */
export const tellNet = (one: AmountsView): string =>
  `${tellGain(one.net, one)} in all: ${tellCount(one.gainers)} gain ${tellAmount(one.gained, one)}, ` +
  `${tellCount(one.losers)} lose ${tellAmount(one.lost, one)}`;

/** Amounts that change, of which nobody said whose gain they are. */
export const unsaidOf = ({ decisions }: ImpactReport): readonly string[] => {
  const unsaid = decisions.flatMap(({ decision, effects }) =>
    effects
      .filter(({ customer, units }) => customer === null && units.length > 0)
      .map(({ effect }) => `${decision}.${effect}`),
  );
  return unsaid.length === 0
    ? []
    : [
        `  Not in these sums, since the edition does not say whose gain they are: ${unsaid.join(', ')} (\`customer\` of the effect, \`--gains\`, \`--pays\`).`,
      ];
};

/** Figures that change only later. */
export const tellLater = ({ laterFigures }: ImpactReport): readonly string[] =>
  laterFigures.length === 0
    ? []
    : [
        `  Not in these sums, since they begin after the latest case: ${laterFigures.map(({ parameter, from }) => `${parameter} from ${from}`).join(', ')}.`,
      ];

const tellDecision = (one: DecisionView): readonly string[] => [
  '',
  `${one.decision}: ${tellCount(one.changed)} of ${tellCount(one.compared)} change (${tellShare(one.changed, one.compared)})`,
  ...one.outcomes.map(
    ({ before, after, count }) =>
      `  ${before === after ? `${before}, as before` : `${before} → ${after}`}: ${tellCount(count)}`,
  ),
  ...one.clauses.map(
    ({ clause, lost, gained }) =>
      `  clause ${clause}: no longer cited in ${tellCount(lost)}, newly cited in ${tellCount(gained)}`,
  ),
  ...one.effects.map((effect) => {
    const moved = effect.units.map(
      (sum) => `${tellAmount(sum.up, sum)} more, ${tellAmount(sum.down, sum)} less`,
    );
    return `  ${effect.effect} changes in ${tellCount(effect.changed)}${moved.length === 0 ? '' : `: ${moved.join('; ')}`}`;
  }),
  ...tellAmounts(one, '  customers: '),
];

/** One of the largest cases in a line. */
export const tellLarge = ({ gain, decision, id, at, asOf, before, after, ...unit }: LargeView): string =>
  `${tellGain(gain, unit)}: ${decision} as of ${asOf}, ${before.outcome} → ${after.outcome} (${id ?? at})`;

const tellTraces = (one: LargeView): readonly string[] => [
  '',
  `--- ${tellLarge(one)}`,
  '',
  `Before, under ${one.before.edition.revision} (${one.before.edition.digest}):`,
  '',
  one.before.trace ?? 'The release that decided it is not kept.',
  `After, under ${one.after.edition.revision} (${one.after.edition.digest}):`,
  '',
  one.after.trace ?? '',
];
