import type { Dialect } from '../dialects/dialect.js';
import { Untranslatable } from '../untranslatable.js';
import { absent, atOneScale, present, type Column } from './column.js';
import { and, no, not, or, surely, yes, type Sql } from './sql-text.js';

/** Whether two values are the same: absent is the same as absent, records part by part. Never NULL but where a required fact lacks. */
export const same = (left: Column, right: Column, dialect: Dialect): Sql => {
  if (left.kind === 'nothing') return absent(right);
  if (right.kind === 'nothing') return absent(left);
  if (left.kind === 'record' && right.kind === 'record') {
    const inside = and(
      ...[...left.fields].map(([name, field]) =>
        surely(same(field, right.fields.get(name) ?? { kind: 'nothing' }, dialect)),
      ),
    );
    return left.present === yes && right.present === yes
      ? inside
      : or(and(absent(left), absent(right)), and(present(left), present(right), inside));
  }
  if (left.kind === 'list' && right.kind === 'list') return dialect.isSame(left.sql, right.sql);
  if (left.kind !== 'scalar' || right.kind !== 'scalar') return no;
  if (left.quotient !== undefined || right.quotient !== undefined)
    throw new Untranslatable('a comparison with a quotient that is not rounded');
  const [one, other] =
    left.bounds === undefined || right.bounds === undefined ? [left, right] : atOneScale(left, right);
  if (one.isNullable && other.isNullable) return dialect.isSame(one.sql, other.sql);
  const isSame =
    other.sql === 'TRUE' ? one.sql : other.sql === 'FALSE' ? not(one.sql) : `(${one.sql} = ${other.sql})`;
  return one.isNullable || other.isNullable ? surely(isSame) : isSame;
};
