import type { TypedExpression } from '../syntax/expression.js';
import type { Bound, MembershipTest, Syntax } from '../syntax/syntax.js';
import type { Typing } from './typing.js';
import { reportType, requirePresent } from './typing.js';

/** Types `x in tests` and `x between a and b`: comparisons of which one, or all of one test, are to hold. */
export const typeMembership = (
  { of, tests, span }: Extract<Syntax, { kind: 'in' }>,
  typing: Typing,
): TypedExpression | undefined => {
  // What is wrong with it is told once, and not for each comparison.
  const typedOf = typing.typeOf(of, typing);
  if (typedOf === undefined || !requirePresent(typedOf, typing)) return undefined;
  if (tests.length === 0)
    return reportType(typing, span, 'Nothing stands after `in`.', 'Write what it may be.');
  const typed = tests.map((test) => typeTest(of, test, typing));
  return joined('or', typed, span);
};

const typeTest = (of: Syntax, test: MembershipTest, typing: Typing): TypedExpression | undefined => {
  if (test.kind === 'bounds')
    return joined(
      'and',
      test.bounds.map((bound) => compared(of, bound, test.span, typing)),
      test.span,
    );
  const { value } = test;
  const type = typing.typeOf(value, typing)?.type;
  if (type === undefined) return undefined;
  if (type.kind !== 'list') return compared(of, { operator: '=', value }, value.span, typing);
  const { span } = value;
  const call = { kind: 'call', name: 'list contains', nameSpan: span, arguments: [value, of], span } as const;
  return typing.typeOf(call, typing);
};

const compared = (
  left: Syntax,
  { operator, value }: Bound,
  span: Syntax['span'],
  typing: Typing,
): TypedExpression | undefined =>
  typing.typeOf({ kind: 'compare', operator, left, right: value, span }, typing);

const joined = (
  kind: 'and' | 'or',
  parts: readonly (TypedExpression | undefined)[],
  span: Syntax['span'],
): TypedExpression | undefined =>
  parts.reduce((left, right) =>
    left === undefined || right === undefined
      ? undefined
      : { kind, left, right, type: { kind: 'boolean' }, span },
  );
