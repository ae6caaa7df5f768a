import { isInstant } from './instants.js';
import { valueNamed } from './values.js';
import { readTemporal } from './time/temporal-texts.js';
import type { Type, Value } from './types/types.js';
import { formatMoney, formatValue, type Money } from './format-value.js';
import { isRecord } from './values.js';
import { shortInstant, wordsOfName } from './short-words.js';

/**
 * A value in words: money in major units, instants by the clocks of a zone, durations, yes and no, names without hyphens.
 * @param absent what stands where there is none
 */
export const tellValue = (value: unknown, absent = 'none', zone = 'UTC'): string => {
  if (value === undefined || value === null) return absent;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return value.toLocaleString('en', { maximumFractionDigits: 12 });
  if (typeof value === 'string') {
    if (isInstant(value)) return shortInstant(value, zone);
    return formatValue(...told(value));
  }
  if (Array.isArray(value))
    return value.length === 0 ? 'none' : value.map((item) => tellValue(item, absent, zone)).join(', ');
  if (isMoney(value)) return formatMoney(value);
  const fields = Object.entries(value).filter(([, field]) => field !== null && field !== undefined);
  return fields.length === 0
    ? 'none'
    : fields.map(([name, field]) => `${wordsOfName(name)}: ${tellValue(field, absent, zone)}`).join(' · ');
};

/** A text as what it tells by its form: a date, a length of time, or itself. */
const told = (text: string): [Value, Type] => {
  for (const kind of ['date', 'local', 'duration', 'months'] as const) {
    const read = readTemporal(text, kind);
    if (read !== undefined) return [read, { kind }];
  }
  return [text, { kind: 'text' }];
};

/** Money as a record like any other. */
type MoneyFields = Money & Readonly<Record<string, string | number>>;

/** Whether a value is money: minor units and a currency. */
export const isMoney = (value: unknown): value is MoneyFields =>
  isRecord(value) && typeof value['minor'] === 'number' && typeof value['currency'] === 'string';

/** What is looked up for the currency of an amount: what was computed, and the facts. */
export interface Known {
  readonly definitions: readonly { readonly term: string; readonly value: unknown }[];
  readonly facts: unknown;
}

/**
 * What a condition read under a dotted name, to be shown: an amount (`package.feePaid.minor`) as the money that it is of, where the
 * trace tells its currency.
 */
export const shownValue = <Shown>(known: Known, name: string, value: Shown): Shown | MoneyFields => {
  if (!name.endsWith('.minor') || typeof value !== 'number') return value;
  const money = valueAt(known, name.slice(0, -'.minor'.length));
  return isMoney(money) ? { minor: value, currency: money.currency } : value;
};

/** The value of a fact or a definition by its dotted name; a definition's own name may have dots. */
const valueAt = ({ definitions, facts }: Known, name: string): unknown => {
  const definition = definitions.find(({ term }) => name === term || name.startsWith(`${term}.`));
  const [start, path]: readonly [unknown, string] =
    definition === undefined ? [facts, name] : [definition.value, name.slice(definition.term.length + 1)];
  return path === '' ? start : valueNamed(start, path);
};
