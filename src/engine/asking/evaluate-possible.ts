import { isNumber } from '../../language/numbers/numeric.js';
import { isMoney } from '../../language/money/money-types.js';
import { operandsOf, operationOf } from '../../language/operations.js';
import type { OfKind, TypedExpression } from '../../language/syntax/expression.js';
import { isList, itemAt } from '../../language/values.js';
import { depsOf, hanging, known, nothing, onlyValue, settled, type Possible } from './possible.js';
import { anyOf, asItems, fieldIn, joined } from './joined-possible.js';
import { allHold, anyHolds, asValue, isOpen, open, truthOf, type Truth } from './truth.js';
import { arithmeticOf, valueOfCall } from './values-of-calls.js';
import { comparePossible } from './compare-possible.js';

/** What names may stand for. */
export interface PossibleScope {
  readonly read: (root: string, fields: readonly string[]) => Possible;
  readonly variables: ReadonlyMap<string, Possible>;
}

/**
 * What an expression may come to while some facts are not known: whatever these are, what the evaluators compute is among it, unless they refuse
 * the case. What hangs on no open fact is computed as they compute it.
 */
export const evaluatePossible = (expression: TypedExpression, scope: PossibleScope): Possible => {
  const of = (part: TypedExpression): Possible => evaluatePossible(part, scope);
  switch (expression.kind) {
    case 'literal':
      return known(expression.value);
    case 'read':
      return scope.read(expression.root, expression.fields);
    case 'variable':
      return expression.fields.reduce(fieldIn, scope.variables.get(expression.name) ?? known(null));
    case 'field':
      return fieldIn(of(expression.of), expression.field);
    case 'negate':
      return isMoney(expression.of.type)
        ? valueOfCall('negate money', [of(expression.of)], expression.type)
        : arithmeticOf('-', known(0), of(expression.of), expression.type);
    case 'arithmetic':
      return ofArithmetic(expression, of);
    case 'compare':
      return comparePossible(expression, of);
    case 'and':
      return asValue(allHold(inTurn([expression.left, expression.right], of)));
    case 'or':
      return asValue(anyHolds(inTurn([expression.left, expression.right], of)));
    case 'if': {
      const condition = truthOf(of(expression.condition));
      if (!isOpen(condition))
        return condition.mayHold ? of(expression.then) : condition.mayFail ? of(expression.else) : nothing;
      return settled(joined(of(expression.then), of(expression.else), condition.deps));
    }
    case 'some':
    case 'every':
      return asValue(ofQuantifier(expression, scope));
    case 'for':
      return ofFor(expression, scope);
    case 'filter':
      return ofFilter(expression, scope);
    case 'index':
      return ofIndex(of(expression.in), of(expression.at));
    case 'call':
      return valueOfCall(expression.function, expression.arguments.map(of), expression.type);
    case 'list':
      return settled({ kind: 'list', items: expression.items.map(of), deps: 0n });
    case 'record': {
      const fields = expression.fields.map(([name, value]): [string, Possible] => [name, of(value)]);
      return settled({ kind: 'record', fields: new Map(fields), orNull: false, deps: 0n });
    }
    case 'let': {
      const values = expression.variables.map((name, i): [string, Possible] => {
        const value = expression.values[i];
        return [name, value === undefined ? known(null) : of(value)];
      });
      return evaluatePossible(expression.in, withVariables(scope, values));
    }
    case 'table':
      throw new TypeError('A table stands inside an expression');
  }
};

const withVariables = (
  scope: PossibleScope,
  more: readonly (readonly [string, Possible])[],
): PossibleScope => ({
  ...scope,
  variables: new Map([...scope.variables, ...more]),
});

/** Conditions one after the other; the later are only computed where they are asked for. */
const inTurn = function* (
  conditions: readonly TypedExpression[],
  of: (part: TypedExpression) => Possible,
): Iterable<Truth> {
  for (const condition of conditions) yield truthOf(of(condition));
};

const ofArithmetic = (
  expression: OfKind<'arithmetic'>,
  of: (part: TypedExpression) => Possible,
): Possible => {
  const { operator, left, right, type } = expression;
  const operation = operationOf(expression);
  if (operation === undefined) return arithmeticOf(operator, of(left), of(right), type);
  // The operands stand in the operation's order, one of them negated where a length of time is taken away.
  const places = operandsOf(
    expression,
    (part) => (part === left ? 'left' : 'right'),
    (side) => `-${side}`,
  );
  const operand = (place: string): Possible => {
    const value = of(place.endsWith('left') ? left : right);
    return place.startsWith('-') ? arithmeticOf('-', known(0), value, right.type) : value;
  };
  return valueOfCall(operation, places.map(operand), type);
};

