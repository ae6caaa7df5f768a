import type { Type } from '../language/types/types.js';
import { firstInstant, lastInstant } from './terms/months.js';
import type { Symbolic } from './terms/symbolic.js';
import { and, asReal, compare, integer, no, not, or, type Term } from './terms/term.js';
import { termOf } from './translate.js';

/** Whether a computed value is none of its type (`engine/out-of-range.ts`). */
export const misfits = (value: Symbolic, type: Type, isOwed: boolean): Term => {
  const outside = (term: Term, least: Term, most: Term): Term =>
    or(compare('<', term, least), compare('>', term, most));
  switch (value.kind) {
    case 'nothing':
      return no;
    case 'list':
      return or(
        ...value.items.map(({ there, value: item }) =>
          and(not(value.absent), there, misfits(item, type.kind === 'list' ? type.of : type, isOwed)),
        ),
      );
    case 'record': {
      const fields = type.kind === 'record' ? type.fields : {};
      const inside = [...value.fields].map(([name, field]) => {
        const of = fields[name];
        return of === undefined ? no : misfits(field, of, isOwed);
      });
      const minor = value.fields.get('minor');
      const isNegative =
        isOwed && type.kind === 'record' && type.name === 'money' && minor !== undefined
          ? compare('<', termOf(minor), integer(0))
          : no;
      return and(not(value.absent), or(...inside, isNegative));
    }
    case 'scalar': {
      const { term } = value;
      const what =
        type.kind === 'instant'
          ? outside(term, firstInstant, lastInstant)
          : type.kind === 'integer' || type.kind === 'duration'
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

const mostSafe = integer(Number.MAX_SAFE_INTEGER);
const leastSafe = integer(Number.MIN_SAFE_INTEGER);
