import type { Edition } from '../edition/model/edition.js';
import type { Condition } from '../edition/model/rule-set.js';
import { type TypedExpression, isNullLiteral } from '../language/syntax/expression.js';
import { partsOf } from '../language/syntax/walk.js';
import { textsOf, withVariables, type Variables } from './text-origins.js';

/** A part of an expression with what is known where it stands. */
interface Placed {
  readonly part: TypedExpression;
  readonly variables: Variables;
  /** Comparisons that hold there. */
  readonly holding: readonly TypedExpression[];
}

/**
 * The first two amounts that an expression adds up or subtracts by their `minor`, and that nothing holds to be in one currency, as they are named; `undefined` where there are none. What may hold them so
 * are the edition's constraints, the conditions of the rule, and those of an `if` around the sum; that the greater or lesser of two amounts was taken does too, since those of two currencies have none.
 * @param when the condition under which the expression counts
 */
export const amountsOfSeveralCurrencies = (
  edition: Edition,
  expression: TypedExpression,
  when: Condition,
): readonly [string, string] | undefined => {
  const always = [
    ...edition.constraints.flatMap(({ holds }) => onlyAlternative(holds)),
    ...comparedBy(when).flatMap((one) => heldBy(edition, one, true)),
  ];
  for (const { part, variables, holding } of placesIn(edition, expression, new Map(), always)) {
    if (part.kind !== 'arithmetic' || (part.operator !== '+' && part.operator !== '-')) continue;
    const groups = makeGroups(edition, holding);
    const sides = [part.left, part.right].map((side) =>
      amountsIn(side)
        .filter((amount) => isFollowed(amount, variables))
        .map((amount) => ({
          name: nameOf(amount),
          currencies: currenciesOf(edition, amount, [], variables).map(groups),
        })),
    );
    for (const one of sides[0] ?? [])
      for (const other of sides[1] ?? [])
        if (!one.currencies.some((currency) => other.currencies.includes(currency)))
          return [one.name, other.name];
  }
  return undefined;
};

const placesIn = (
  edition: Edition,
  part: TypedExpression,
  variables: Variables,
  holding: readonly TypedExpression[],
): readonly Placed[] => {
  const inner = (one: TypedExpression, more: readonly TypedExpression[] = []): readonly Placed[] =>
    placesIn(edition, one, variables, [...holding, ...more]);
  const here = { part, variables, holding };
  if (part.kind === 'if')
    return [
      here,
      ...inner(part.condition),
      ...inner(part.then, heldBy(edition, part.condition, true)),
      ...inner(part.else, heldBy(edition, part.condition, false)),
    ];
  if (part.kind === 'let')
    return [
      here,
      ...part.values.flatMap((value) => inner(value)),
      ...placesIn(edition, part.in, withVariables(part, variables), holding),
    ];
  return [here, ...partsOf(part).flatMap((one) => inner(one))];
};

/** The equalities that hold where a condition is true, or where it is false. */
const heldBy = (edition: Edition, condition: TypedExpression, is: boolean): readonly TypedExpression[] => {
  const [both, equality] = is ? (['and', '='] as const) : (['or', '!='] as const);
  if (condition.kind === both)
    return [condition.left, condition.right].flatMap((side) => heldBy(edition, side, is));
  if (condition.kind === 'compare') return condition.operator === equality ? [condition] : [];
  if (condition.kind === 'call' && condition.function === 'not')
    return condition.arguments.flatMap((one) => heldBy(edition, one, !is));
  const meant =
    condition.kind === 'read'
      ? edition.definitions.get([condition.root, ...condition.fields].join('.'))?.is
      : undefined;
  return meant === undefined ? [] : heldBy(edition, meant, is);
};

/** The equalities of a constraint: what it says in an `or` beside what may be absent counts where it is the only alternative. */
const onlyAlternative = (holds: TypedExpression): readonly TypedExpression[] => {
  if (holds.kind === 'and') return [holds.left, holds.right].flatMap(onlyAlternative);
  if (holds.kind === 'compare') return holds.operator === '=' && !asksWhetherThere(holds) ? [holds] : [];
  const alternatives =
    holds.kind === 'or' ? [holds.left, holds.right] : holds.kind === 'if' ? [holds.then, holds.else] : [];
  const [one, ...others] = alternatives.filter(
    (part) => !asksWhetherThere(part) && !(part.kind === 'literal' && part.value === true),
  );
  return one === undefined || others.length > 0 ? [] : onlyAlternative(one);
};

const asksWhetherThere = (part: TypedExpression): boolean =>
  (part.kind === 'compare' && [part.left, part.right].some(isNullLiteral)) ||
  (part.kind === 'or' && asksWhetherThere(part.left) && asksWhetherThere(part.right));

/** What must be so for a rule to fire, as expressions. */
const comparedBy = (when: Condition): readonly TypedExpression[] => {
  if (when.kind === 'all') return when.of.flatMap(comparedBy);
  if (when.kind !== 'comparison' || when.operator !== 'equal') return [];
  const { left, right } = when;
  if (right.kind === 'value' && right.value === true && left.type.kind === 'boolean') return [left];
  const compared: TypedExpression =
    right.kind === 'fact'
      ? right.expression
      : { kind: 'literal', value: right.value, type: left.type, span: left.span };
  return [
    { kind: 'compare', operator: '=', left, right: compared, type: { kind: 'boolean' }, span: left.span },
  ];
};

/** The name of the group of currencies that are the same as this one, by what holds. */
const makeGroups = (
  edition: Edition,
  holding: readonly TypedExpression[],
): ((currency: string) => string) => {
  const groups = new Map<string, string>();
  const groupOf = (name: string): string => {
    const above = groups.get(name);
    return above === undefined || above === name ? name : groupOf(above);
  };
  for (const one of holding) {
    if (one.kind !== 'compare') continue;
    const [left, right] = [one.left, one.right].map((side) => textsOf(edition, side, [], new Map()));
    for (const a of left ?? []) for (const b of right ?? []) groups.set(groupOf(a), groupOf(b));
  }
  return groupOf;
};

/** The amounts whose minor units an expression is made of; those that it only compares are left out. */
const amountsIn = (part: TypedExpression): readonly TypedExpression[] => {
  if (part.kind === 'compare') return [];
  if (part.kind === 'if') return [part.then, part.else].flatMap(amountsIn);
  if ((part.kind === 'read' || part.kind === 'variable') && part.fields.at(-1) === 'minor')
    return [{ ...part, fields: part.fields.slice(0, -1) }];
  if (part.kind === 'field' && part.field === 'minor') return [part.of];
  return partsOf(part).flatMap(amountsIn);
};

/** Whether it is known where an amount comes from: no item of a list. */
const isFollowed = (amount: TypedExpression, variables: Variables): boolean =>
  amount.kind === 'variable'
    ? variables.has(amount.name)
    : !['index', 'filter', 'for'].includes(amount.kind) &&
      partsOf(amount).every((part) => isFollowed(part, variables));

const nameOf = (amount: TypedExpression): string => {
  if (amount.kind === 'read') return [amount.root, ...amount.fields].join('.');
  if (amount.kind === 'variable') return [amount.name, ...amount.fields].join('.');
  return amount.kind === 'call' ? `${amount.function}(…)` : 'an amount';
};

/** The currencies of which an amount is known to be: all of them are the same. @param fields below the expression, those of a record */
const currenciesOf = (
  edition: Edition,
  amount: TypedExpression,
  fields: readonly string[],
  variables: Variables,
): readonly string[] => textsOf(edition, amount, [...fields, 'currency'], variables);
