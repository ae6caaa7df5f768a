import type { Edition } from '../edition/model/edition.js';
import type { OfKind, TypedExpression } from '../language/syntax/expression.js';
import { isMoney } from '../language/money/money-types.js';
import { partsOf } from '../language/syntax/walk.js';

/**
 * Whether an expression rounds money that was computed with a quotient, so that it may be a minor unit off: a quotient may have no end, and
 * has 34 digits then. `floor(price * (days / 30))` is less than a third of the price where days are 10, and `round half up` is wrong at halves.
 * What is divided last is right, and so is a quotient that is rounded itself. Quotients are followed through definitions, local names,
 * functions and tables.
 */
export const roundsWithQuotient = (edition: Edition, expression: TypedExpression): boolean => {
  const scopes: Part[] = [{ expression, bound: new Map() }];
  for (let next = scopes.pop(); next !== undefined; next = scopes.pop()) {
    if (isRounding(next.expression)) {
      const rounded = next.expression.arguments.map((argument) => at(argument, next.bound));
      if (rounded.some((part) => isOfMoney(edition, part) && isComputedWithQuotient(edition, part)))
        return true;
    }
    scopes.push(...innerParts(next));
  }
  return false;
};

/** A part of an expression, with what its variables stand for. */
interface Part {
  readonly expression: TypedExpression;
  readonly bound: ReadonlyMap<string, Part>;
}

const at = (expression: TypedExpression, bound: Part['bound']): Part => ({ expression, bound });

const isRounding = (expression: TypedExpression): expression is OfKind<'call'> =>
  expression.kind === 'call' && roundings.has(expression.function.replace(/ of money$/, ''));

const roundings: ReadonlySet<string> = new Set([
  'floor',
  'ceiling',
  'round up',
  'round down',
  'round half up',
  'round half down',
  'round half even',
]);

/**
 * Whether a product, a division or a sum is computed with quotients that may have no end. One quotient to which exact numbers are added does no
 * harm: it has no end itself, so that the sum is never just a half.
 */
const isComputedWithQuotient = (edition: Edition, whole: Part): boolean => {
  const hasEndless = (part: Part): boolean => flowOf(edition, part).some(isEndless);
  return flowOf(edition, whole).some((part) => {
    const added = addedIn(part);
    if (added.length > 0) return added.every(hasEndless);
    const factors = factorsOf(part);
    return (isDivision(part.expression) ? factors.slice(1) : factors).some(hasEndless);
  });
};

/** What a part adds up or subtracts; of the items of a list, the list. Nothing where it does neither. */
const addedIn = ({ expression, bound }: Part): readonly Part[] => {
  const { kind } = expression;
  if (kind === 'arithmetic' && (expression.operator === '+' || expression.operator === '-'))
    return [at(expression.left, bound), at(expression.right, bound)];
  return kind === 'call' && sums.has(expression.function)
    ? expression.arguments.map((argument) => at(argument, bound))
    : [];
};

const sums: ReadonlySet<string> = new Set(['sum', 'mean', 'sum of money', 'add money', 'subtract money']);

/** What a part multiplies or divides; nothing where it does neither. */
const factorsOf = ({ expression, bound }: Part): readonly Part[] => {
  if (expression.kind === 'arithmetic' && (expression.operator === '*' || expression.operator === '/'))
    return [at(expression.left, bound), at(expression.right, bound)];
  if (expression.kind === 'call' && moneyFactors.has(expression.function))
    return expression.arguments.map((argument) => at(argument, bound));
  return [];
};

const moneyFactors: ReadonlySet<string> = new Set(['times money', 'share of money', 'ratio of money']);

const isDivision = (expression: TypedExpression): boolean =>
  expression.kind === 'arithmetic'
    ? expression.operator === '/'
    : expression.kind === 'call' &&
      (expression.function === 'share of money' || expression.function === 'ratio of money');

