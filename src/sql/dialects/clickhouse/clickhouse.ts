import { isWhole } from '../../values/one-value.js';
import { nameOf, no, textOf } from '../../values/sql-text.js';
import type { Dialect } from '../dialect.js';
import { escaped, inLiterals } from '../in-literals.js';
import { addMonths } from './months.js';
import { asEmpty, field, nests, record, typeOf } from './nests.js';

/** ClickHouse: integers wrap there without a word, so that each is computed with as many bits as its bounds need. */
export const clickhouse: Dialect = {
  name: 'clickhouse',
  title: 'ClickHouse',
  typeOf,
  narrow: 'Nullable(Int64)',
  wide: 'Nullable(Int256)',
  absence: asEmpty,
  given: {
    // Of lists with dots in their names, those with one beginning are one table in a table to it, and must have as many items.
    nameOf: (name, { kind }) => (kind === 'list' ? name.replaceAll('.', '/') : name),
    typeOf,
    // No number but integers has bits.
    read: (column, type) =>
      isWhole(type) ? `bitOr(${column}, 0)` : type.kind === 'text' ? `toString(${column})` : column,
    misfits: () => no,
  },
  limits: { nameBytes: Infinity, columns: Infinity },
  levelEnd: '',
  // A backslash begins an escape in its texts and names.
  query: (sql) => inLiterals(sql, escaped, escaped),
  hasBit: (integer, bit) => `(bitAnd(${integer}, ${bit}) <> 0)`,
  quotient: (dividend, divisor) => `intDivOrZero(${dividend}, nullIf(${divisor}, 0))`,
  remainder: (dividend, divisor) => `moduloOrZero(${dividend}, nullIf(${divisor}, 0))`,
  least: (values) => `least(${values.join(', ')})`,
  greatest: (values) => `greatest(${values.join(', ')})`,
  addMonths,
  lengthOf: (text) => `lengthUTF8(${text})`,
  matches: (text, pattern) =>
    `(match(${text}, ${textOf(pattern.replace(/\\u([0-9a-f]{4})/g, '\\x{$1}'))}) = 1)`,
  isSame: (one, other) => `coalesce(${one} = ${other}, ((${one} IS NULL) AND (${other} IS NULL)))`,
  lists: nests,
  record,
  field,
  values: (rows, names, types) => {
    if (rows.length === 0)
      return `SELECT ${names.map((name, at) => `CAST(NULL AS ${types[at] ?? ''}) AS ${nameOf(name)}`).join(', ')} WHERE FALSE`;
    const structure = names.map((name, at) => `${nameOf(name)} ${types[at] ?? ''}`).join(', ');
    return `SELECT * FROM values(${textOf(structure)},\n${rows.map((row) => `    (${row.join(', ')})`).join(',\n')}\n  )`;
  },
};
