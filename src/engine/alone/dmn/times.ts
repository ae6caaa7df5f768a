import type { Syntax, TimeConstructor } from '../../../language/syntax/syntax.js';
import { computePart, NotSaid, standIn } from './compute-part.js';
import { classOf, none, type Dmn } from './dmn-value.js';

const span = { from: 0, to: 0 };

const date = String.raw`-?\d{4,}-\d\d-\d\d`;
const time = String.raw`\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|z|[+-]\d\d:\d\d(?::\d\d)?|@[\w/+-]+)?`;

/** How DMN writes points and lengths of time, whether they are any or not. */
const forms: Readonly<Record<TimeConstructor, RegExp>> = {
  date: new RegExp(`^${date}$`),
  time: new RegExp(`^${time}$`),
  'date and time': new RegExp(`^${date}(?:T${time})?$`),
  duration: /^-?P(?=.)(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=.)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?$/,
};

/** What of these is in the language too: years of four digits, milliseconds, no offset of a time, an offset or a known zone of a date and time. */
const isOurs = (of: TimeConstructor, written: string): boolean => {
  if (/\.\d{4,}/.test(written) || /[+-]\d\d:\d\d:\d\d$/.test(written)) return false;
  if (of === 'duration') return true;
  if (of === 'time') return !/[Zz@]|[+-]\d\d:\d\d$/.test(written) && !written.startsWith('24');
  if (!/^\d{4}-/.test(written) || written.startsWith('0000')) return false;
  return of === 'date' || (written.includes('T') && !written.includes('T24') && !written.includes('@'));
};

/** `date("…")` and the like; none where the text is none. */
export const literalTime = (syntax: Extract<Syntax, { kind: 'time' }>): Dmn => {
  try {
    return computePart(syntax, new Map());
  } catch (error) {
    if (!(error instanceof NotSaid)) throw error;
    const kinds = syntax.of === 'any' ? (Object.keys(forms) as TimeConstructor[]) : [syntax.of]; // the keys of `forms`
    const meant = kinds.filter((kind) => forms[kind].test(syntax.text));
    if (meant.some((kind) => !isOurs(kind, syntax.text) && !isWrong(syntax.text))) throw error;
    return none;
  }
};

/** Whether a part of it is none of any day, whatever its year, offset or zone. */
const isWrong = (written: string): boolean => {
  const [, month = '01', day = '01'] = /^-?\d{4,}-(\d\d)-(\d\d)/.exec(written) ?? [];
  const [, hour = '00', minute = '00', second = '00'] = /(?:^|T)(\d\d):(\d\d):(\d\d)/.exec(written) ?? [];
  const [, hours = '00', minutes = '00'] =
    /[+-](\d\d):(\d\d)(?::\d\d)?$/.exec(written.replace(/^-?\d+-\d\d-\d\d/, '')) ?? [];
  return (
    Number(month) < 1 ||
    Number(month) > 12 ||
    Number(day) < 1 ||
    Number(day) > 31 ||
    Number(hour) > 24 ||
    Number(minute) > 59 ||
    Number(second) > 59 ||
    Number(minutes) > 59 ||
    Number(hours) * 60 + Number(minutes) > 14 * 60
  );
};

/** The kinds that constructors take; what is left out here is none. */
const takes: Readonly<Record<TimeConstructor, ReadonlySet<string>>> = {
  date: new Set(['number, number, number', 'date and time', 'date']),
  time: new Set(['number, number, number', 'date and time', 'time']),
  'date and time': new Set(['date, time', 'date and time']),
  duration: new Set([]),
};

/** What DMN takes besides, with offsets and parts that the language has not. */
const besides: Readonly<Record<TimeConstructor, ReadonlySet<string>>> = {
  date: new Set([]),
  time: new Set(['number, number, number, days', 'number, number, number, null', 'date']),
  'date and time': new Set(['date and time, time', 'date']),
  duration: new Set([]),
};

/** `date(2026, 1, 31)`, `date and time(date, time)` and the like. */
export const constructed = (of: TimeConstructor, given: readonly Dmn[]): Dmn => {
  const form = given.map(classOf).join(', ');
  const [first] = given;
  if (form === 'string' && first?.kind === 'plain')
    return literalTime({ kind: 'time', of, text: String(first.value), span });
  if (besides[of].has(form)) throw new NotSaid(form);
  if (!takes[of].has(form)) return none;
  if (
    form.startsWith('number') &&
    given.some((part) => part.kind !== 'plain' || !Number.isInteger(part.value))
  )
    throw new NotSaid('a part that is no integer');
  const year = of === 'date' && first?.kind === 'plain' ? Number(first.value) : 1;
  if (form.startsWith('number') && (year < 1 || year > 9999)) throw new NotSaid('a year beyond 9999');
  const bound = new Map<Syntax, Dmn>();
  return computePart(
    { kind: 'construct', of, arguments: given.map((part) => standIn(part, bound)), span },
    bound,
  );
};
