import type { TypedExpression } from '../syntax/expression.js';
import type { Syntax, TimeConstructor } from '../syntax/syntax.js';
import { whyNotZone } from '../time/time-functions.js';
import type { timeOperations } from '../time/time-calculations.js';
import { describeType } from './describe-type.js';
import type { Type } from './types.js';
import type { Typing } from './typing.js';
import { reportType, requirePresent } from './typing.js';

/** A form of arguments that a constructor takes, what it gives, and what computes it. */
interface Form {
  /** Kinds of types; `zone` for the name of a time zone. */
  readonly takes: readonly (Type['kind'] | 'zone')[];
  readonly gives: 'date' | 'time' | 'local' | 'instant';
  /** `null` where the value is its only argument. */
  readonly by: keyof typeof timeOperations | null;
}

/** How each of them is called, as people write it. */
export const timeCallForms: Readonly<Record<TimeConstructor, string>> = {
  date: 'date("2026-01-31"), date(2026, 1, 31) or date(instant, "Europe/Berlin")',
  time: 'time("10:30:00") or time(instant, "Europe/Berlin")',
  'date and time': 'date and time("2026-01-31T10:30:00Z") or date and time(date, time, "Europe/Berlin")',
  duration: 'duration("P30D")',
};

const forms: Readonly<Record<TimeConstructor, readonly Form[]>> = {
  date: [
    { takes: ['integer', 'integer', 'integer'], gives: 'date', by: 'date of parts' },
    { takes: ['local'], gives: 'date', by: 'date of' },
    { takes: ['date'], gives: 'date', by: null },
    { takes: ['instant', 'zone'], gives: 'date', by: 'date in zone' },
  ],
  time: [
    { takes: ['integer', 'integer', 'integer'], gives: 'time', by: 'time of parts' },
    { takes: ['local'], gives: 'time', by: 'time of' },
    { takes: ['time'], gives: 'time', by: null },
    { takes: ['instant', 'zone'], gives: 'time', by: 'time in zone' },
  ],
  'date and time': [
    { takes: ['date', 'time'], gives: 'local', by: 'local of' },
    { takes: ['date', 'time', 'zone'], gives: 'instant', by: 'instant of' },
    { takes: ['local', 'zone'], gives: 'instant', by: 'from zone' },
    { takes: ['local'], gives: 'local', by: null },
    { takes: ['instant'], gives: 'instant', by: null },
  ],
  duration: [],
};

/** Types `date(2026, 1, 31)`, `date(instant, zone)`, `date and time(date, time, zone)` and the like. */
export const typeConstruct = (
  syntax: Extract<Syntax, { kind: 'construct' }>,
  typing: Typing,
): TypedExpression | undefined => {
  const { of, span } = syntax;
  const given = syntax.arguments
    .map((argument) => typing.typeOf(argument, typing))
    .filter((argument) => argument !== undefined);
  if (given.length < syntax.arguments.length) return undefined;
  if (given.map((argument) => requirePresent(argument, typing)).includes(false)) return undefined;
  const form = forms[of].find(
    ({ takes }) => takes.length === given.length && takes.every((kind, i) => fits(given[i]?.type, kind)),
  );
  if (form === undefined) return reportMisuse(of, given, span, typing);
  const zone = given[form.takes.indexOf('zone')];
  const wrong = zone === undefined ? null : whyNotZone(zone.type);
  if (zone !== undefined && wrong !== null)
    return reportType(typing, zone.span, `\`${of}\`: ${wrong}.`, 'Name the zone by its IANA name.');
  const [only] = given;
  if (form.by === null && only !== undefined) return { ...only, span };
  return form.by === null
    ? undefined
    : { kind: 'call', function: form.by, arguments: given, type: { kind: form.gives }, span };
};

const fits = (type: Type | undefined, kind: Type['kind'] | 'zone'): boolean =>
  kind === 'zone' ? type?.kind === 'text' : type?.kind === kind;

const reportMisuse = (
  of: TimeConstructor,
  given: readonly TypedExpression[],
  span: TypedExpression['span'],
  typing: Typing,
): TypedExpression | undefined => {
  const [first] = given;
  const told = given.map(({ type }) => describeType(type)).join(', ') || 'nothing';
  if (first?.type.kind === 'text')
    return reportType(
      typing,
      span,
      `\`${of}\` reads only texts that are written out.`,
      'Rules do not parse texts: make it a fact of that type.',
    );
  return reportType(typing, span, `\`${of}\` does not go with ${told}.`, hints[of]);
};

const hints: Readonly<Record<TimeConstructor, string>> = {
  date: 'Write `date(instant, zone)`, `date(year, month, day)` or `date("2026-08-15")`.',
  time: 'Write `time(instant, zone)`, `time(hour, minute, second)` or `time("14:00:00")`.',
  'date and time': 'Write `date and time(date, time, zone)`, or without the zone where none is meant.',
  duration: 'Write `duration("P30D")`, or multiply one: `n * duration("P1D")`.',
};
