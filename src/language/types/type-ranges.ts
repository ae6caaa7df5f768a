import { whyNoRange } from '../functions/range-functions.js';
import type { TypedExpression } from '../syntax/expression.js';
import type { Syntax } from '../syntax/syntax.js';
import { rangeOf, type Type } from './types.js';
import { reportType, writtenAt, type Typing } from './typing.js';

/** Types `[a..b]` and `(> a)` as a value. */
export const typeRange = (
  syntax: Extract<Syntax, { kind: 'range' }>,
  typing: Typing,
): TypedExpression | undefined => {
  const { span } = syntax;
  const end = (of: Syntax | null): TypedExpression | undefined =>
    of === null ? { kind: 'literal', value: null, type: none, span } : typing.typeOf(of, typing);
  const [low, high] = [end(syntax.low), end(syntax.high)];
  if (low === undefined || high === undefined) return undefined;
  const wrong = whyNoRange(
    syntax.low === null ? undefined : low.type,
    syntax.high === null ? undefined : high.type,
  );
  if (wrong !== null)
    return reportType(
      typing,
      span,
      `\`${writtenAt(span, typing)}\`: ${wrong}.`,
      'Write two ends of one kind: `[1..3]`.',
    );
  if (
    low.kind === 'literal' &&
    high.kind === 'literal' &&
    Number(low.value) > Number(high.value) &&
    syntax.high !== null
  )
    return reportType(
      typing,
      span,
      `\`${writtenAt(span, typing)}\` ends before it starts.`,
      'Write the lower end first.',
    );
  const flag = (value: boolean): TypedExpression => ({
    kind: 'literal',
    value,
    type: { kind: 'boolean' },
    span,
  });
  return {
    kind: 'record',
    fields: [
      ['start', low],
      ['end', high],
      ['startIncluded', flag(syntax.lowIncluded)],
      ['endIncluded', flag(syntax.highIncluded)],
    ],
    type: rangeOf(low.type, high.type),
    span,
  };
};

const none: Type = { kind: 'null', nullable: true };
