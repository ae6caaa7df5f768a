import type { Edition } from '../../edition/model/edition.js';
import { readsOf } from '../../language/syntax/walk.js';
import type { CaseFormula } from '../cases/case-formula.js';
import type { Formula } from '../terms/formula.js';
import { nothing, type Symbolic } from '../terms/symbolic.js';
import { and, isNo, not, or, yes, type Term } from '../terms/term.js';
import { Untranslatable } from '../untranslatable.js';

/** A formula of which what is asserted is kept aside: another formula may have the same unknowns and take other cases. */
export const assertedApart = (
  formula: Formula,
): { readonly formula: Formula; readonly asserted: () => Term } => {
  const terms: Term[] = [];
  return { formula: { ...formula, assert: (term) => terms.push(term) }, asserted: () => and(...terms) };
};

/**
 * Whether a request gives all that a case must have, where another edition may do without: what is always there in its own formula may be left out in the
 * other's, and a list may be longer there.
 */
export const givesAll = (own: CaseFormula, other: CaseFormula): Term =>
  and(
    ...[...own.given].map(([name, value]) => {
      const there = other.given.get(name);
      return there === undefined ? yes : isThere(value, there, name);
    }),
  );

const isThere = (own: Symbolic, other: Symbolic, path: string): Term => {
  if (own.kind === 'nothing' || other.kind === 'nothing') return yes;
  if (own.kind !== other.kind) throw new Untranslatable(`the fact ${path}, which has two types`);
  const here = isNo(own.absent) && !isNo(other.absent) ? not(other.absent) : yes;
  if (own.kind === 'scalar' && other.kind === 'scalar' && own.term.sort !== other.term.sort)
    throw new Untranslatable(`the fact ${path}, which has two types`);
  if (own.kind === 'record' && other.kind === 'record') {
    const inside = [...own.fields].map(([name, field]) =>
      isThere(field, other.fields.get(name) ?? nothing, `${path}.${name}`),
    );
    return and(here, or(own.absent, ...(isNo(own.absent) ? [] : [other.absent]), and(...inside)));
  }
  if (own.kind === 'list' && other.kind === 'list') {
    const items = other.items.map((item, place) => {
      const mine = own.items[place];
      return mine === undefined
        ? not(item.there)
        : or(not(item.there), isThere(mine.value, item.value, `${path}[${place + 1}]`));
    });
    return and(here, or(own.absent, and(...items)));
  }
  return here;
};

/** Facts of both editions that they take otherwise: their shapes differ, or constraints that read them do. */
export const factsTakenOtherwise = (left: Edition, right: Edition): readonly string[] => {
  const constraints = [left, right].map(
    ({ constraints: all }) => new Map(all.map((one) => [written([one.holds, one.code, one.decisions]), one])),
  );
  const [before = new Map<string, never>(), after = new Map<string, never>()] = constraints;
  const own = [
    ...[...before].flatMap(([key, one]) => (after.has(key) ? [] : [one])),
    ...[...after].flatMap(([key, one]) => (before.has(key) ? [] : [one])),
  ];
  const read = new Set(own.flatMap(({ holds }) => readsOf(holds).map(({ root }) => root)));
  return [...left.facts].flatMap(([name, { shape }]) => {
    const other = right.facts.get(name)?.shape;
    return other !== undefined && (read.has(name) || written(shape) !== written(other)) ? [name] : [];
  });
};

/** An expression or a shape without where it stands. */
const written = (value: unknown): string =>
  JSON.stringify(value, (key, inside: unknown) =>
    ['span', 'position', 'describes', 'asks', 'called', 'controlledBy', 'personal'].includes(key)
      ? undefined
      : inside instanceof Map
        ? [...(inside as ReadonlyMap<unknown, unknown>)]
        : inside,
  );
