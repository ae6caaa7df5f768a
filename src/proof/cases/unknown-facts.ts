import type { FactShape } from '../../edition/model/declarations.js';
import type { RequiredFields } from '../../edition/model/fact-schema.js';
import { innerName } from '../../edition/names/dotted-names.js';
import type { Type } from '../../language/types/types.js';
import type { Formula } from '../terms/formula.js';
import { firstInstant, lastInstant } from '../terms/months.js';
import { list, scalar, type Symbolic } from '../terms/symbolic.js';
import {
  and,
  compare,
  decimal,
  equal,
  implies,
  integer,
  no,
  not,
  or,
  yes,
  type Term,
} from '../terms/term.js';
import { isCurrency } from '../../language/money/money-text.js';
import { firstOfNoCurrency, firstOtherText, type Texts } from '../terms/texts.js';
import { Untranslatable } from '../untranslatable.js';

/** What is unknown of a fact: anything that its schema takes. */
export interface Unknowns {
  readonly formula: Formula;
  readonly texts: Texts;
  /** No list has more items than this, however many its schema takes. */
  readonly mostItems: number;
  /** Told of a list that is bounded so. */
  readonly bounds: (name: string) => void;
}

/** What must be given inside a fact where it is given: these fields, or all without a default, as in the items of a list. */
type Inside = RequiredFields | 'all';

/**
 * A fact, or a field of one, of which nothing is known but what its schema says.
 * @param isRequired false where it may be left out
 */
export const unknownFact = (
  name: string,
  shape: FactShape,
  isRequired: boolean,
  inside: Inside,
  unknowns: Unknowns,
): Symbolic => {
  const { formula } = unknowns;
  const isThere = isRequired && shape.type.nullable !== true;
  const absent = isThere ? no : not(formula.declare(`${name}?`, 'Bool'));
  switch (shape.type.kind) {
    case 'record': {
      const fields = [...shape.fields].map(([key, field]): [string, Symbolic] => {
        const must = inside === 'all' ? field.default === null : inside.names.includes(key);
        const below =
          inside === 'all' ? inside : (inside.inside.find(([one]) => one === key)?.[1] ?? nothingInside);
        return [key, unknownFact(innerName(name, key), field, must, below, unknowns)];
      });
      const isMoney = shape.type.name === 'money';
      const least = shape.type.negative === true ? leastSafe : integer(0);
      return {
        kind: 'record',
        absent,
        fields: isMoney ? unknownMoney(name, least, unknowns) : new Map(fields),
      };
    }
    case 'list':
      return unknownList(name, shape, absent, unknowns);
    default:
      return scalar(unknownScalar(name, shape, unknowns), absent);
  }
};

/** Nothing must be given inside. */
export const nothingInside: RequiredFields = { names: [], inside: [] };

const unknownMoney = (
  name: string,
  least: Term,
  { formula, texts }: Unknowns,
): ReadonlyMap<string, Symbolic> => {
  const minor = formula.declare(`${name}.minor`, 'Int');
  const currency = formula.declare(`${name}.currency`, 'Int');
  formula.assert(and(compare('>=', minor, least), compare('<=', minor, mostSafe)));
  formula.assert(
    and(anyText(currency, isCurrency, texts), compare('<', currency, integer(firstOfNoCurrency))),
  );
  return new Map([
    ['minor', scalar(minor)],
    ['currency', scalar(currency)],
  ]);
};

const mostSafe = integer(Number.MAX_SAFE_INTEGER);
const leastSafe = integer(Number.MIN_SAFE_INTEGER);

const unknownScalar = (name: string, shape: FactShape, { formula, texts }: Unknowns): Term => {
  const { type } = shape;
  if (type.kind === 'boolean') return formula.declare(name, 'Bool');
  const term = formula.declare(name, type.kind === 'number' ? 'Real' : 'Int');
  formula.assert(domainOf(term, type, shape, texts));
  return type.kind === 'integer' && shape.minimum !== null
    ? { ...term, least: BigInt(Math.ceil(shape.minimum)) }
    : term;
};

const domainOf = (term: Term, type: Type, shape: FactShape, texts: Texts): Term => {
  const between = (least: Term, most: Term): Term =>
    and(compare('>=', term, least), compare('<=', term, most));
  switch (type.kind) {
    case 'integer':
    case 'duration':
      return between(
        shape.minimum === null ? leastSafe : integer(Math.ceil(shape.minimum)),
        shape.maximum === null ? mostSafe : integer(Math.floor(shape.maximum)),
      );
    case 'number':
      return and(
        shape.minimum === null ? yes : compare('>=', term, decimal(shape.minimum)),
        shape.maximum === null ? yes : compare('<=', term, decimal(shape.maximum)),
      );
    case 'instant':
      return between(firstInstant, lastInstant);
    case 'text': {
      if (type.values !== undefined)
        return or(...type.values.map((one) => equal(term, integer(texts.code(one)))));
      const pattern = shape.pattern === null ? null : new RegExp(shape.pattern, 'u');
      const fits = (text: string): boolean =>
        text.length >= (shape.minLength ?? 0) &&
        text.length <= shape.maxLength &&
        (pattern?.test(text) ?? true);
      return and(
        anyText(term, fits, texts),
        // Where only what looks like a currency fits, there is no other text.
        pattern?.source === '^[A-Z]{3}$' ? compare('<', term, integer(firstOfNoCurrency)) : yes,
      );
    }
    default:
      throw new Untranslatable(`a fact of type ${type.kind}`);
  }
};

/** A text that the edition writes and that fits, or one that it doesn't write. */
const anyText = (term: Term, fits: (text: string) => boolean, texts: Texts): Term => {
  const ranges: [number, number][] = [];
  for (const [text, code] of texts.all()) {
    if (!fits(text)) continue;
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === code - 1) last[1] = code;
    else ranges.push([code, code]);
  }
  return or(
    compare('>=', term, integer(firstOtherText)),
    ...ranges.map(([from, to]) => and(compare('>=', term, integer(from)), compare('<=', term, integer(to)))),
  );
};

const unknownList = (name: string, shape: FactShape, absent: Term, unknowns: Unknowns): Symbolic => {
  const of = shape.fields.get('[]');
  if (of === undefined) throw new Untranslatable(`the list ${name}, whose items have no shape`);
  const most = Math.min(shape.maxItems, unknowns.mostItems);
  if (most < shape.maxItems) unknowns.bounds(name);
  const items = Array.from({ length: most }, (_, place) => ({
    there: unknowns.formula.declare(`${name}[${place + 1}]?`, 'Bool'),
    value: unknownFact(`${name}[${place + 1}]`, of, true, 'all', unknowns),
  }));
  for (const [place, { there }] of items.entries()) {
    const before = items[place - 1];
    if (before !== undefined) unknowns.formula.assert(implies(there, before.there));
  }
  return list(items, absent);
};
