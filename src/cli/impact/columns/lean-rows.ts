import type { Edition } from '../../../edition/model/edition.js';
import type { RuleSet } from '../../../edition/model/rule-set.js';
import { jsonColumns, type JsonColumns } from '../../../sql/columns/json-columns.js';
import { effectColumn, recordedValues, type ColumnType } from '../../../sql/columns/recorded-columns.js';
import type { Known } from '../../../sql/columns/typed-value.js';
import { nameOf, textOf, type Sql } from '../../../sql/values/sql-text.js';
import type { PlainLines } from '../../columns/cut-lines.js';
import { holdsName, recordSql, usualBytes } from '../../columns/plain-rows.js';

/** How DuckDB reads of the lines of a decision under a release what a comparison needs, and no more. */
export interface LeanRows {
  readonly types: readonly ColumnType[];
  /** A query of the rows of a file of lines: a column for each type, and {@link holdsName}, FALSE where the others may say something else than the line does. */
  readonly query: (file: string, lines: Pick<PlainLines, 'longest' | 'decision' | 'release'>) => Sql;
}

/** The columns of a record that a comparison may read. */
const recordColumns: readonly ColumnType[] = [
  ['asOf', 'BIGINT'],
  ['decided.at', 'TIMESTAMP'],
  ['decided.sequence', 'BIGINT'],
  ['decided.document', 'VARCHAR'],
  ['decided.revision', 'VARCHAR'],
  ['decided.release', 'VARCHAR'],
  ['decided.outcome', 'VARCHAR'],
  ['decided.clauses', 'VARCHAR[]'],
  ['decided.discretion', 'VARCHAR'],
  ['decided.invalid', 'VARCHAR'],
];

/** What is needed of a record. */
export interface Needed {
  /** Whether a column of a fact is read. */
  readonly isRead: (column: string) => boolean;
  /** Whether of a fact that is not read it must be known that it is given: it has one column, whatever it is. */
  readonly isLookedFor: (fact: string) => boolean;
  /** Whether all facts are needed as JSON too. */
  readonly needsFacts: boolean;
}

/** Makes the query. */
export const leanRows = (edition: Edition, ruleSet: RuleSet, needed: Needed): LeanRows => {
  const { facts, effects } = recordedValues(edition, ruleSet, true);
  const ofFacts = facts.flatMap(([name, known]): readonly (readonly [string, JsonColumns])[] => {
    const wanted = wantedOf(name, known, needed);
    return wanted === undefined ? [] : [[name, jsonColumns(name, wanted, `facts.${nameOf(name)}`)]];
  });
  const ofEffects = effects.map(
    ([name, known]) =>
      [name, jsonColumns(effectColumn(name), known, `body.decision.effects.${nameOf(name)}`)] as const,
  );
  const made = [...ofEffects, ...ofFacts].map(([, one]) => one);
  // Facts that are needed as JSON are a text, from which their values are taken: a member is read once.
  const isText = needed.needsFacts;
  const record: readonly ColumnType[] = [
    ...recordColumns,
    ...(isText ? ([['decided.facts', 'VARCHAR']] as const) : []),
  ];
  const columns = [
    ...record.map(([name, type]) => ({ name, type, sql: recordSql[name] ?? `CAST(NULL AS ${type})` })),
    ...made.flatMap((one) => one.columns),
  ];
  const form = Object.fromEntries(ofFacts.map(([name, one]) => [name, one.form]));
  const taken =
    ofFacts.length === 0
      ? 'NULL'
      : isText
        ? `json_transform(body.inputs.facts, ${textOf(JSON.stringify(form))})`
        : 'body.inputs.facts';
  const body = structOf({
    cites: ['VARCHAR'],
    decidedAt: 'VARCHAR',
    decision: {
      ...{ discretion: 'VARCHAR', outcome: 'VARCHAR' },
      ...(ofEffects.length === 0
        ? {}
        : { effects: Object.fromEntries(ofEffects.map(([name, one]) => [name, one.form])) }),
    },
    inputs: {
      ...{ asOf: 'VARCHAR', decision: 'VARCHAR', invalid: 'VARCHAR' },
      edition: { digest: 'VARCHAR', document: 'VARCHAR', revision: 'VARCHAR' },
      ...(isText || ofFacts.length === 0 ? { facts: 'VARCHAR' } : { facts: form }),
    },
    sequence: 'BIGINT',
  });
  return {
    types: columns.map(({ name, type }) => [name, type]),
    query: (file, { decision, release, longest }) => {
      const holds = [
        `body.inputs.decision = ${textOf(decision)}`,
        `body.inputs.edition.digest = ${textOf(release)}`,
        ...made.flatMap((one) => one.holds),
        ...['asOf', 'decided.at', 'decided.sequence', 'decided.outcome'].map(
          (name) => `${recordSql[name] ?? ''} IS NOT NULL`,
        ),
      ];
      const selected = columns.map(({ name, sql }) => `${sql} AS ${nameOf(name)}`);
      return `SELECT ${selected.join(', ')}, coalesce(${holds.join(' AND ')}, FALSE) AS ${nameOf(holdsName)} FROM (SELECT body, ${taken} AS facts FROM read_json(${textOf(file)}, format = 'newline_delimited', records = true, columns = {body: ${textOf(body)}}, maximum_object_size = ${Math.max(usualBytes, longest + 1)}))`;
    },
  };
};

/** What of a value is needed; `undefined` where nothing is. */
const wantedOf = (name: string, known: Known, needed: Needed): Known | undefined => {
  if (known.kind !== 'record') {
    if (needed.isRead(name)) return known;
    return needed.isLookedFor(name) ? given : undefined;
  }
  const fields = known.fields.flatMap(([field, of]): readonly (readonly [string, Known])[] => {
    const wanted = wantedOf(`${name}.${field}`, of, needed);
    return wanted === undefined ? [] : [[field, wanted]];
  });
  const isPart = fields.length > 0 || needed.isRead(name);
  if (needed.isLookedFor(name)) return isPart ? known : given;
  return isPart ? { ...known, fields } : undefined;
};

/** Anything, as its JSON. */
const given: Known = { kind: 'scalar', of: 'text' };

/** What `json_transform` takes as a form, as a type. */
const structOf = (form: unknown): Sql => {
  if (typeof form === 'string') return form;
  if (Array.isArray(form)) return `${structOf(form[0])}[]`;
  const fields = Object.entries(form as Readonly<Record<string, unknown>>); // a form has no other parts
  return `STRUCT(${fields.map(([name, of]) => `${nameOf(name)} ${structOf(of)}`).join(', ')})`;
};
