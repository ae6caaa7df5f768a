import type { Merge } from '../language/merges.js';
import type { CaseFormula } from './case-formula.js';
import { either, fieldOf, list, nothing, same, scalar, type Item, type Symbolic } from './terms/symbolic.js';
import { and, arithmetic, choose, equal, integer, no, not, or, type Term } from './terms/term.js';
import { listOf, termOf } from './translate.js';

/** A value that a rule gives where it stands. */
interface Given {
  readonly stands: Term;
  readonly value: Symbolic;
}

/** What the values of standing rules come to (`language/merges.ts`), or the default where none stands that gives one. */
export const mergedEffect = (
  givers: readonly Given[],
  byDefault: Symbolic,
  merge: Merge,
  of: CaseFormula,
): Symbolic => {
  const isGiven = or(...givers.map(({ stands }) => stands));
  return either(isGiven, joins[merge.kind](givers, merge.order ?? [], of), byDefault);
};

type Join = (givers: readonly Given[], order: readonly string[], of: CaseFormula) => Symbolic;

const joins: Readonly<Record<Merge['kind'], Join>> = {
  equal: (givers) => firstOf(givers),
  union: (givers, _order, { unknowns: { formula } }) => {
    const found: Item[] = [];
    for (const { stands, value } of givers)
      for (const item of listOf(value).items) {
        const isKnown = or(...found.map((one) => and(one.there, same(one.value, item.value))));
        found.push({ there: formula.share(and(stands, item.there, not(isKnown))), value: item.value });
      }
    return list(found);
  },
  sum: (givers) => {
    const [first] = givers;
    if (first?.value.kind === 'record') {
      const minors = givers.map(({ stands, value }) => ({ stands, value: fieldOf(value, 'minor') }));
      const currency = firstOf(
        givers.map(({ stands, value }) => ({ stands, value: fieldOf(value, 'currency') })),
      );
      return {
        kind: 'record',
        absent: no,
        fields: new Map([
          ['minor', scalar(totalOf(minors))],
          ['currency', currency],
        ]),
      };
    }
    return scalar(totalOf(givers));
  },
  strongest: (givers, order, { unknowns: { texts } }) =>
    order.reduce<Symbolic>((weaker, text) => {
      const code = integer(texts.code(text));
      const isIt = or(
        ...givers.map(({ stands, value }) => and(stands, not(value.absent), equal(termOf(value), code))),
      );
      return either(isIt, scalar(code), weaker);
    }, nothing),
};

/** The value of the first that stands; rules that agree all give it. */
const firstOf = (givers: readonly Given[]): Symbolic =>
  givers.reduceRight<Symbolic>((otherwise, { stands, value }) => either(stands, value, otherwise), nothing);

const totalOf = (givers: readonly Given[]): Term =>
  givers.reduce<Term>(
    (total, { stands, value }) =>
      arithmetic('+', total, choose(and(stands, not(value.absent)), termOf(value), integer(0))),
    integer(0),
  );
