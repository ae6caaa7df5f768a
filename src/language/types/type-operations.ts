import { weekdays } from '../time/business-days.js';
import { whyNotEqual, whyNotOrdered } from './comparability.js';
import { describeType } from './describe-type.js';
import type { OfKind, TypedExpression } from '../syntax/expression.js';
import { namesKnownPresent } from './narrowing.js';
import type { ArithmeticOperator, Syntax } from '../syntax/syntax.js';
import { isMoney, moneyOperationOf } from '../money/money-types.js';
import { timeTypeOf } from '../time/time-arithmetic.js';
import { isNullable, isNumeric, isScalar, joinTypes, withoutNull } from './type-relations.js';
import type { Type } from './types.js';
import type { Typing } from './typing.js';
import { reportType, requireBoolean, requirePresent, withNarrowed, writtenAt } from './typing.js';

type Of<Kind extends Syntax['kind']> = Extract<Syntax, { kind: Kind }>;

/** Types `a + b`, `a - b`, `a * b`, `a / b`. */
export const typeArithmetic = (syntax: Of<'arithmetic'>, typing: Typing): TypedExpression | undefined => {
  const [left, right] = [typing.typeOf(syntax.left, typing), typing.typeOf(syntax.right, typing)];
  if (left === undefined || right === undefined) return undefined;
  const { operator, span } = syntax;
  if (![requirePresent(left, typing), requirePresent(right, typing)].every(Boolean)) return undefined;
  if (operator === '/' && right.kind === 'literal' && right.value === 0)
    return reportType(typing, right.span, 'Nothing is divided by 0.', 'Write another divisor.');
  if (operator === '**') return typePower(left, right, span, typing);
  const type = arithmeticType(operator, left.type, right.type);
  if (type !== undefined) return { kind: 'arithmetic', operator, left, right, type, span };
  const message = `\`${operator}\` does not go between ${describeType(left.type)} and ${describeType(right.type)}.`;
  return reportType(typing, span, message, arithmeticHint(left.type, right.type));
};

/** Types `a ** b`: an integer where both are integers and the second is written out. */
const typePower = (
  base: TypedExpression,
  exponent: TypedExpression,
  span: TypedExpression['span'],
  typing: Typing,
): TypedExpression | undefined => {
  const stray = [base, exponent].find(({ type }) => !isNumeric(type));
  if (stray !== undefined) {
    const message = `\`${writtenAt(stray.span, typing)}\` is ${describeType(stray.type)}, not a number.`;
    return reportType(typing, stray.span, message, 'Numbers are raised to a power.');
  }
  const isWhole =
    base.type.kind === 'integer' &&
    exponent.type.kind === 'integer' &&
    exponent.kind === 'literal' &&
    Number(exponent.value) >= 0;
  const type: Type = { kind: isWhole ? 'integer' : 'number' };
  return { kind: 'call', function: 'power', arguments: [base, exponent], type, span };
};

const arithmeticType = (operator: ArithmeticOperator, left: Type, right: Type): Type | undefined => {
  if (isNumeric(left) && isNumeric(right)) {
    const whole = left.kind === 'integer' && right.kind === 'integer' && operator !== '/';
    return { kind: whole ? 'integer' : 'number' };
  }
  if (operator === '+' && left.kind === 'text' && right.kind === 'text') return { kind: 'text' };
  return moneyOperationOf(operator, left, right)?.gives ?? timeTypeOf(operator, left, right);
};

/** What to write where an operator does not go between two types. */
const arithmeticHint = (left: Type, right: Type): string => {
  const kinds = [left.kind, right.kind];
  if (isMoney(left) || isMoney(right))
    return 'Money is added to money, and multiplied or divided by a number.';
  if (kinds.includes('instant') && kinds.includes('months'))
    return 'On which day an instant falls depends on the time zone: `add months(instant, months, zone)`.';
  if (kinds.includes('instant') && (kinds.includes('date') || kinds.includes('local')))
    return 'Take the date of the instant first: `date(instant, zone)`.';
  if (kinds.includes('date') || kinds.includes('local'))
    return 'To a date a duration is added, as in `+ duration("P30D")` or `+ duration("P1M")`.';
  if (kinds.includes('instant')) return 'To an instant a duration is added, as in `+ duration("P30D")`.';
  return 'Numbers, money, durations, and dates or instants with durations are computed with; `+` also joins texts.';
};

/** Types `-a`. */
export const typeNegate = (syntax: Of<'negate'>, typing: Typing): TypedExpression | undefined => {
  const of = typing.typeOf(syntax.of, typing);
  if (of === undefined || !requirePresent(of, typing)) return undefined;
  if (isNumeric(of.type) || of.type.kind === 'duration' || of.type.kind === 'months' || isMoney(of.type))
    return { kind: 'negate', of, type: of.type, span: syntax.span };
  const message = `\`-\` does not go before ${describeType(of.type)}.`;
  return reportType(typing, syntax.span, message, 'Negate a number or a duration.');
};

