import type { Syntax } from '../../../language/syntax/syntax.js';
import { callDmn } from './calls.js';
import { and, compared, equal, liesIn, or, orderOf } from './compare.js';
import { computePart, NotSaid } from './compute-part.js';
import { boolean, classOf, is, list, none, text, type Dmn } from './dmn-value.js';
import { isInstance } from './instance.js';
import { arithmetic, negated, partOf } from './operators.js';
import { constructed, literalTime } from './times.js';

/** What names mean where a part stands. */
export type DmnScope = ReadonlyMap<string, Dmn>;

type Of<Kind extends Syntax['kind']> = Extract<Syntax, { kind: Kind }>;

/**
 * What an expression comes to by DMN: from the inside out each part becomes its value before what it is in is typed and computed by the language;
 * what an edition would refuse for the kinds of its parts is none.
 * @throws NotSaid for what DMN has and the language has not
 */
export const evaluateDmn = (syntax: Syntax, scope: DmnScope): Dmn => {
  const valueOf = (part: Syntax): Dmn => evaluateDmn(part, scope);
  switch (syntax.kind) {
    case 'invalid':
      throw new NotSaid('FEEL that rules do not use');
    case 'null':
      return none;
    case 'boolean':
      return boolean(syntax.value);
    case 'text':
      return text(syntax.value);
    case 'number':
      return computePart(syntax, new Map());
    case 'time':
      return literalTime(syntax);
    case 'construct':
      return constructed(syntax.of, syntax.arguments.map(valueOf));
    case 'name': {
      const found = scope.get(syntax.name) ?? none;
      if (found === unknown) throw new NotSaid('`partial` of several lists');
      return found;
    }
    case 'path':
      return partOf(valueOf(syntax.of), syntax.field);
    case 'negate':
      return negated(valueOf(syntax.of));
    case 'arithmetic':
      return arithmetic(syntax.operator, valueOf(syntax.left), valueOf(syntax.right));
    case 'compare':
      return compared(syntax.operator, valueOf(syntax.left), valueOf(syntax.right));
    case 'and':
      return and([valueOf(syntax.left), valueOf(syntax.right)]);
    case 'or':
      return or([valueOf(syntax.left), valueOf(syntax.right)]);
    case 'in':
      return membership(syntax, scope);
    case 'if':
      return is(valueOf(syntax.condition), true) ? valueOf(syntax.then) : valueOf(syntax.else);
    case 'some':
    case 'every':
    case 'for':
      return loop(syntax, scope);
    case 'bracket':
      return bracket(syntax, scope);
    case 'list':
      return list(syntax.items.map(valueOf));
    case 'record':
      return context(syntax, scope);
    case 'range':
      return range(syntax, scope);
    case 'function':
      return {
        kind: 'function',
        parameters: syntax.parameters.map(({ name }) => name),
        body: syntax.body,
        scope,
      };
    case 'invoke':
      return apply(valueOf(syntax.of), syntax.arguments.map(valueOf), syntax.names);
    case 'call': {
      const called = scope.get(syntax.name);
      const given = syntax.arguments.map(valueOf);
      if (called !== undefined) return apply(called, given, syntax.names);
      return syntax.name === 'concatenate all'
        ? list(
            given
              .flatMap((lists) => (lists.kind === 'list' ? lists.items : []))
              .flatMap((one) => (one.kind === 'list' ? one.items : [one])),
          )
        : callDmn(syntax.name, given, syntax.names, (value, arguments_) => apply(value, arguments_));
    }
    case 'instance':
      return boolean(isInstance(valueOf(syntax.of), syntax.type));
  }
};

/** Calls a function that is a value; none where it is none, or takes other arguments. */
const apply = (called: Dmn, given: readonly Dmn[], names?: readonly string[]): Dmn => {
  if (called.kind !== 'function' || called.parameters.length !== given.length) return none;
  const by = names ?? called.parameters;
  if (called.parameters.some((parameter) => !by.includes(parameter))) return none;
  depth += 1;
  try {
    if (depth > deepest) throw new NotSaid('a function that goes on without an end');
    return evaluateDmn(
      called.body,
      new Map([...called.scope, ...by.map((name, at) => [name, given[at] ?? none] as const)]),
    );
  } finally {
    depth -= 1;
  }
};

