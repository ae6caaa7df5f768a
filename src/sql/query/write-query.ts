import type { Dialect } from '../dialects/dialect.js';
import { planColumns, why, type DecidedRows } from '../decision/conclude-rows.js';
import type { RowsFormula } from '../decision/decide-rows.js';
import { bitsOf, type SetPlan } from '../decision/plans.js';
import { commentOf, nameOf, no, textOf, type Sql } from '../values/sql-text.js';
import type { Layers } from './layers.js';
import { outputsOf } from './outputs.js';

/** What a query reads, and what it gives back. */
export interface Reading {
  /** The relation of facts, as SQL reads one: a name, or a `SELECT` in parentheses. */
  readonly from: Sql;
  /** Columns that are handed through, such as an id. */
  readonly keys: readonly string[];
}

/** The query that decides each row of a relation. A set of fired rules without a plan is left to the evaluator. */
export const decidingQuery = (
  rows: RowsFormula,
  decided: DecidedRows,
  plans: readonly SetPlan[],
  reading: Reading,
): string => {
  const { dialect, edition, ruleSet } = rows;
  const { document, revision, digest } = edition.identity;
  const outputs = outputsOf(decided);
  const select = [
    ...reading.keys.map((key) => `  ${nameOf(key)}`),
    ...outputs.map(({ name, sql, type }) => `  CAST(${sql} AS ${dialect.typeOf(type)}) AS ${nameOf(name)}`),
  ];
  const before = levels(rows.layers, 'facts', 'computed', dialect);
  const after = levels(decided.layers, 'planned', 'concluded', dialect);
  return dialect.query(
    [
      commentOf(`${ruleSet.decision} of ${document} ${revision}, ${digest}: ${ruleSet.question}`),
      'WITH',
      [
        factsPart(decided, reading, dialect),
        ...before.parts,
        firedPart(rows, before.last),
        plansPart(rows, plans),
        plannedPart(dialect),
        ...after.parts,
      ].join(',\n'),
      `SELECT\n${select.join(',\n')}\nFROM ${nameOf(after.last)}`,
    ].join('\n'),
  );
};

/** The query that finds the sets of fired rules that occur. Rows that are refused need no plan. */
export const setsQuery = (rows: RowsFormula, decided: DecidedRows, reading: Reading): string => {
  const { dialect } = rows;
  const before = levels(rows.layers, 'facts', 'computed', dialect);
  return dialect.query(
    [
      'WITH',
      [
        factsPart(decided, { ...reading, keys: [] }, dialect),
        ...before.parts,
        firedPart(rows, before.last),
      ].join(',\n'),
      `SELECT DISTINCT "fired" FROM "fired rules"`,
    ].join('\n'),
  );
};

/** The same with a row of each set: the smallest value of a column that is handed through. */
export const examplesQuery = (
  rows: RowsFormula,
  decided: DecidedRows,
  { from }: Pick<Reading, 'from'>,
  key: string,
): string => {
  const { dialect } = rows;
  const before = levels(rows.layers, 'facts', 'computed', dialect);
  return dialect.query(
    [
      'WITH',
      [
        factsPart(decided, { from, keys: [key] }, dialect),
        ...before.parts,
        firedPart(rows, before.last),
      ].join(',\n'),
      `SELECT "fired", min(${nameOf(key)}) AS "example" FROM "fired rules" GROUP BY "fired"`,
    ].join('\n'),
  );
};

