import { isMoney } from '../../../language/tell-value.js';
import { majorText } from '../../parts/read-typed.js';
import type { DecisionAnswer } from '../../../wire/decision.js';
import type { Json } from '../../../wire/parts.js';

/** A sum over decisions: of an effect, in one currency or in numbers. */
export interface EffectSum {
  readonly decision: string;
  readonly effect: string;
  /** `null` of what is counted and is no money. */
  readonly currency: string | null;
  /** In minor units where it is money. */
  readonly sum: number;
  /** In how many decisions it is more than nothing. */
  readonly decisions: number;
}

/** The sums of all effects that are money or numbers, by decision. */
export const sumsOf = (items: readonly DecisionAnswer[]): readonly EffectSum[] => {
  const sums = new Map<string, EffectSum>();
  for (const { decision, effects } of items)
    for (const [effect, value] of Object.entries(effects)) {
      const [amount, currency] = isMoney(value) ? [value.minor, value.currency] : [value, null];
      if (typeof amount !== 'number' || amount === 0) continue;
      const key = JSON.stringify([decision, effect, currency]);
      const before = sums.get(key);
      sums.set(key, {
        ...{ decision, effect, currency },
        sum: (before?.sum ?? 0) + amount,
        decisions: (before?.decisions ?? 0) + 1,
      });
    }
  return [...sums.values()];
};

/** Decisions as CSV (RFC 4180), a line for each: money in major units with its currency in a column of its own. */
export const csvOf = (items: readonly DecisionAnswer[]): string => {
  const rows = items.map((item) => ({
    id: item.id ?? '',
    decided: item.decidedAt,
    asOf: item.asOf,
    decision: item.decision,
    outcome: item.outcome,
    clauses: [...new Set(item.clauses.map(({ id }) => id))].join(' '),
    document: item.edition.document,
    revision: item.edition.revision,
    subject: item.subject ?? '',
    chosen: item.choices?.at(-1)?.chosen ?? '',
    ...Object.fromEntries(Object.entries(item.effects).flatMap(([name, value]) => cellsOf(name, value))),
  }));
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = rows.map((row) => {
    const cells: Readonly<Record<string, string>> = row;
    return columns.map((column) => quoted(cells[column] ?? '')).join(',');
  });
  return `${[columns.map(quoted).join(','), ...lines].join('\r\n')}\r\n`;
};

const cellsOf = (name: string, value: Json | undefined): readonly (readonly [string, string])[] => {
  if (isMoney(value))
    return [
      [name, majorText(value)],
      [`${name} currency`, value.currency],
    ];
  if (value === null || value === undefined) return [[name, '']];
  return [[name, typeof value === 'string' ? value : JSON.stringify(value)]];
};

/** A spreadsheet takes what begins so for a formula: an apostrophe keeps it a text. */
const formula = /^[=@\t\r]|^[+-](?!\d+(?:\.\d+)?$)/;

const quoted = (cell: string): string => {
  const safe = formula.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
