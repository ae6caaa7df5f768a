import { isList, isRecord } from '../../language/values.js';
import type { Type, Value } from '../../language/types/types.js';
import { and, choose, decimal, equal, integer, isNo, isYes, no, not, or, yes, type Term } from './term.js';
import type { Texts } from './texts.js';
import { Untranslatable } from '../untranslatable.js';

/**
 * A value that stands for many: a scalar by a term, a record by its fields, a list by items of which each may be there or not, in their
 * order. What is absent has a value that nobody looks at.
 */
export type Symbolic = { readonly absent: Term } & (
  | { readonly kind: 'scalar'; readonly term: Term }
  | { readonly kind: 'record'; readonly fields: ReadonlyMap<string, Symbolic> }
  | { readonly kind: 'list'; readonly items: readonly Item[] }
  /** A text of which nothing is said but that it is there: who looks at it finds `what` can't be translated. */
  | { readonly kind: 'unsaid'; readonly what: string }
  /** Absent, whatever the type. */
  | { readonly kind: 'nothing' }
);

/** An item of a list, where it is there. */
export interface Item {
  readonly there: Term;
  readonly value: Symbolic;
}

export type ListOf = Extract<Symbolic, { kind: 'list' }>;

export const nothing: Symbolic = { kind: 'nothing', absent: yes };
export const unsaid = (what: string): Symbolic => ({ kind: 'unsaid', what, absent: no });
export const scalar = (term: Term, absent: Term = no): Symbolic => ({ kind: 'scalar', term, absent });
export const list = (items: readonly Item[], absent: Term = no): ListOf => ({
  kind: 'list',
  items: items.filter(({ there }) => !isNo(there)),
  absent,
});

/** A value of a type that is known. */
export const literal = (value: Value, type: Type, texts: Texts): Symbolic => {
  if (value === null) return nothing;
  if (typeof value === 'boolean') return scalar(value ? yes : no);
  if (typeof value === 'string') return scalar(integer(texts.code(value)));
  if (typeof value === 'number') return scalar(mayBeDecimal(type) ? decimalOrInteger(value) : integer(value));
  if (isList(value)) {
    const of: Type = type.kind === 'list' ? type.of : { kind: 'null' };
    return list(value.map((item) => ({ there: yes, value: literal(item, of, texts) })));
  }
  if (!isRecord(value)) throw new TypeError('A value is a scalar, a list or a record');
  const fields = type.kind === 'record' ? type.fields : {};
  return {
    kind: 'record',
    absent: no,
    fields: new Map(
      Object.entries(value).map(([name, field]) => [
        name,
        literal(field, fields[name] ?? { kind: 'null' }, texts), // A field of a Value is one.
      ]),
    ),
  };
};

/** A percentage is a number as expressions see it: 19 % is 0.19. */
const mayBeDecimal = ({ kind }: Type): boolean => kind === 'number' || kind === 'percent';

const decimalOrInteger = (value: number): Term =>
  Number.isSafeInteger(value) ? integer(value) : decimal(value);

/** The value of a field; absent as soon as the record is. */
export const fieldOf = (value: Symbolic, name: string): Symbolic => {
  if (value.kind === 'nothing') return nothing;
  if (value.kind !== 'record') throw new Untranslatable(`the field ${name} of what is no record`);
  const field = value.fields.get(name) ?? nothing;
  return withAbsence(field, or(value.absent, field.absent));
};

export const fieldsOf = (value: Symbolic, names: readonly string[]): Symbolic => names.reduce(fieldOf, value);

export const withAbsence = (value: Symbolic, absent: Term): Symbolic =>
  value.kind === 'nothing' ? value : isYes(absent) ? nothing : { ...value, absent };

