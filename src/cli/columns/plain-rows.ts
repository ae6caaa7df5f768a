import type { Edition } from '../../edition/model/edition.js';
import type { RuleSet } from '../../edition/model/rule-set.js';
import { instantMs, jsonColumns } from '../../sql/columns/json-columns.js';
import { effectColumn, recordedValues, type ColumnType } from '../../sql/columns/recorded-columns.js';
import { nameOf, textOf, type Sql } from '../../sql/values/sql-text.js';
import type { PlainLines } from './cut-lines.js';
import { recordTypes } from './rows-of-lines.js';

/** How SQL makes rows of plain lines of a decision under a release. */
export interface PlainRows {
  readonly types: readonly ColumnType[];
  /**
   * A query of the rows of a file of lines, with a column for each type, and {@link holdsName}: whether they are what reading the lines one by one makes.
   * @param named the name that a column is given, by its plain name
   */
  readonly query: (file: string, lines: Omit<PlainLines, 'pieces'>, named: (plain: string) => string) => Sql;
}

/** No name of a fact begins so. */
export const holdsName = ':holds';

const body = `STRUCT("chain" VARCHAR, "cites" VARCHAR[], "decidedAt" VARCHAR, "decision" STRUCT("discretion" VARCHAR, "effects" VARCHAR, "outcome" VARCHAR, "readings" VARCHAR[], "standing" VARCHAR[]), "id" VARCHAR, "inputs" STRUCT("asOf" VARCHAR, "decision" VARCHAR, "edition" STRUCT("digest" VARCHAR, "document" VARCHAR, "revision" VARCHAR), "facts" VARCHAR, "invalid" VARCHAR), "sequence" BIGINT)`;

/** Where each column of a record stands in it. */
export const recordSql: Readonly<Record<string, Sql>> = {
  id: 'body.id',
  asOf: instantMs('body.inputs."asOf"'),
  'decided.at': `TRY_CAST(rtrim(body."decidedAt", 'Z') AS TIMESTAMP)`,
  'decided.chain': 'body.chain',
  'decided.sequence': 'body.sequence',
  'decided.hash': 'hash',
  'decided.document': 'body.inputs.edition.document',
  'decided.revision': 'body.inputs.edition.revision',
  'decided.release': 'body.inputs.edition.digest',
  'decided.decision': 'body.inputs.decision',
  'decided.outcome': 'body.decision.outcome',
  'decided.rules': 'body.decision.standing',
  'decided.clauses': 'body.cites',
  'decided.readings': 'body.decision.readings',
  'decided.effects': 'body.decision.effects',
  'decided.discretion': 'body.decision.discretion',
  'decided.invalid': 'body.inputs.invalid',
  'decided.facts': 'body.inputs.facts',
  // Lines with personal values among the facts, and with any where these are exported, are read one by one.
  'decided.personal': 'CAST(NULL AS VARCHAR)',
  'decided.subject': 'CAST(NULL AS VARCHAR)',
  'decided.metadata': 'CAST(NULL AS VARCHAR)',
};

/** Makes the query of a decision under a release. */
export const makePlainRows = (edition: Edition, ruleSet: RuleSet, withPersonal: boolean): PlainRows => {
  const { facts, effects } = recordedValues(edition, ruleSet, withPersonal);
  const taken = (
    from: string,
    values: typeof facts,
    columnOf: (name: string) => string,
  ): readonly (readonly [name: string, made: ReturnType<typeof jsonColumns>])[] =>
    values.map(([name, known]) => [name, jsonColumns(columnOf(name), known, `${from}.${nameOf(name)}`)]);
  const [ofFacts, ofEffects] = [
    taken('facts', facts, (name) => name),
    taken('effects', effects, effectColumn),
  ];
  const made = [...ofEffects, ...ofFacts].map(([, one]) => one);
  const own = recordTypes(withPersonal);
  const columns = [
    ...own.map(([name, type]) => ({ name, type, sql: recordSql[name] ?? `CAST(NULL AS ${type})` })),
    ...made.flatMap((one) => one.columns),
  ];
  const transformed = (json: Sql, name: string, of: typeof ofFacts): readonly Sql[] =>
    of.length === 0
      ? []
      : [
          `json_transform(${json}, ${textOf(JSON.stringify(Object.fromEntries(of.map(([field, { form }]) => [field, form]))))}) AS ${name}`,
        ];
  const read = [
    ...['body', 'hash'],
    ...transformed('body.inputs.facts', 'facts', ofFacts),
    ...transformed('body.decision.effects', 'effects', ofEffects),
  ];
  return {
    types: columns.map(({ name, type }) => [name, type]),
    query: (file, { decision, release, day, longest }, named) => {
      const holds = [
        `body.inputs.decision = ${textOf(decision)}`,
        `body.inputs.edition.digest = ${textOf(release)}`,
        `starts_with(body."decidedAt", ${textOf(`${day}T`)})`,
        `NOT contains(body.inputs.facts, '{"commitment":')`,
        ...made.flatMap((one) => one.holds),
        ...['id', 'asOf', 'decided.at', 'decided.sequence', 'decided.outcome'].map(
          (name) => `${recordSql[name] ?? ''} IS NOT NULL`,
        ),
      ];
      const selected = columns.map(({ name, sql }) => `${sql} AS ${nameOf(named(name))}`);
      return `SELECT ${selected.join(', ')}, coalesce(${holds.join(' AND ')}, FALSE) AS ${nameOf(holdsName)} FROM (SELECT ${read.join(', ')} FROM read_json(${textOf(file)}, format = 'newline_delimited', columns = {body: ${textOf(body)}, hash: 'VARCHAR'}, maximum_object_size = ${Math.max(usualBytes, longest + 1)}))`;
    },
  };
};

/** DuckDB takes memory for many rows of so many bytes. */
export const usualBytes = 256 * 1024;
