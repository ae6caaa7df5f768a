import assert from 'node:assert/strict';
import { evaluate } from 'feelin';
import type { Edition } from '../../../src/edition/model/edition.js';
import { outward } from '../../../src/engine/facts/fact-values.js';
import type { Evaluator, Explained, Question } from '../../../src/engine/evaluation.js';
import type { Scope } from '../../../src/language/syntax/expression.js';
import { durationMs, formatInstant, parseInstant } from '../../../src/language/instants.js';
import { readTemporal } from '../../../src/language/time/temporal-texts.js';
import { isTemporal } from '../../../src/language/types/type-relations.js';
import { parseExpression } from '../../../src/language/syntax/parse-expression.js';
import type { Type, Value } from '../../../src/language/types/types.js';
import { asked, boatHire } from '../../support/boat-hire.js';
import { scopeOf } from './scope.js';
import type { FeelRow, FeelTable } from './feel-table.js';

/** Rows that read the same values, as definitions of one small edition. */
export interface RowGroup {
  readonly rows: readonly FeelRow[];
  readonly edition: Edition;
  readonly question: Question;
}

/** The types of the names that rows may read. */
export const scopeOfTable = (table: FeelTable): Scope => {
  const { facts } = editionOf(
    Object.keys(table.names).map((name) => ({ feel: name })),
    table.names,
  );
  const types = [...facts].map(([name, { shape }]): [string, Type] => [name, shape.type]);
  return scopeOf({ ...Object.fromEntries(types), asOf: { kind: 'instant' } });
};

/** The codes of what is wrong with an expression, none where it is fine. */
export const codesOf = (source: string, scope: Scope): readonly string[] => {
  const parsed = parseExpression(source, scope);
  return parsed.ok ? [] : parsed.errors.map(({ code }) => code);
};

/** The rows that have a value, by what they read; one that fails is a group of its own, or it would fail the others. */
export const groupsOf = (table: FeelTable): readonly RowGroup[] => {
  const groups = new Map<string, FeelRow[]>();
  for (const row of table.sections.flatMap(({ rows }) => rows)) {
    if (row.refused !== undefined) continue;
    const key = JSON.stringify([row.with ?? {}, row.fails === true ? row.feel : null]);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].map((rows) => groupOf(rows, table));
};

const groupOf = (rows: readonly FeelRow[], { names }: FeelTable): RowGroup => {
  const { asOf, ...facts } = rows[0]?.with ?? {};
  const read = Object.entries(names).filter(([name]) => Object.hasOwn(facts, name));
  return {
    rows,
    edition: editionOf(rows, Object.fromEntries(read)),
    question: asked({ facts: withoutNull(facts), ...(typeof asOf === 'string' ? { asOf } : {}) }),
  };
};

/** An edition with a definition for each row; its one rule needs the last definition, which needs all others, whatever their types. */
const editionOf = (rows: readonly FeelRow[], names: Readonly<Record<string, object>>): Edition => {
  const clauses = ['1.1'];
  const terms = rows.map(({ feel }, i) => ({ term: `row${i}`, clauses, is: feel }));
  const all = `count([{ ${terms.map(({ term }) => `${term}: ${term}`).join(', ')} }])`;
  return boatHire({
    ...(Object.keys(names).length === 0 ? {} : { facts: JSON.stringify(names) }),
    definitions: JSON.stringify([...terms, { term: 'all', clauses, is: all }]),
    zones: zonesIn(rows),
    rules: '[{ id: told, then: { outcome: goes-out, because: "{all}" } }]',
  });
};

/** The zones that rows name. */
const zonesIn = (rows: readonly Pick<FeelRow, 'feel'>[]): readonly string[] => [
  ...new Set(
    rows.flatMap(({ feel }) => [...feel.matchAll(/"([A-Z][a-z]+\/\w+)"/g)].map(([, zone = '']) => zone)),
  ),
];

/** A fact that is none is left out: its default says so. */
const withoutNull = (facts: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null));

/** What an evaluator makes of a group: each row's value as told outside, or that it threw. */
export const valuesOf = async (
  evaluator: Evaluator,
  { rows, question }: RowGroup,
): Promise<readonly Value[] | 'threw'> => {
  let explained: Explained;
  try {
    explained = await evaluator.explain(question);
  } catch {
    return 'threw';
  }
  if (explained.code === 'out-of-range') return 'threw';
  assert.ok(explained.code === 'decided', JSON.stringify(explained));
  const { definitions } = explained.trace;
  return rows.map((row, i) => {
    const found = definitions.find(({ term }) => term === `row${i}`);
    assert.ok(found !== undefined, `${row.feel} was not computed`);
    return found.value;
  });
};

/** What a row says that its value is, as it is told outside: dates and durations as texts. */
export const expectedOf = (row: FeelRow, scope: Scope): Value => {
  const parsed = parseExpression(row.feel, scope);
  assert.ok(parsed.ok, `${row.feel}: ${JSON.stringify(parsed)}`);
  return outward(inside(row.is, parsed.expression.type), parsed.expression.type);
};

/** A written value as the engine holds it. */
const inside = (written: unknown, type: Type): Value => {
  if (Array.isArray(written)) {
    const item: Type = type.kind === 'list' ? type.of : { kind: 'null' };
    return written.map((each: unknown) => inside(each, item));
  }
  if (typeof written === 'object' && written !== null) {
    const fields = type.kind === 'record' ? type.fields : {};
    const entries = Object.entries(written) as readonly (readonly [string, unknown])[]; // `any` otherwise
    return Object.fromEntries(
      entries.map(([name, value]) => [name, inside(value, fields[name] ?? { kind: 'null' })]),
    );
  }
  if (isTemporal(type) && typeof written === 'string') return readTemporal(written, type.kind) ?? null;
  return written as Value; // a scalar of YAML
};

/** What feelin makes of a row by itself, as JSON, or that it threw. */
export const feelinAlone = (row: FeelRow, table: FeelTable, scope: Scope): unknown => {
  const context = Object.fromEntries(
    Object.entries(row.with ?? {}).map(([name, value]) => [
      name,
      forFeelin(value, scope.resolve([name])?.type),
    ]),
  );
  const known = new Set([...Object.keys(table.names), 'asOf']);
  assert.deepEqual(
    Object.keys(context).filter((name) => !known.has(name)),
    [],
  );
  try {
    return comparable(JSON.parse(JSON.stringify(evaluate(row.feel, context).value)) as unknown); // `any` otherwise
  } catch {
    return 'threw';
  }
};

/** Instants become feelin's; fields that are left out are none. */
const forFeelin = (value: unknown, type: Type | undefined): unknown => {
  if (value === null || type === undefined) return value;
  if (isTemporal(type) && typeof value === 'string') return evaluate(`@"${value}"`).value;
  if (type.kind === 'list' && Array.isArray(value)) return value.map((item) => forFeelin(item, type.of));
  if (type.kind === 'record')
    return Object.fromEntries(
      Object.entries(type.fields).map(([name, field]) => [
        name,
        forFeelin(Object.getOwnPropertyDescriptor(value, name)?.value ?? null, field),
      ]),
    );
  return value;
};

/** The same text for the same instant or duration, however it is written. */
export const comparable = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, comparable(field)]));
  if (typeof value !== 'string') return value === 0 ? 0 : value;
  const parsed = parseInstant(value);
  if (parsed.ok) return formatInstant(parsed.epochMs);
  const milliseconds = durationMs(value);
  return milliseconds === undefined ? value : `${milliseconds} ms`;
};