/** One of two values. */
export const either = (condition: Term, then: Symbolic, otherwise: Symbolic): Symbolic => {
  if (isYes(condition) || then === otherwise) return then;
  if (isNo(condition)) return otherwise;
  if (then.kind === 'nothing') return withAbsence(otherwise, or(condition, otherwise.absent));
  if (otherwise.kind === 'nothing') return withAbsence(then, or(not(condition), then.absent));
  const absent = choose(condition, then.absent, otherwise.absent);
  if (then.kind === 'unsaid') return { ...then, absent };
  if (otherwise.kind === 'unsaid') return { ...otherwise, absent };
  if (then.kind === 'scalar' && otherwise.kind === 'scalar')
    return scalar(choose(condition, then.term, otherwise.term), absent);
  if (then.kind === 'record' && otherwise.kind === 'record') {
    const names = new Set([...then.fields.keys(), ...otherwise.fields.keys()]);
    const fields = [...names].map((name): [string, Symbolic] => [
      name,
      either(condition, then.fields.get(name) ?? nothing, otherwise.fields.get(name) ?? nothing),
    ]);
    return { kind: 'record', fields: new Map(fields), absent };
  }
  if (then.kind === 'list' && otherwise.kind === 'list')
    return list(mergedItems(condition, then, otherwise), absent);
  throw new Untranslatable('a choice between values of different kinds');
};

/** The items of one list or the other, place by place where both have one for certain, so that no more are looked at than need be. */
const mergedItems = (condition: Term, then: ListOf, otherwise: ListOf): readonly Item[] => {
  const length = Math.max(then.items.length, otherwise.items.length);
  const isPrefix = ({ items }: ListOf): boolean => items.every(({ there }) => isYes(there));
  if (isPrefix(then) && isPrefix(otherwise))
    return Array.from({ length }, (_, place): Item => {
      const [one, other] = [then.items[place], otherwise.items[place]];
      return {
        there: choose(condition, one?.there ?? no, other?.there ?? no),
        value: either(condition, one?.value ?? nothing, other?.value ?? nothing),
      };
    });
  return [
    ...then.items.map(({ there, value }) => ({ there: and(condition, there), value })),
    ...otherwise.items.map(({ there, value }) => ({ there: and(not(condition), there), value })),
  ];
};

/** Whether two values are the same: absent is the same as absent, records and lists part by part. */
export const same = (left: Symbolic, right: Symbolic): Term =>
  or(and(left.absent, right.absent), and(not(left.absent), not(right.absent), sameWherePresent(left, right)));

const sameWherePresent = (left: Symbolic, right: Symbolic): Term => {
  if (left.kind === 'nothing' || right.kind === 'nothing') return no;
  if (left.kind === 'unsaid') throw new Untranslatable(left.what);
  if (right.kind === 'unsaid') throw new Untranslatable(right.what);
  if (left.kind === 'scalar' && right.kind === 'scalar')
    return left.term.sort === 'Bool' || right.term.sort === 'Bool'
      ? left.term.sort === right.term.sort
        ? equal(left.term, right.term)
        : no
      : equal(left.term, right.term);
  if (left.kind === 'record' && right.kind === 'record')
    return and(...[...left.fields].map(([name, field]) => same(field, right.fields.get(name) ?? nothing)));
  if (left.kind === 'list' && right.kind === 'list') return sameLists(left, right);
  return no;
};

/** Lists are the same where as many are there, and each is the same as the one that has as many before it. */
const sameLists = (left: ListOf, right: ListOf): Term => {
  const [one, other] = [placesOf(left), placesOf(right)];
  return and(
    equal(countOf(left), countOf(right)),
    ...left.items.flatMap((item, at) =>
      right.items.map((against, place) =>
        or(
          not(item.there),
          not(against.there),
          not(equal(one[at] ?? integer(0), other[place] ?? integer(0))),
          same(item.value, against.value),
        ),
      ),
    ),
  );
};

/** How many items are there. */
export const countOf = ({ items }: ListOf): Term => sumOf(items.map(({ there }) => there));

const sumOf = (conditions: readonly Term[]): Term => {
  const known = conditions.filter(isYes).length;
  const parts = conditions.filter((one) => !isYes(one)).map(({ text }) => `(ite ${text} 1 0)`);
  if (parts.length === 0) return integer(known);
  const [only] = parts;
  return {
    sort: 'Int',
    most: BigInt(conditions.length),
    text: known === 0 && parts.length === 1 ? (only ?? '0') : `(+ ${known} ${parts.join(' ')})`,
  };
};

/** How many items are there before each. */
export const placesOf = ({ items }: ListOf): readonly Term[] =>
  items.map((_, place) => sumOf(items.slice(0, place).map(({ there }) => there)));
