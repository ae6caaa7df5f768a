import type { TableExpression, TypedExpression } from '../../language/syntax/expression.js';
import { either, nothing, scalar, type Symbolic } from '../terms/symbolic.js';
import { and, choose, compare, integer, not, or, yes, type Term } from '../terms/term.js';
import { counted } from './counted.js';
import { conditionOf, termOf, type Translating } from './translating.js';

/** What a decision table comes to (`language/tables/table-value.ts`); it fails where rows apply together of which one alone may, or none does. */
export const tableOf = (
  table: TableExpression,
  given: Translating,
  translate: (part: TypedExpression, given: Translating) => Symbolic,
): Symbolic => {
  const { formula, under, fails } = given;
  const { hit } = table;
  const where = (condition: Term, part: TypedExpression): Symbolic =>
    translate(part, { ...given, under: formula.share(and(under, condition)) });
  const before: Term[] = [];
  const rows = table.rows.map(({ tests, then }) => {
    // A test that may fail is tried only where those before it hold, and in a table of which the first row counts only where no row has.
    const reached = hit === 'first' ? not(or(...before)) : yes;
    let applies = reached;
    for (const test of tests)
      if (test !== null) applies = formula.share(and(applies, conditionOf(where(applies, test))));
    before.push(applies);
    return { applies, value: where(applies, then) };
  });
  const none = formula.share(not(or(...before)));
  if (hit === 'unique') fails(and(under, anyTwo(before)));
  if (table.otherwise === null) fails(and(under, none));
  const otherwise = table.otherwise === null ? nothing : where(none, table.otherwise);
  if (hit === 'unique' || hit === 'first')
    return formula.shareAll(
      rows.reduceRight<Symbolic>((rest, { applies, value }) => either(applies, value, rest), otherwise),
    );
  return formula.shareAll(either(none, otherwise, scalar(joined(hit, rows, given))));
};

const anyTwo = (conditions: readonly Term[]): Term =>
  or(...conditions.flatMap((one, place) => conditions.slice(place + 1).map((other) => and(one, other))));

const joined = (
  hit: 'collect sum' | 'collect min' | 'collect max',
  rows: readonly { readonly applies: Term; readonly value: Symbolic }[],
  given: Translating,
): Term => {
  if (hit === 'collect sum')
    return rows.reduce<Term>(
      (sum, { applies, value }) => counted('+', sum, choose(applies, termOf(value), integer(0)), given),
      integer(0),
    );
  let isAny: Term = { sort: 'Bool', text: 'false' };
  let best: Term = integer(0);
  for (const { applies, value } of rows) {
    const isBetter = and(
      applies,
      or(not(isAny), compare(hit === 'collect min' ? '<' : '>', termOf(value), best)),
    );
    best = choose(isBetter, termOf(value), best);
    isAny = or(isAny, applies);
  }
  return best;
};