/** The lists that a value may be, item by item; `undefined` where how many there are is open. */
const itemsIn = (list: Possible): readonly Possible[] | undefined => {
  if (list.kind === 'list') return list.items.map((item) => hanging(item, list.deps));
  const only = onlyValue(list);
  return only !== undefined && isList(only) ? only.map(known) : undefined;
};

/** Any item of a list of which it is open how many there are. */
const anyItem = (list: Possible, otherwise: () => Possible): Possible => {
  const items = asItems(list);
  return items === undefined ? otherwise() : hanging(items.item, depsOf(list));
};

const itemOfType = (expression: TypedExpression, deps: bigint): Possible =>
  expression.type.kind === 'list' ? anyOf(expression.type.of, deps) : { kind: 'any', orNull: true, deps };

const ofQuantifier = (expression: OfKind<'some' | 'every'>, scope: PossibleScope): Truth => {
  const list = evaluatePossible(expression.in, scope);
  const holdsOf = (item: Possible): Truth =>
    truthOf(evaluatePossible(expression.satisfies, withVariables(scope, [[expression.variable, item]])));
  const items = itemsIn(list);
  const isSome = expression.kind === 'some';
  if (items !== undefined) {
    const each = function* (): Iterable<Truth> {
      for (const item of items) yield holdsOf(item);
    };
    return isSome ? anyHolds(each()) : allHold(each());
  }
  const deps = depsOf(list);
  const one = holdsOf(anyItem(list, () => itemOfType(expression.in, deps)));
  // There may be none, of which every one holds, and not one does.
  if (isSome) return one.mayHold ? open(deps | one.deps) : { mayHold: false, mayFail: true, deps: 0n };
  return one.mayFail ? open(deps | one.deps) : { mayHold: true, mayFail: false, deps: 0n };
};

const ofFor = (expression: OfKind<'for'>, scope: PossibleScope): Possible => {
  const list = evaluatePossible(expression.in, scope);
  const of = (item: Possible): Possible =>
    evaluatePossible(expression.return, withVariables(scope, [[expression.variable, item]]));
  const items = itemsIn(list);
  if (items !== undefined) return settled({ kind: 'list', items: items.map(of), deps: 0n });
  const deps = depsOf(list);
  const item = of(anyItem(list, () => itemOfType(expression.in, deps)));
  return { kind: 'items', item, orNull: false, deps };
};

const ofFilter = (expression: OfKind<'filter'>, scope: PossibleScope): Possible => {
  const list = evaluatePossible(expression.in, scope);
  const holdsOf = (item: Possible): Truth =>
    truthOf(evaluatePossible(expression.where, withVariables(scope, [['item', item]])));
  const items = itemsIn(list);
  if (items !== undefined) {
    const each = items.map((item) => ({ item, truth: holdsOf(item) }));
    const kept = each.filter(({ truth }) => truth.mayHold);
    const deps = each.reduce((all, { truth }) => all | truth.deps, 0n);
    if (kept.length === 0) return known([]);
    if (!each.some(({ truth }) => isOpen(truth)))
      return settled({ kind: 'list', items: kept.map(({ item }) => item), deps: 0n });
    const item = kept.reduce((all, one) => joined(all, one.item, deps), nothing);
    return { kind: 'items', item, orNull: false, deps: deps | depsOf(item) };
  }
  const deps = depsOf(list);
  const item = anyItem(list, () => itemOfType(expression.in, deps));
  const truth = holdsOf(item);
  return truth.mayHold ? { kind: 'items', item, orNull: false, deps: deps | truth.deps } : known([]);
};

const ofIndex = (list: Possible, place: Possible): Possible => {
  const items = itemsIn(list);
  const at = onlyValue(place);
  if (items !== undefined && isNumber(at)) {
    const found = itemAt(
      items.map((_, i) => i),
      at,
    );
    return typeof found === 'number' ? (items[found] ?? known(null)) : known(null);
  }
  const deps = depsOf(list) | depsOf(place);
  const item = anyItem(list, () => ({ kind: 'any', orNull: true, deps }));
  return joined(item, known(null), deps);
};
