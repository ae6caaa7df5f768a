import type { FunctionName } from '../../language/syntax/expression.js';
import { Untranslatable } from '../untranslatable.js';
import { isWithin, type Bounds } from '../values/bounds.js';
import { whole, type Column, type Scalar } from '../values/column.js';
import { scalarOf } from '../values/column.js';
import { and, choose, not, or, type Sql } from '../values/sql-text.js';
import { areNarrow, boundsOf, combined, floorDivided } from './numbers.js';
import type { Translating } from './translating.js';

/** How what lies between two integers is rounded: from the part before the point to the next away from zero, where a condition holds. */
type GoesUp = (of: Divided, given: Translating) => Sql;

/** A quotient before it is rounded. */
interface Divided {
  readonly rest: Sql;
  readonly divisor: Sql;
  /** The part before the point. */
  readonly before: Sql;
  readonly isNarrow: boolean;
}

const isHalf = (sign: '>' | '>=' | '=', { rest, divisor }: { rest: Sql; divisor: Sql }): Sql =>
  `(2 * abs(${rest}) ${sign} abs(${divisor}))`;

const ways: Readonly<Partial<Record<FunctionName, GoesUp>>> = {
  'round up': ({ rest }) => `(${rest} <> 0)`,
  'round half up': (of) => isHalf('>=', of),
  'round half down': (of) => isHalf('>', of),
  'round half even': halfEven,
  decimal: halfEven,
};

function halfEven(of: Divided, { dialect }: Translating): Sql {
  return or(
    isHalf('>', of),
    and(isHalf('=', of), `(${dialect.remainder(of.before, '2', of.isNarrow)} <> 0)`),
  );
}

/** Whether a function rounds. */
export const isRounding = (name: FunctionName): boolean =>
  ['floor', 'ceiling', 'round down'].includes(name) || ways[name] !== undefined;

/** A number that is rounded: exactly, also where it is a quotient. */
export const rounded = (name: FunctionName, given: readonly Column[], translating: Translating): Scalar => {
  const value = scalarOf(given[0] ?? { kind: 'nothing' });
  const digits = given[1] === undefined ? 0n : knownInteger(scalarOf(given[1]));
  if (digits === undefined || digits < 0n || digits > 9n)
    throw new Untranslatable('rounding to a number of digits that is computed, negative or large');
  if (value.quotient === undefined && BigInt(value.scale ?? 0) <= digits) return value;
  const { dividend, divisor } = asQuotient(value);
  const grown = digits === 0n ? dividend : combined('*', dividend, literal(10n ** digits), translating);
  const result = toInteger(name, shared(grown, translating), shared(divisor, translating), translating);
  return digits === 0n ? result : { ...result, scale: Number(digits) };
};

const toInteger = (
  name: FunctionName,
  dividend: Scalar,
  divisor: Scalar,
  translating: Translating,
): Scalar => {
  const { dialect, under, doubts } = translating;
  if (name === 'floor') return floorDivided(dividend, divisor, translating);
  if (name === 'ceiling') {
    const down = floorDivided(combined('-', literal(0n), dividend, translating), divisor, translating);
    return combined('-', literal(0n), down, translating);
  }
  const bounds = boundsOf(dividend);
  const size = bounds[1] > -bounds[0] ? bounds[1] : -bounds[0];
  const isNarrow = areNarrow(dividend, divisor);
  const before = dialect.quotient(dividend.sql, divisor.sql, isNarrow);
  const result = (sql: Sql): Scalar => whole(sql, [-size - 1n, size + 1n], true);
  if (name === 'round down') return result(before);
  const way = ways[name];
  if (way === undefined) throw new Untranslatable(`the function \`${name}\``);
  // Beyond, the nearest decimal to a quotient may lie halfway where the quotient does not.
  if (!isWithin(bounds, halved))
    doubts(and(...under, not(`(${dividend.sql} BETWEEN ${halved[0]} AND ${halved[1]})`)));
  const goesUp = way(
    {
      rest: dialect.remainder(dividend.sql, divisor.sql, isNarrow),
      divisor: divisor.sql,
      before,
      isNarrow,
    },
    translating,
  );
  const one = choose(`((${dividend.sql} < 0) <> (${divisor.sql} < 0))`, '-1', '1');
  return result(`(${before} + ${choose(goesUp, one, '0')})`);
};

const halved: Bounds = [-(2n ** 52n) + 1n, 2n ** 52n - 1n];

const asQuotient = (value: Scalar): { readonly dividend: Scalar; readonly divisor: Scalar } => {
  if (value.quotient !== undefined) return value.quotient;
  const { scale = 0, ...dividend } = value;
  return { dividend, divisor: literal(10n ** BigInt(scale)) };
};

const shared = (value: Scalar, { share }: Translating): Scalar => ({ ...value, sql: share(value.sql) });

export const literal = (value: bigint): Scalar => whole(String(value), [value, value]);

/** The integer that a number always is. */
export const knownInteger = ({ bounds, scale = 0, isNullable }: Scalar): bigint | undefined =>
  bounds !== undefined && bounds[0] === bounds[1] && scale === 0 && !isNullable ? bounds[0] : undefined;
