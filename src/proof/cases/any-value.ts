import type { Type } from '../../language/types/types.js';
import { firstInstant, lastInstant } from '../terms/months.js';
import { list, scalar, type Symbolic } from '../terms/symbolic.js';
import { and, compare, equal, implies, integer, no, not, or } from '../terms/term.js';
import { Untranslatable } from '../untranslatable.js';
import type { Unknowns } from './unknown-facts.js';

/** A value of a type of which nothing else is known. */
export const anyValue = (name: string, type: Type, unknowns: Unknowns): Symbolic => {
  const { formula, texts, mostItems } = unknowns;
  const absent = type.nullable === true ? not(formula.declare(`${name}?`, 'Bool')) : no;
  switch (type.kind) {
    case 'record':
      return {
        kind: 'record',
        absent,
        fields: new Map(
          Object.entries(type.fields).map(([key, field]) => [
            key,
            anyValue(`${name}.${key}`, field, unknowns),
          ]),
        ),
      };
    case 'list': {
      const items = Array.from({ length: mostItems }, (_, place) => ({
        there: formula.declare(`${name}[${place + 1}]?`, 'Bool'),
        value: anyValue(`${name}[${place + 1}]`, type.of, unknowns),
      }));
      for (const [place, { there }] of items.entries()) {
        const before = items[place - 1];
        if (before !== undefined) formula.assert(implies(there, before.there));
      }
      return list(items, absent);
    }
    case 'boolean':
      return scalar(formula.declare(name, 'Bool'), absent);
    case 'date':
    case 'time':
    case 'local':
    case 'months':
    case 'percent':
      throw new Untranslatable(`a value of type ${type.kind}`);
    default: {
      const term = formula.declare(name, type.kind === 'number' ? 'Real' : 'Int');
      if (type.kind === 'instant')
        formula.assert(and(compare('>=', term, firstInstant), compare('<=', term, lastInstant)));
      if (type.kind === 'text' && type.values !== undefined)
        formula.assert(or(absent, ...type.values.map((one) => equal(term, integer(texts.code(one))))));
      return scalar(term, absent);
    }
  }
};
