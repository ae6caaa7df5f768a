import { Decimal, normalized } from '../../../language/numbers/decimal.js';
import type { Syntax } from '../../../language/syntax/syntax.js';
import { callDmn } from './calls.js';
import { and, compared, equal, liesIn, or } from './compare.js';
import {
  boolean,
  context,
  integerOf,
  is,
  list,
  none,
  number,
  text,
  type Dmn,
  type DmnScope,
  type Evaluate,
} from './dmn-value.js';
import { conforms, isInstance } from './instance.js';
import { isChain, loop } from './loops.js';
import { NotSaid } from './not-said.js';
import { arithmetic, negated, partOf } from './operators.js';
import { rangeBetween, readRange } from './ranges.js';
import { constructTime } from './time/construct-time.js';
import { readAny, readTime } from './time/read-time.js';

type Of<Kind extends Syntax['kind']> = Extract<Syntax, { kind: Kind }>;

/** More parts than an expression that anybody means comes to. */
const mostSteps = 2_000_000;
/** Calls of functions in one another. */
const deepest = 200;

/**
 * What an expression comes to by DMN 1.5, chapter 10.3, whatever the kinds of its parts: null where they do not go together.
 * @throws NotSaid for what is not computed, or what DMN leaves open
 */
export const evaluateDmn = (syntax: Syntax, scope: DmnScope): Dmn => {
  let [steps, depth] = [0, 0];
  const evaluate: Evaluate = (part, inside) => {
    steps += 1;
    if (steps > mostSteps) throw new NotSaid('so many steps');
    return evaluatePart(part, inside, evaluate, apply);
  };
  const apply: Apply = (called, given, names) => {
    depth += 1;
    try {
      if (depth > deepest) throw new NotSaid('a function that goes on without an end');
      return applied(called, given, names, evaluate);
    } finally {
      depth -= 1;
    }
  };
  return evaluate(syntax, scope);
};

type Apply = (called: Dmn, given: readonly Dmn[], names?: readonly string[]) => Dmn;

const evaluatePart = (syntax: Syntax, scope: DmnScope, evaluate: Evaluate, apply: Apply): Dmn => {
  const valueOf = (part: Syntax): Dmn => evaluate(part, scope);
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
      return numberWritten(syntax.written);
    case 'time':
      return syntax.of === 'any' ? readAny(syntax.text) : readTime(syntax.of, syntax.text);
    case 'construct':
      return constructTime(syntax.of, syntax.arguments.map(valueOf));
    case 'name':
      return scope.get(syntax.name) ?? none;
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
      return membership(syntax, scope, evaluate);
    case 'if':
      return is(valueOf(syntax.condition), true) ? valueOf(syntax.then) : valueOf(syntax.else);
    case 'some':
    case 'every':
    case 'for':
      return loop(syntax, scope, evaluate);
    case 'bracket':
      return bracket(syntax, scope, evaluate);
    case 'list':
      return list(syntax.items.map(valueOf));
    case 'record':
      return record(syntax, scope, evaluate);
    case 'range':
      return rangeBetween(syntax, valueOf);
    case 'function':
      return { kind: 'function', parameters: syntax.parameters, body: syntax.body, scope };
    case 'invoke':
      return apply(valueOf(syntax.of), syntax.arguments.map(valueOf), syntax.names);
    case 'call': {
      const called = scope.get(syntax.name);
      if (called !== undefined) return apply(called, syntax.arguments.map(valueOf), syntax.names);
      if (isChain(syntax)) return loop(syntax, scope, evaluate);
      return callDmn(syntax.name, syntax.arguments.map(valueOf), syntax.names, { apply, readRange });
    }
    case 'instance':
      return boolean(isInstance(valueOf(syntax.of), syntax.type));
  }
};

/** A number of more than 34 digits is rounded to them. */
const numberWritten = (written: string): Dmn => {
  if (written.endsWith('%')) throw new NotSaid('a percentage');
  try {
    return number(normalized(new Decimal(written).toSignificantDigits(34)));
  } catch (error) {
    if (error instanceof RangeError) return none; // beyond the exponents
    throw error;
  }
};

/** Calls a function that is a value; null where it is none, or takes other arguments. */
const applied = (
  called: Dmn,
  given: readonly Dmn[],
  names: readonly string[] | undefined,
  evaluate: Evaluate,
): Dmn => {
  if (called.kind !== 'function' || called.parameters.length !== given.length) return none;
  const by = names ?? called.parameters.map(({ name }) => name);
  const inside = new Map(called.scope);
  for (const { name, type } of called.parameters) {
    const value = given[by.indexOf(name)];
    const fitted = value && (type === null ? value : asType(value, type));
    if (fitted === undefined) return none;
    inside.set(name, fitted);
  }
  return evaluate(called.body, inside);
};

/** A value as a parameter wants it: a list of one for its item, an item for a list of it; `undefined` where it does not fit. */
const asType = (value: Dmn, type: Parameters<typeof conforms>[1]): Dmn | undefined => {
  if (conforms(value, type)) return value;
  const [item, ...others] = value.kind === 'list' ? value.items : [];
  if (item !== undefined && others.length === 0 && conforms(item, type)) return item;
  return conforms(list([value]), type) ? list([value]) : undefined;
};

/** `list[…]`: the item at a place, or the items of which a condition holds. */
const bracket = (syntax: Of<'bracket'>, scope: DmnScope, evaluate: Evaluate): Dmn => {
  const value = evaluate(syntax.in, scope);
  const items = value.kind === 'list' ? value.items : value.kind === 'null' ? [] : [value];
  const by = (item: Dmn): Dmn =>
    evaluate(
      syntax.by,
      new Map([...scope, ['item', item], ...(item.kind === 'context' ? item.entries : [])]),
    );
  const first = items[0] === undefined ? evaluate(syntax.by, scope) : by(items[0]);
  if (first.kind === 'number') {
    const place = integerOf(first);
    if (place === undefined) throw new NotSaid('a place that is no integer');
    return place === 0 ? none : (items.at(place < 0 ? place : place - 1) ?? none);
  }
  if (value.kind === 'null') throw new NotSaid('a filter of null');
  return list(items.filter((item) => is(by(item), true)));
};

const record = ({ entries }: Of<'record'>, scope: DmnScope, evaluate: Evaluate): Dmn => {
  const made = new Map<string, Dmn>();
  for (const { key, value } of entries) {
    if (made.has(key)) return none;
    made.set(key, evaluate(value, new Map([...scope, ...made])));
  }
  return context(made);
};

/** `x in tests` (table 54): one of them is to hold. */
const membership = (syntax: Of<'in'>, scope: DmnScope, evaluate: Evaluate): Dmn => {
  const of = evaluate(syntax.of, scope);
  return or(
    syntax.tests.map((test) => {
      if (test.kind === 'value') return isAmong(of, evaluate(test.value, scope));
      return and(test.bounds.map(({ operator, value }) => compared(operator, of, evaluate(value, scope))));
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