/** Types a comparison: of present scalars that have something in common, or of what may be absent with `null`. */
export const typeCompare = (syntax: Of<'compare'>, typing: Typing): TypedExpression | undefined => {
  const [left, right] = [typing.typeOf(syntax.left, typing), typing.typeOf(syntax.right, typing)];
  if (left === undefined || right === undefined) return undefined;
  const { operator, span } = syntax;
  const compared: TypedExpression = {
    kind: 'compare',
    operator,
    left,
    right,
    type: { kind: 'boolean' },
    span,
  };
  const equality = operator === '=' || operator === '!=';
  if (equality && [left, right].some((part) => part.type.kind === 'null')) {
    const other = left.type.kind === 'null' ? right : left;
    if (isNullable(other.type)) return compared;
    const message = `\`${writtenAt(other.span, typing)}\` is never absent here.`;
    return reportType(typing, span, message, 'Leave the comparison with `null` out.');
  }
  if (![requirePresent(left, typing), requirePresent(right, typing)].every(Boolean)) return compared;
  if (isMoney(left.type) && isMoney(right.type)) return compared;
  if (equality && !isScalar(left.type) && joinTypes(left.type, right.type) !== undefined)
    return sameValues(compared);
  const wrong = (equality ? whyNotEqual : whyNotOrdered)(left.type, right.type);
  if (wrong === null) return compared;
  const message = `\`${writtenAt(span, typing)}\`: ${wrong}.`;
  return reportType(
    typing,
    span,
    message,
    writtenDateHint([left, right].map((part) => writtenAt(part.span, typing))) ??
      textTimeHint(left.type, right.type) ??
      orderHint(left.type, right.type) ??
      'Compare two scalars of one kind.',
  );
};

/** Lists and records are equal where all that is in them is. */
const sameValues = ({ left, right, operator, span }: OfKind<'compare'>): TypedExpression => {
  const type: Type = { kind: 'boolean' };
  const same: TypedExpression = {
    kind: 'call',
    function: 'same values',
    arguments: [left, right],
    type,
    span,
  };
  return operator === '=' ? same : { kind: 'call', function: 'not', arguments: [same], type, span };
};

/** A date without its quotes is a difference of numbers. */
const writtenDateHint = (sides: readonly string[]): string | undefined => {
  const written = sides.find((side) => /^\d{4}-\d{2}-\d{2}$/.test(side));
  return written === undefined ? undefined : `Write a date as \`date("${written}")\`.`;
};

/** What to write where a text stands beside a time. */
const textTimeHint = (left: Type, right: Type): string | undefined => {
  const kinds = [left.kind, right.kind];
  if (kinds.includes('instant') && kinds.includes('date'))
    return 'The date of an instant is `date(instant, zone)`, as in `date(asOf, "Europe/Berlin")`.';
  const number = [left, right].find((type) => type.kind === 'text' && type.values?.length === 1);
  const written = number?.kind === 'text' ? number.values?.[0] : undefined;
  if (written !== undefined && /^-?\d+(\.\d+)?$/.test(written) && [left, right].some(isNumeric))
    return `Write a number without quotes: \`${written}\`.`;
  const weekday = weekdays.findIndex((day) => day === written?.toLowerCase());
  if (weekday >= 0 && [left, right].some(isNumeric))
    return `Days of the week are numbers, from 1 for Monday: write \`${weekday + 1}\`.`;
  if (!kinds.includes('text')) return undefined;
  if (kinds.includes('instant')) return 'Write an instant as `date and time("YYYY-MM-DDThh:mm:ssZ")`.';
  if (kinds.includes('date')) return 'Write a date as `date("YYYY-MM-DD")`.';
  if (kinds.includes('time')) return 'Write a time of day as `time("hh:mm:ss")`.';
  return kinds.includes('duration') ? 'Write a duration as `duration("P30D")`.' : undefined;
};

/** What to write in place of an order that two of a kind do not have. */
const orderHint = (left: Type, right: Type): string | undefined => {
  if (left.kind !== right.kind) return undefined;
  if (left.kind === 'text')
    return 'Texts are compared by `=`: list those that are meant, as in `x in ("a", "b")`, or compare a number or a date.';
  return left.kind === 'boolean' ? 'Say which is to hold: `a and not(b)`.' : undefined;
};

/** Types `and` and `or`; the right side is typed by what the left side leaves open. */
export const typeLogic = (syntax: Of<'and' | 'or'>, typing: Typing): TypedExpression | undefined => {
  const left = typing.typeOf(syntax.left, typing);
  const known = left === undefined ? [] : namesKnownPresent(left, syntax.kind === 'and');
  const right = typing.typeOf(syntax.right, withNarrowed(typing, known));
  const fine = [left, right].map((side) => side !== undefined && requireBoolean(side, typing));
  if (left === undefined || right === undefined || fine.includes(false)) return undefined;
  return { kind: syntax.kind, left, right, type: { kind: 'boolean' }, span: syntax.span };
};

/** Types `if`; each branch by what the condition tells, the whole by what both branches are. */
export const typeIf = (syntax: Of<'if'>, typing: Typing): TypedExpression | undefined => {
  const condition = typing.typeOf(syntax.condition, typing);
  const known = (holds: boolean): Iterable<string> =>
    condition === undefined ? [] : namesKnownPresent(condition, holds);
  const then = typing.typeOf(syntax.then, withNarrowed(typing, known(true)));
  const otherwise = typing.typeOf(syntax.else, withNarrowed(typing, known(false)));
  const fine = condition !== undefined && requireBoolean(condition, typing);
  if (!fine || then === undefined || otherwise === undefined) return undefined;
  const type = joinTypes(then.type, otherwise.type);
  if (type !== undefined) return { kind: 'if', condition, then, else: otherwise, type, span: syntax.span };
  const [one, other] = [then, otherwise].map((branch) => describeType(withoutNull(branch.type)));
  const message = `The branches of \`if\` do not go together: ${one ?? ''} and ${other ?? ''}.`;
  return reportType(typing, syntax.span, message, 'Give both branches the same type, or `null`.');
};
