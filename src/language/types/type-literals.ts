import type { TypedExpression } from '../syntax/expression.js';
import { durationMs, parseInstant } from '../instants.js';
import type { Syntax } from '../syntax/syntax.js';
import type { Typing } from './typing.js';
import { reportType } from './typing.js';

/** Types a number: an integer where it has no decimal point. */
export const typeNumber = (
  syntax: Extract<Syntax, { kind: 'number' }>,
  typing: Typing,
): TypedExpression | undefined => {
  const value = Number(syntax.written);
  const whole = !syntax.written.includes('.');
  if (whole ? Number.isSafeInteger(value) : Number.isFinite(value))
    return { kind: 'literal', value, type: { kind: whole ? 'integer' : 'number' }, span: syntax.span };
  const message = `\`${syntax.written}\` is beyond what is counted exactly.`;
  return reportType(typing, syntax.span, message, 'Integers lie within ±9007199254740991.');
};

/** Types `duration("P30D")` and `date and time("2026-08-15T12:00:00Z")`, both in milliseconds. */
export const typeTime = (
  syntax: Extract<Syntax, { kind: 'time' }>,
  typing: Typing,
): TypedExpression | undefined => {
  const { of: kind, text, span } = syntax;
  if (kind === 'duration') {
    const value = durationMs(text);
    if (value !== undefined) return { kind: 'literal', value, type: { kind }, span };
    const message = `\`${text}\` is no duration in days, hours, minutes and seconds.`;
    const hint = 'Write `P30D` or `PT1H`; calendar months are added by `add months(instant, months)`.';
    return reportType(typing, span, message, hint);
  }
  const parsed = parseInstant(text);
  if (parsed.ok) return { kind: 'literal', value: parsed.epochMs, type: { kind }, span };
  const message =
    parsed.code === 'instant-without-offset'
      ? `\`${text}\` has no offset from UTC.`
      : `\`${text}\` is no instant by RFC 3339.`;
  return reportType(typing, span, message, 'Write `2026-08-15T12:00:00Z` or `2026-08-15T14:00:00+02:00`.');
};