/** A division by what is not known to be made of twos and fives. */
const isEndless = (part: Part): boolean => {
  if (!isDivision(part.expression)) return false;
  const divisor = factorsOf(part)[1]?.expression;
  return !(divisor?.kind === 'literal' && typeof divisor.value === 'number' && hasEnd(divisor.value));
};

const hasEnd = (divisor: number): boolean => {
  let left = Number(String(Math.abs(divisor)).replace('.', ''));
  if (!Number.isSafeInteger(left) || left === 0) return false;
  while (left % 2 === 0) left /= 2;
  while (left % 5 === 0) left /= 5;
  return left === 1;
};

/** A part and all from which its value is computed, as far as that need not be whole: not what is rounded, compared or counted. */
const flowOf = (edition: Edition, whole: Part): readonly Part[] => {
  const found: Part[] = [];
  const seen = new Set<TypedExpression>();
  const parts = [whole];
  for (let next = parts.pop(); next !== undefined; next = parts.pop()) {
    if (seen.has(next.expression) || isWhole(next.expression)) continue;
    seen.add(next.expression);
    found.push(next);
    parts.push(...sourcesOf(edition, next));
  }
  return found;
};

/** Whether it is known to be without a fraction: an integer, money, or no quantity at all. */
const isWhole = ({ type }: TypedExpression): boolean =>
  !(
    type.kind === 'number' ||
    type.kind === 'list' ||
    (type.kind === 'record' && type.name !== 'money') ||
    type.kind === 'percent'
  );

/** What the value of a part is directly computed from. */
const sourcesOf = (edition: Edition, { expression, bound }: Part): readonly Part[] => {
  switch (expression.kind) {
    case 'read': {
      const named = edition.definitions.get(expression.root)?.is;
      return named === undefined ? [] : [at(named, new Map())];
    }
    case 'variable': {
      const stands = bound.get(expression.name);
      return stands === undefined ? [] : [stands];
    }
    case 'if':
      return [at(expression.then, bound), at(expression.else, bound)];
    case 'filter':
      return [at(expression.in, bound)];
    case 'call':
      return isRounding(expression) ? [] : innerParts(at(expression, bound));
    case 'let':
    case 'for':
      return innerParts({ expression, bound }).slice(-1);
    case 'table':
      return [...expression.rows.map(({ then }) => then), expression.otherwise].flatMap((then) =>
        then === null ? [] : [at(then, bound)],
      );
    default:
      return innerParts({ expression, bound });
  }
};

/** The parts that an expression is directly made of, with what variables stand for in each. */
const innerParts = ({ expression, bound }: Part): readonly Part[] => {
  const parts = partsOf(expression);
  if (expression.kind === 'let') {
    const values = expression.values.map((value) => at(value, bound));
    const within = new Map(bound);
    for (const [place, name] of expression.variables.entries()) {
      const value = values[place];
      if (value !== undefined) within.set(name, value);
    }
    return [...values, at(expression.in, within)];
  }
  if (expression.kind === 'for') {
    const list = at(expression.in, bound);
    return [list, at(expression.return, new Map(bound).set(expression.variable, list))];
  }
  return parts.map((part) => at(part, bound));
};

/** Whether an amount of money goes into a part, as money or by its minor units. */
const isOfMoney = (edition: Edition, whole: Part): boolean => {
  const seen = new Set<TypedExpression>();
  const parts = [whole];
  for (let next = parts.pop(); next !== undefined; next = parts.pop()) {
    const { expression } = next;
    if (seen.has(expression)) continue;
    seen.add(expression);
    if (isMoney(expression.type) || lastField(expression) === 'minor') return true;
    parts.push(...sourcesOf(edition, next));
  }
  return false;
};

const lastField = (expression: TypedExpression): string | undefined => {
  if (expression.kind === 'field') return expression.field;
  return expression.kind === 'read' || expression.kind === 'variable' ? expression.fields.at(-1) : undefined;
};
