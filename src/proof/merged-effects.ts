import type { Merge } from '../language/merges.js';
import type { Type } from '../language/types/types.js';
import type { CaseFormula } from './cases/case-formula.js';
import {
  either,
  fieldOf,
  list,
  nothing,
  same,
  scalar,
  withAbsence,
  type Item,
  type Symbolic,
} from './terms/symbolic.js';
import { and, arithmetic, choose, equal, integer, no, not, or, type Term } from './terms/term.js';
import { listOf, termOf } from './expressions/translating.js';
import { Untranslatable } from './untranslatable.js';

/** A value that a rule gives where it stands. */
interface Given {
  readonly stands: Term;
  readonly value: Symbolic;
}

/** What the values of standing rules come to (`language/merges.ts`), or the default where none stands that gives one. */
export const mergedEffect = (
  what: string,
  givers: readonly Given[],
  byDefault: Symbolic,
  { type, merge }: { readonly type: Type; readonly merge: Merge },
  of: CaseFormula,
): Symbolic => {
  const isGiven = or(...givers.map(({ stands }) => stands));
  return either(isGiven, joins[merge.kind](givers, { type, order: merge.order ?? [], what, of }), byDefault);
};

interface Joining {
  readonly type: Type;
  readonly order: readonly string[];
  readonly what: string;
  readonly of: CaseFormula;
}

type Join = (givers: readonly Given[], joining: Joining) => Symbolic;

const joins: Readonly<Record<Merge['kind'], Join>> = {
  equal: (givers) => firstOf(givers),
  union: (givers, { of }) => {
    const { formula } = of.unknowns;
    const found: Item[] = [];
    for (const { stands, value } of givers)
      for (const item of listOf(value).items) {
        const isKnown = or(...found.map((one) => and(one.there, same(one.value, item.value))));
        const there = formula.share(and(stands, not(value.absent), item.there, not(isKnown)));
        found.push({ there, value: item.value });
      }
    return list(found);
  },
  sum: (givers, { type, what, of }) => {
    if (type.kind === 'number') throw new Untranslatable('a sum of decimals that rules give');
    const present = givers.map(({ stands, value }) => ({ stands: and(stands, not(value.absent)), value }));
    const absent = not(or(...present.map(({ stands }) => stands)));
    if (type.kind !== 'record') return scalar(totalOf(present, of), absent);
    const [minors, currencies] = ['minor', 'currency'].map((name) =>
      present.map(({ stands, value }) => ({ stands, value: fieldOf(value, name) })),
    );
    const currency = firstOf(currencies ?? []);
    of.fails(
      what,
      'misfit',
      or(...(currencies ?? []).map(({ stands, value }) => and(stands, not(same(value, currency))))),
    );
    const fields = [
      ['minor', scalar(totalOf(minors ?? [], of))],
      ['currency', withAbsence(currency, no)],
    ] as const;
    return { kind: 'record', absent, fields: new Map(fields) };
  },
  strongest: (givers, { order, of }) =>
    order.reduce<Symbolic>((weaker, text) => {
      const code = integer(of.unknowns.texts.code(text));
      const isIt = or(
        ...givers.map(({ stands, value }) => and(stands, not(value.absent), equal(termOf(value), code))),
      );
      return either(isIt, scalar(code), weaker);
    }, nothing),
};

/** The value of the first that stands; rules that agree all give it. */
const firstOf = (givers: readonly Given[]): Symbolic =>
  givers.reduceRight<Symbolic>((otherwise, { stands, value }) => either(stands, value, otherwise), nothing);

/** Integers that are held to their type: no rules are so many that their sum has more digits than are counted. */
const totalOf = (givers: readonly Given[], of: CaseFormula): Term =>
  givers.reduce<Term>(
    (total, { stands, value }) =>
      of.unknowns.formula.share(arithmetic('+', total, choose(stands, termOf(value), integer(0)))),
    integer(0),
  );
