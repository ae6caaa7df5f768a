import type { Type } from '../../language/types/types.js';
import { firstInstant, lastInstant } from '../terms/months.js';
import type { Symbolic } from '../terms/symbolic.js';
import { and, asReal, compare, equal, integer, no, not, or, type Term } from '../terms/term.js';
import { isCurrency } from '../../language/money/money-text.js';
import { firstOfNoCurrency, firstOtherText, type Texts } from '../terms/texts.js';
import { termOf } from '../expressions/translating.js';

/** Whether a computed value is none of its type (`engine/facts/out-of-range.ts`). */
export const misfits = (value: Symbolic, type: Type, isOwed: boolean, texts: Texts): Term => {
  const outside = (term: Term, least: Term, most: Term): Term =>
    or(compare('<', term, least), compare('>', term, most));
  switch (value.kind) {
    case 'nothing':
    case 'unsaid':
      return no;
    case 'list':
      return or(
        ...value.items.map(({ there, value: item }) =>
          and(not(value.absent), there, misfits(item, type.kind === 'list' ? type.of : type, isOwed, texts)),
        ),
      );
    case 'record': {
      const fields = type.kind === 'record' ? type.fields : {};
      const inside = [...value.fields].map(([name, field]) => {
        const of = fields[name];
        return of === undefined ? no : misfits(field, of, isOwed, texts);
      });
      const [minor, currency] = [value.fields.get('minor'), value.fields.get('currency')];
      const isMoney = type.kind === 'record' && type.name === 'money';
      const mayNotBeNegative = isOwed && isMoney && type.negative !== true;
      const isNegative = mayNotBeNegative && minor ? compare('<', termOf(minor), integer(0)) : no;
      const isNone = isMoney && currency ? isNoCurrency(termOf(currency), texts) : no;
      return and(not(value.absent), or(...inside, isNegative, isNone));
    }
    case 'scalar': {
      const { term } = value;
      const what =
        type.kind === 'instant' || type.kind === 'date' || type.kind === 'local'
          ? outside(term, firstInstant, lastInstant)
          : type.kind === 'integer' || type.kind === 'duration' || type.kind === 'months'
            ? term.sort === 'Real'
              ? or(outside(term, asReal(leastSafe), asReal(mostSafe)), {
                  sort: 'Bool',
                  text: `(not (is_int ${term.text}))`,
                })
              : outside(term, leastSafe, mostSafe)
            : no;
      return and(not(value.absent), what);
    }
  }
};

const isNoCurrency = (term: Term, texts: Texts): Term =>
  not(
    or(
      and(compare('>=', term, integer(firstOtherText)), compare('<', term, integer(firstOfNoCurrency))),
      ...[...texts.all()].flatMap(([text, code]) => (isCurrency(text) ? [equal(term, integer(code))] : [])),
    ),
  );

const mostSafe = integer(Number.MAX_SAFE_INTEGER);
const leastSafe = integer(Number.MIN_SAFE_INTEGER);
