import { isInstant } from '../language/instants.js';
import { moneyPattern, readMoneyText } from '../language/money/money-text.js';
import { percentOf } from '../language/numbers/percent.js';
import type { Json } from './json.js';

/** A kind of value that a phrase may name in braces. */
export interface PhraseParameter {
  readonly name: string;
  readonly pattern: RegExp;
  /** Throws {@link UnreadableValue}: that is how a Cucumber parameter refuses. */
  readonly read: (text: string) => Json;
}

/** A value of a step that has the form of its parameter, and yet is none. */
export class UnreadableValue extends Error {
  override readonly name = 'UnreadableValue';
}

const readCount = (text: string): number => Number(text.replaceAll(',', ''));

/** `1.05`, `-0.5`, `1,000.25`; throws {@link UnreadableValue} beyond 15 digits, which a number of JSON may not carry. */
const readNumber = (text: string): number => {
  if (text.replaceAll(/\D/g, '').replace(/^0+/, '').length > 15)
    throw new UnreadableValue(`\`${text}\`: a number has up to 15 digits.`);
  return readCount(text);
};

/** `19 %`, `1.75%` as it is written; throws {@link UnreadableValue} where it has more digits than a percentage may have. */
const readPercent = (text: string): string => {
  if (percentOf(text) === undefined)
    throw new UnreadableValue(
      `\`${text}\`: a percentage has up to 12 digits before the point and 10 after it, 15 in all.`,
    );
  return text;
};

/** `2026-08-15 12:00 UTC` as RFC 3339, with the seconds and the offset as they were written. */
const readInstant = (text: string): string => {
  const [date = '', time = '', zone = ''] = text.split(' ');
  const instant = `${date}T${time.length === 5 ? `${time}:00` : time}${zone === 'UTC' ? 'Z' : zone}`;
  if (!isInstant(instant))
    throw new UnreadableValue(`\`${text}\`: the calendar or the clock has no such instant.`);
  return instant;
};

/** A date as it is written; throws {@link UnreadableValue} where the calendar has none such. */
const readDate = (text: string): string => {
  if (!isInstant(`${text}T00:00:00Z`))
    throw new UnreadableValue(`\`${text}\`: the calendar has no such day.`);
  return text;
};

/** A time of day as it is written; throws {@link UnreadableValue} where the clock has none such. */
const readTime = (text: string): string => {
  if (!isInstant(`2000-01-01T${text.length === 5 ? `${text}:00` : text}Z`))
    throw new UnreadableValue(`\`${text}\`: the clock has no such time.`);
  return text;
};

/** `30 days`, `2 hours 30 minutes`, `0.001 seconds` as ISO 8601. */
const readDuration = (text: string): string => {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?) (\w)/g)].map(([, count = '', unit = '']) => ({
    text: `${count}${unit.toUpperCase()}`,
    isDay: unit === 'd',
  }));
  const told = (days: boolean): string =>
    parts.flatMap((part) => (part.isDay === days ? part.text : [])).join('');
  const inDay = told(false);
  return `P${told(true)}${inDay === '' ? '' : `T${inDay}`}`;
};

/** `1 year 6 months`, `18 months` as ISO 8601. */
const readMonths = (text: string): string =>
  `P${[...text.matchAll(/(\d+) (\w)/g)].map(([, count = '', unit = '']) => `${count}${unit.toUpperCase()}`).join('')}`;

/** `USD 1,200.00` as integer minor units; throws {@link UnreadableValue} where the digits are not the currency's. */
const readMoney = (text: string): Json => {
  const read = readMoneyText(text);
  if (!read.ok) throw new UnreadableValue(`\`${text}\`: ${read.hint}.`);
  return read.money;
};

/** The parameters that every contract's phrases have, besides cucumber's own `{int}`, `{string}` and `{word}`. */
export const phraseParameters: readonly PhraseParameter[] = [
  {
    name: 'instant',
    pattern: /\d{4}-\d{2}-\d{2} \d{2}:\d{2}(?::\d{2}(?:\.\d{3})?)? (?:UTC|[+-]\d{2}:\d{2})/,
    read: readInstant,
  },
  { name: 'date', pattern: /\d{4}-\d{2}-\d{2}/, read: readDate },
  { name: 'time', pattern: /\d{2}:\d{2}(?::\d{2}(?:\.\d{3})?)?/, read: readTime },
  {
    name: 'duration',
    pattern:
      /(?:\d+ (?:day|hour|minute)|\d+(?:\.\d{1,3})? second)s?(?: (?:\d+ (?:hour|minute)|\d+(?:\.\d{1,3})? second)s?)*/,
    read: readDuration,
  },
  {
    name: 'months',
    pattern: /\d+ years?(?: \d+ months?)?|\d+ months?/,
    read: readMonths,
  },
  { name: 'money', pattern: moneyPattern, read: readMoney },
  { name: 'clause', pattern: /\d+(?:\.\d+)+(?:\([a-z]+\))*/, read: (text) => text },
  { name: 'count', pattern: /\d{1,3}(?:,?\d{3})*/, read: readCount },
  { name: 'number', pattern: /-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?/, read: readNumber },
  { name: 'percent', pattern: /-?\d+(?:\.\d+)? ?%/, read: readPercent },
  { name: 'boolean', pattern: /true|false/, read: (text) => text === 'true' },
];

/** The parameters that cucumber itself has and phrases may use. */
export const cucumberParameters: readonly string[] = ['int', 'string', 'word'];

/** A parameter that is one of some words; a longer word goes before a shorter one that it begins with. */
export function wordsParameter(name: string, words: readonly string[]): PhraseParameter {
  const longestFirst = [...words].sort((a, b) => b.length - a.length);
  const escaped = longestFirst.map((word) => word.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&'));
  return { name, pattern: new RegExp(escaped.join('|')), read: (text) => text };
}
