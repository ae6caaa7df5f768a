import type { Type } from '../../language/types/types.js';
import { firstInstant, lastInstant } from '../terms/months.js';
import { scalar, type Symbolic } from '../terms/symbolic.js';
import { and, compare, equal, integer, no, not, or } from '../terms/term.js';
import { Untranslatable } from '../untranslatable.js';
import type { Unknowns } from './unknown-facts.js';

/** Whether a value has a list in it: as many items as it may have no formula can look at, so that it is not left open. */
export const hasList = (type: Type): boolean =>
  type.kind === 'list' || (type.kind === 'record' && Object.values(type.fields).some(hasList));

/** A value of a type without lists, of which nothing else is known. */
export const anyValue = (name: string, type: Type, unknowns: Unknowns): Symbolic => {
  const { formula, texts } = unknowns;
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
    case 'boolean':
      return scalar(formula.declare(name, 'Bool'), absent);
    case 'date':
    case 'time':
    case 'local':
    case 'months':
    case 'percent':
    case 'list':
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
