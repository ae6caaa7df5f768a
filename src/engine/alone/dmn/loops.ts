import type { Syntax } from '../../../language/syntax/syntax.js';
import { and, or } from './compare.js';
import {
  integerOf,
  list,
  none,
  number,
  type Dmn,
  type DmnRange,
  type DmnScope,
  type Evaluate,
} from './dmn-value.js';
import { NotSaid } from './not-said.js';
import { dayAfter, daysOf } from './time/civil.js';

type Of<Kind extends Syntax['kind']> = Extract<Syntax, { kind: Kind }>;
type Loop = Of<'some' | 'every' | 'for'> | Of<'call'>;

/** Whether a call is what a `for` of several variables is read as: loops in one another, whose lists are made one. */
export const isChain = ({ name, arguments: [inner], names }: Of<'call'>): boolean =>
  name === 'concatenate all' && names === undefined && inner?.kind === 'for';

/** `for`, `some` and `every` (DMN 1.5, 10.3.2.14 and 10.3.2.15); null where one goes through null. */
export const loop = (syntax: Loop, scope: DmnScope, evaluate: Evaluate): Dmn => {
  const results: Dmn[] = [];
  const sees = mentions(syntax, 'partial');
  const goThrough = (at: Loop, inside: DmnScope): boolean => {
    const each = at.kind === 'call' ? at.arguments[0] : at;
    if (each?.kind !== 'for' && each?.kind !== 'some' && each?.kind !== 'every') return false;
    const items = itemsOf(each.in, inside, evaluate);
    if (items === undefined) return false;
    const { body } = each;
    for (const item of items) {
      const within = new Map([...inside, [each.variable, item]]);
      if (at.kind === 'call' && (body.kind === 'for' || body.kind === 'call')) {
        if (!goThrough(body, within)) return false;
        continue;
      }
      if (syntax.kind !== 'some' && syntax.kind !== 'every' && sees)
        within.set('partial', list([...results]));
      results.push(evaluate(body, within));
    }
    return true;
  };
  if (!goThrough(syntax, scope)) return none;
  if (syntax.kind === 'some') return or(results);
  return syntax.kind === 'every' ? and(results) : list(results);
};

/** Whether a name stands in an expression. */
const mentions = (syntax: Syntax, name: string): boolean =>
  JSON.stringify(syntax).includes(`"name":"${name}"`);

/** What a loop goes through; `undefined` where it is null. */
const itemsOf = (syntax: Syntax, scope: DmnScope, evaluate: Evaluate): readonly Dmn[] | undefined => {
  if (syntax.kind === 'call' && syntax.name === 'integers') {
    const [start = none, end = none] = syntax.arguments.map((part) => evaluate(part, scope));
    return steps({ kind: 'range', start, end, startIncluded: true, endIncluded: true });
  }
  const value = evaluate(syntax, scope);
  if (value.kind === 'list') return value.items;
  if (value.kind === 'range') return steps(value);
  return value.kind === 'null' ? undefined : [value];
};

/** The integers or days of a range, backwards where its end comes first. */
const steps = ({ start, end, startIncluded, endIncluded }: DmnRange): readonly Dmn[] | undefined => {
  const made = stepsBetween(start, end);
  return made?.slice(startIncluded ? 0 : 1, endIncluded ? made.length : -1);
};

const stepsBetween = (start: Dmn, end: Dmn): readonly Dmn[] | undefined => {
  if (start.kind === 'date' && end.kind === 'date')
    return counted(daysOf(start.day), daysOf(end.day)).map((at) => ({ kind: 'date', day: dayAfter(at) }));
  if (start.kind !== 'number' || end.kind !== 'number') {
    if (start.kind === 'date and time' && end.kind === 'date and time')
      throw new NotSaid('going through dates and times');
    return undefined;
  }
  const [from, to] = [integerOf(start), integerOf(end)];
  if (from === undefined || to === undefined) throw new NotSaid('going through numbers that are no integers');
  return counted(from, to).map(number);
};

const counted = (from: number, to: number): readonly number[] => {
  const count = Math.abs(to - from) + 1;
  if (count > mostItems) throw new NotSaid('so many items');
  return Array.from({ length: count }, (_, place) => (from <= to ? from + place : from - place));
};

const mostItems = 100_000;