const factsPart = (
  { given: { columns, presences, wrong } }: DecidedRows,
  { from, keys }: Reading,
  { given, levelEnd }: Dialect,
): string => {
  const names = columns.map(({ name }) => name);
  const read = [
    ...keys.filter((key) => !names.includes(key)).map((key) => `    ${nameOf(key)}`),
    ...columns.map(({ name, type }) => asColumn(given.read(nameOf(given.nameOf(name, type)), type), name)),
  ];
  const there = presences.map(({ name, sql }) => `    ${sql} AS ${nameOf(name)}`);
  const handed = [...keys.filter((key) => !names.includes(key)), ...presences.map(({ name }) => name)];
  const taken = [
    ...handed.map((name) => `    ${nameOf(name)}`),
    ...columns.map(({ name, taken: sql }) => asColumn(sql, name)),
    '    "facts refused"',
  ];
  return [
    `"given" AS (\n  SELECT\n${[...read, ...there].join(',\n')}\n  FROM ${from}${levelEnd}\n)`,
    `"looked at" AS (\n  SELECT *,\n    ${why(wrong)} AS "facts refused"\n  FROM "given"${levelEnd}\n)`,
    // A level of its own: some engines read a name for what is called so beside it.
    `"facts" AS (\n  SELECT\n${taken.join(',\n')}\n  FROM "looked at"${levelEnd}\n)`,
  ].join(',\n');
};

const asColumn = (sql: Sql, name: string): string =>
  sql === nameOf(name) ? `    ${sql}` : `    ${sql} AS ${nameOf(name)}`;

/** Levels of columns, each a query over the one before. */
const levels = (
  layers: Layers,
  first: string,
  name: string,
  { levelEnd }: Dialect,
): { readonly parts: readonly string[]; readonly last: string } => {
  const columns = layers.columns();
  const most = Math.max(0, ...columns.map(({ level }) => level));
  const parts = Array.from({ length: most }, (_, at) => {
    const here = columns.filter(({ level }) => level === at + 1);
    const lines = here.map(({ name: column, sql, about }, place) => {
      const comma = place === here.length - 1 ? '' : ',';
      const comment = about === null ? '' : ` ${commentOf(about)}`;
      return `    ${sql} AS ${nameOf(column)}${comma}${comment}`;
    });
    const from = at === 0 ? first : `${name} ${at}`;
    return `${nameOf(`${name} ${at + 1}`)} AS (\n  SELECT *,\n${lines.join('\n')}\n  FROM ${nameOf(from)}${levelEnd}\n)`;
  });
  return { parts, last: most === 0 ? first : `${name} ${most}` };
};

const firedPart = ({ ruleSet, fires, dialect }: RowsFormula, from: string): string => {
  const bits = bitsOf(ruleSet);
  const terms = ruleSet.rules.map((rule, place) => {
    const fired = fires.get(rule) ?? no;
    const bit = `CASE WHEN ${fired} THEN CAST(${bits.get(rule) ?? 0n} AS ${dialect.narrow}) ELSE 0 END`;
    return `    ${place === 0 ? '' : '+ '}${bit} ${commentOf(`${rule.id} (${rule.clauses.join(', ')})`)}`;
  });
  const sum = terms.length === 0 ? '    0' : terms.join('\n');
  return `"fired rules" AS (\n  SELECT *, (\n${sum}\n    ) AS "fired"\n  FROM ${nameOf(from)}${dialect.levelEnd}\n)`;
};

const plansPart = ({ dialect }: RowsFormula, plans: readonly SetPlan[]): string => {
  const texts = { kind: 'list', of: { kind: 'text' } } as const;
  const list = (items: readonly string[]): Sql => dialect.lists.of(items.map(textOf), texts.of);
  const values = dialect.values(
    plans.map(({ fired, standing, outcome, rules, clauses, readings }) => [
      `CAST(${fired} AS ${dialect.narrow})`,
      `CAST(${standing} AS ${dialect.narrow})`,
      textOf(outcome),
      list(rules),
      list(clauses),
      list(readings),
    ]),
    [
      'of set',
      ...Object.values(planColumns)
        .slice(1)
        .map((name) => name.slice(1, -1)),
    ],
    [
      dialect.narrow,
      dialect.narrow,
      dialect.typeOf(texts.of),
      ...Array<string>(3).fill(dialect.typeOf(texts)),
    ],
  );
  return `"plans" AS (\n  ${commentOf('Each set of fired rules, decided once: what stands, and what that cites.')}\n  ${values}\n)`;
};

const plannedPart = ({ levelEnd }: Dialect): string =>
  `"planned" AS (\n  SELECT *\n  FROM "fired rules" LEFT JOIN "plans" ON "fired" = "of set"${levelEnd}\n)`;
