import type { TypedExpression } from '../syntax/expression.js';
import type { Syntax } from '../syntax/syntax.js';
import type { PartName } from '../time/calendar.js';
import { describeType } from './describe-type.js';
import { isTemporal } from './type-relations.js';
import type { Type } from './types.js';
import type { Typing } from './typing.js';
import { requirePresent, writtenAt } from './typing.js';

const ofDate: readonly PartName[] = ['year', 'month', 'day', 'weekday'];
const ofTime: readonly PartName[] = ['hour', 'minute', 'second'];

const partsOf: Readonly<Partial<Record<Type['kind'], readonly PartName[]>>> = {
  date: ofDate,
  time: ofTime,
  local: [...ofDate, ...ofTime],
  duration: ['days', 'hours', 'minutes', 'seconds'],
  months: ['years', 'months'],
};

const partNames: ReadonlySet<string> = new Set(Object.values(partsOf).flat());

/** Types `date.year` and the like; `undefined` where a path is no part of a date, a time or a duration. */
export const typePart = (
  { of, field, fieldSpan, span }: Extract<Syntax, { kind: 'path' }>,
  typing: Typing,
): TypedExpression | 'wrong' | undefined => {
  if (!partNames.has(field)) return undefined;
  // What is wrong with a path that is none of time is told where it is typed as one.
  const value = typing.typeOf(of, { ...typing, report: () => undefined });
  if (value === undefined || !isTemporal(value.type)) return undefined;
  if (!requirePresent(value, typing)) return 'wrong';
  const parts = partsOf[value.type.kind] ?? [];
  if (parts.some((part) => part === field)) {
    const name: TypedExpression = { kind: 'literal', value: field, type: { kind: 'text' }, span: fieldSpan };
    return { kind: 'call', function: 'part of', arguments: [name, value], type: { kind: 'integer' }, span };
  }
  const written = writtenAt(value.span, typing);
  const hint =
    value.type.kind === 'instant'
      ? `It depends on the time zone: \`date(${written}, zone).${field}\`, or \`time(${written}, zone).${field}\`.`
      : `It has ${parts.join(', ')}.`;
  const message = `\`${written}\` is ${describeType(value.type)}; it has no \`${field}\`.`;
  typing.report({ code: 'feel-unknown-name', span: fieldSpan, message, hint });
  return 'wrong';
};
