import type { TypedExpression } from '../syntax/expression.js';
import type { Bound, MembershipTest, Syntax } from '../syntax/syntax.js';
import { whyNotZone } from '../time/time-functions.js';
import { describeType } from './describe-type.js';
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
  const zone = zoneOf(tests);
  if (zone !== undefined) return typeInZone(typedOf, zone, span, typing);
  if (tests.length === 0)
    return reportType(typing, span, 'Nothing stands after `in`.', 'Write what it may be.');
  const typed = tests.map((test) => typeTest(of, test, typing));
  return joined('or', typed, span);
};

/** The arguments of `zone(…)`, where that is all that stands after `in`. */
const zoneOf = (tests: readonly MembershipTest[]): Extract<Syntax, { kind: 'call' }> | undefined => {
  const [test] = tests;
  const value = test?.kind === 'value' && tests.length === 1 ? test.value : undefined;
  return value?.kind === 'call' && value.name === 'zone' ? value : undefined;
};

/** Types `instant in zone("Europe/Berlin")`: the date and time that clocks there show. */
const typeInZone = (
  at: TypedExpression,
  { arguments: given, span: zoneSpan }: Extract<Syntax, { kind: 'call' }>,
  span: Syntax['span'],
  typing: Typing,
): TypedExpression | undefined => {
  const [written] = given;
  const zone = written && typing.typeOf(written, typing);
  if (zone === undefined || given.length !== 1)
    return reportType(typing, zoneSpan, '`zone` takes one name.', 'Write `zone("Europe/Berlin")`.');
  const wrong =
    at.type.kind === 'instant'
      ? whyNotZone(zone.type)
      : `only an instant is seen in a zone, not ${describeType(at.type)}`;
  if (wrong !== null)
    return reportType(typing, span, `\`in zone\`: ${wrong}.`, 'Write `instant in zone("Europe/Berlin")`.');
  return { kind: 'call', function: 'in zone', arguments: [at, zone], type: { kind: 'local' }, span };
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
