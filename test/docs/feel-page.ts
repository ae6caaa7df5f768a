import {
  dmnSays,
  feelinSays,
  has,
  type FeelRow,
  type FeelSection,
  type FeelTable,
} from '../language/support/feel-table.js';
import { quoted, table } from './markdown.js';

/** The page on expressions, from the table that both evaluators are held to, and the version of feelin that it speaks of. */
export const feelPage = ({ sections }: FeelTable, feelinVersion: string): string => {
  const rows = sections.flatMap((section) => section.rows);
  const refused = rows.filter(({ refused: code }) => code !== undefined);
  const ofDmn = rows.filter((row) => row.refused === undefined && has(row, 'dmn'));
  const ofFeelin = rows.filter((row) => row.refused === undefined && isFeelinsOwn(row));
  return `# Expressions: the subset of FEEL

Editions compute in a typed subset of FEEL, the expression language of DMN 1.5 (chapter 10 of the specification). This page is made by \`npm run docs\` from
\`test/language/feel-table.yaml\`: ${rows.length} expressions, each with its value or the diagnostic that the author gets. The tests hold both evaluators to every
row, and feelin ${feelinVersion} by itself to what is said of it here, so that a difference that goes away is noticed. [authoring.md](authoring.md) is the shorter way
to learn what may be written, and \`clausebook eval 'EXPRESSION'\` evaluates one by itself; what an edition refuses has DMN's value there, where there is one to tell
(\`--batch\` takes a whole test kit), and where an edition computes something else than DMN, \`value\` is DMN's and \`edition\` the edition's.

Three principles explain most differences from DMN. What DMN answers with \`null\` at run time (wrong types, names and functions that are not there) is found when
the edition loads. What may be absent must be asked for before it is used, so that logic is two-valued and no absence decides anything unseen. What cannot
be computed (a division by 0) fails loudly, and nothing is decided.

Two functions of our own read what an expression by itself has not: \`figure at(vat, order.placedAt)\` is the value that a figure of parameters.yaml had at another time, and
\`require(x, "what is said")\` refuses the decision where \`x\` is absent ([authoring.md](authoring.md#expressions)).

Instants and durations are whole milliseconds inside; they stand here as RFC 3339 and ISO 8601 texts. Numbers are decimals of 34
digits inside an evaluation, as in DMN; in facts, records and answers they are numbers of JSON, and what leaves is the nearest of those
([ADR 20](decisions/0020-decimals-of-thirty-four-digits.md)).

## What there is

${sections.map(fineRows).join('\n\n')}

## Deviations from DMN

Expressions that have another value here than DMN gives them.

${differences(ofDmn)}

## Deviations of feelin

Expressions of the subset to which feelin ${feelinVersion} by itself gives another value than DMN. The reference evaluator is feelin on a rewritten expression, which closes these.

${differences(ofFeelin)}

## What is left out

FEEL, or what looks like it, that editions may not use, with the code of the diagnostic ([errors.md](errors.md)). Where feelin differs from DMN, that is told.

${sections
  .filter((section) => section.rows.some((row) => refused.includes(row)))
  .map(refusedRows)
  .join('\n\n')}
`;
};

const isFeelinsOwn = (row: FeelRow): boolean => has(row, 'feelin') || row.feelinFails === true;

const fineRows = ({ title, dmn, rows }: FeelSection): string =>
  `### ${title}

DMN: ${dmn}.

${table(
  ['expression', 'with', 'value'],
  rows
    .filter(({ refused }) => refused === undefined)
    .map((row) => [quoted(row.feel), given(row), oursOf(row)]),
)}`;

const differences = (rows: readonly FeelRow[]): string =>
  table(
    ['expression', 'with', 'here', 'DMN', 'feelin', 'why'],
    rows.map((row) => [
      quoted(row.feel),
      given(row),
      oursOf(row),
      written(dmnSays(row)),
      feelinOf(row),
      row.why ?? '',
    ]),
  );

const refusedRows = ({ title, rows }: FeelSection): string =>
  `### ${title}: left out

${table(
  ['expression', 'code', 'DMN', 'why'],
  rows
    .filter(({ refused }) => refused !== undefined)
    .map((row) => [quoted(row.feel), quoted(row.refused ?? ''), dmnOf(row), row.why ?? '']),
)}`;

const oursOf = (row: FeelRow): string => (row.fails === true ? 'fails' : written(row.is));

const feelinOf = (row: FeelRow): string => (row.feelinFails === true ? 'fails' : written(feelinSays(row)));

const dmnOf = (row: FeelRow): string => {
  const dmn = row.notFeel === true ? 'no FEEL' : written(row.dmn);
  return has(row, 'feelin') ? `${dmn}; feelin: ${feelinOf(row)}` : dmn;
};

const given = (row: FeelRow): string =>
  Object.entries(row.with ?? {})
    .map(([name, value]) => `${name} = ${written(value)}`)
    .join(', ');

/** A value as FEEL or JSON would write it, instants and durations as their texts. */
const written = (value: unknown): string => quoted(JSON.stringify(value));
