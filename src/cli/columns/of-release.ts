import type { Edition } from '../../edition/model/edition.js';
import type { RuleSet } from '../../edition/model/rule-set.js';
import { recordedColumns } from '../../sql/columns/recorded-columns.js';
import type { DuckDb } from '../../sql/duckdb/open-duckdb.js';
import { nameOf, type Sql } from '../../sql/values/sql-text.js';

/**
 * A relation whose columns have, by their plain names, the types that a release gives them, also where another release has a column of that name
 * and of another type (`NAME:TYPE`). What had the plain name is there as `NAME:other`.
 */
export const ofRelease = async (
  { ask }: Pick<DuckDb, 'ask'>,
  relation: Sql,
  edition: Edition,
  ruleSet: RuleSet,
): Promise<Sql> => {
  const there = new Set((await ask(`DESCRIBE SELECT * FROM ${relation}`)).map((row) => row['column_name']));
  const apart = recordedColumns(edition, ruleSet, true).types.filter(([name, type]) =>
    there.has(`${name}:${type}`),
  );
  if (apart.length === 0) return relation;
  const gone = apart.flatMap(([name, type]) => [name, `${name}:${type}`].filter((one) => there.has(one)));
  const named = apart.flatMap(([name, type]) => [
    `${nameOf(`${name}:${type}`)} AS ${nameOf(name)}`,
    ...(there.has(name) ? [`${nameOf(name)} AS ${nameOf(`${name}:other`)}`] : []),
  ]);
  return `(SELECT * EXCLUDE (${gone.map(nameOf).join(', ')}), ${named.join(', ')} FROM ${relation})`;
};
