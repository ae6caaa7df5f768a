import type { ArithmeticOperator, Syntax } from '../../../language/syntax/syntax.js';
import { NotSaid, computePart, standIn } from './compute-part.js';
import { classOf, none, type Dmn } from './dmn-value.js';

const span = { from: 0, to: 0 };

/** Between which kinds an operator goes (DMN 1.5, tables 55 to 61). */
const goes: ReadonlySet<string> = new Set([
  ...['number + number', 'number - number', 'number * number', 'number / number', 'number ** number'],
  ...['string + string', 'days + days', 'days - days', 'months + months', 'months - months'],
  ...[
    'days * number',
    'number * days',
    'days / number',
    'months * number',
    'number * months',
    'months / number',
  ],
  ...['days / days', 'months / months', 'date - date', 'time - time', 'date and time - date and time'],
  ...['date', 'date and time', 'time'].flatMap((point) => [
    `${point} + days`,
    `days + ${point}`,
    `${point} - days`,
  ]),
  ...['date', 'date and time'].flatMap((point) => [
    `${point} + months`,
    `months + ${point}`,
    `${point} - months`,
  ]),
]);

/** What DMN computes and the language does not: a date counts as its start in UTC. */
const unsure: ReadonlySet<string> = new Set(['date - date and time', 'date and time - date']);

/** Arithmetic of two values; none where the operator does not go between their kinds. */
export const arithmetic = (operator: ArithmeticOperator, left: Dmn, right: Dmn): Dmn => {
  const [a, b] = [single(left), single(right)];
  const form = `${classOf(a)} ${operator} ${classOf(b)}`;
  if (unsure.has(form)) throw new NotSaid(form);
  if (!goes.has(form)) return none;
  if (operator === '/' && b.kind === 'plain' && b.value === 0) return none;
  const bound = new Map<Syntax, Dmn>();
  return computePart(
    { kind: 'arithmetic', operator, left: standIn(a, bound), right: standIn(b, bound), span },
    bound,
  );
};

/** A list of one item is that item. */
const single = (value: Dmn): Dmn => {
  const [item] = value.kind === 'list' && value.items.length === 1 ? value.items : [];
  return item ?? value;
};

/** `-x`: of a number or a length of time. */
export const negated = (of: Dmn): Dmn => {
  const kind = classOf(of);
  if (kind !== 'number' && kind !== 'days' && kind !== 'months') return none;
  const bound = new Map<Syntax, Dmn>();
  return computePart({ kind: 'negate', of: standIn(of, bound), span }, bound);
};

const parts: Readonly<Partial<Record<ReturnType<typeof classOf>, readonly string[]>>> = {
  date: ['year', 'month', 'day', 'weekday'],
  time: ['hour', 'minute', 'second'],
  'date and time': ['year', 'month', 'day', 'weekday', 'hour', 'minute', 'second'],
  days: ['days', 'hours', 'minutes', 'seconds'],
  months: ['years', 'months'],
};

/** A part of a value by its name (table 65), or an entry of a context; none where it has none. */
export const partOf = (of: Dmn, field: string): Dmn => {
  switch (of.kind) {
    case 'list':
      return { kind: 'list', items: of.items.map((item) => partOf(item, field)) };
    case 'context':
      return of.entries.get(field) ?? none;
    case 'range': {
      const { start, end, startIncluded, endIncluded } = of;
      const flags = { startIncluded, endIncluded };
      if (field === 'start') return start;
      if (field === 'end') return end;
      return field in flags
        ? {
            kind: 'plain',
            value: field === 'startIncluded' ? startIncluded : endIncluded,
            type: { kind: 'boolean' },
          }
        : none;
    }
    case 'function':
      return none;
    case 'plain':
      return plainPart(of, field);
  }
};

const plainPart = (of: Extract<Dmn, { kind: 'plain' }>, field: string): Dmn => {
  const kind = classOf(of);
  const isOfPoint = kind === 'date' || kind === 'time' || kind === 'date and time';
  if (isOfPoint && of.type.kind === 'instant') throw new NotSaid('a part of a date and time with an offset');
  if (kind === 'date' && ['hour', 'minute', 'second', 'time offset', 'timezone'].includes(field))
    throw new NotSaid(field);
  if (!(parts[kind] ?? []).includes(field)) return none;
  const bound = new Map<Syntax, Dmn>();
  return computePart({ kind: 'path', of: standIn(of, bound), field, fieldSpan: span, span }, bound);
};