let depth = 0;
const deepest = 200;

/** Stands for a name whose meaning is not told. */
const unknown: Dmn = list([]);

const loop = (syntax: Of<'some' | 'every' | 'for'>, scope: DmnScope): Dmn => {
  const items = itemsOf(evaluateDmn(syntax.in, scope));
  if (items === undefined) return none;
  const { body } = syntax;
  const isOuter = body.kind === 'for' || (body.kind === 'call' && body.name === 'concatenate all');
  const results: Dmn[] = [];
  for (const item of items) {
    const inside = new Map([...scope, [syntax.variable, item]]);
    if (syntax.kind === 'for')
      inside.set('partial', isOuter || scope.get('partial') === unknown ? unknown : list([...results]));
    results.push(evaluateDmn(body, inside));
  }
  if (syntax.kind === 'for') return list(results);
  return syntax.kind === 'some' ? or(results) : and(results);
};

/** What a loop goes through; `undefined` where it is nothing. */
const itemsOf = (value: Dmn): readonly Dmn[] | undefined => {
  if (value.kind === 'list') return value.items;
  if (value.kind === 'range') throw new NotSaid('going through a range');
  return classOf(value) === 'null' ? undefined : [value];
};

/** `list[…]`: the item at a place, or the items of which a condition holds. */
const bracket = (syntax: Of<'bracket'>, scope: DmnScope): Dmn => {
  const value = evaluateDmn(syntax.in, scope);
  const items = value.kind === 'list' ? value.items : classOf(value) === 'null' ? [] : [value];
  const by = (item: Dmn): Dmn =>
    evaluateDmn(
      syntax.by,
      new Map([...scope, ['item', item], ...(item.kind === 'context' ? item.entries : [])]),
    );
  const first = items[0] === undefined ? evaluateDmn(syntax.by, scope) : by(items[0]);
  if (classOf(first) === 'number') {
    const place = first.kind === 'plain' ? Number(first.value) : 0;
    if (!Number.isInteger(place)) throw new NotSaid('a place that is no integer');
    return place === 0 ? none : (items.at(place < 0 ? place : place - 1) ?? none);
  }
  if (classOf(value) === 'null') throw new NotSaid('a filter of nothing');
  return list(items.filter((item) => is(by(item), true)));
};

const context = ({ entries }: Of<'record'>, scope: DmnScope): Dmn => {
  const made = new Map<string, Dmn>();
  for (const { key, value } of entries) {
    if (made.has(key)) return none;
    made.set(key, evaluateDmn(value, new Map([...scope, ...made])));
  }
  return { kind: 'context', entries: made };
};

const range = (syntax: Of<'range'>, scope: DmnScope): Dmn => {
  const [start, end] = [syntax.low, syntax.high].map((side) =>
    side === null ? none : evaluateDmn(side, scope),
  );
  if (start === undefined || end === undefined) return none;
  const isOpen = syntax.low === null || syntax.high === null;
  const order = isOpen ? 0 : orderOf(start, end);
  if (order === null || order > 0) throw new NotSaid('a range whose ends have no order');
  return { kind: 'range', start, end, startIncluded: syntax.lowIncluded, endIncluded: syntax.highIncluded };
};

/** `x in tests` (table 54): one of them is to hold. */
const membership = (syntax: Of<'in'>, scope: DmnScope): Dmn => {
  const of = evaluateDmn(syntax.of, scope);
  return or(
    syntax.tests.map((test) => {
      if (test.kind === 'value') return isAmong(of, evaluateDmn(test.value, scope));
      const sides = test.bounds.map(({ operator, value }) =>
        compared(operator, of, evaluateDmn(value, scope)),
      );
      return and(sides);
    }),
  );
};

/** Whether a value is one that stands after `in`: in a range, in a list, or equal. */
const isAmong = (of: Dmn, test: Dmn): Dmn => {
  if (test.kind === 'range') return liesIn(of, test);
  if (test.kind !== 'list') return equal(of, test);
  if (of.kind === 'list') throw new NotSaid('whether a list is in a list');
  const found = test.items.map((item) => (item.kind === 'range' ? liesIn(of, item) : equal(of, item)));
  return boolean(found.some((one) => is(one, true)));
};
