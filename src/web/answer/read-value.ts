import { isMoney } from '../parts/tell-value.js';
import { isRecord } from '../../language/values.js';
import type { Trace } from '../../wire/trace.js';
import type { Json } from '../../wire/parts.js';

/** What is looked up for the currency of an amount. */
export type Known = Pick<Trace, 'definitions' | 'facts'>;

/**
 * What a condition read under a dotted name, to be shown: an amount (`package.feePaid.minor`) as the money that it is of, where the
 * trace tells its currency.
 */
export const shownValue = (known: Known, name: string, value: Json | undefined): Json | undefined => {
  if (!name.endsWith('.minor') || typeof value !== 'number') return value;
  const money = valueAt(known, name.slice(0, -'.minor'.length));
  return isMoney(money) ? { minor: value, currency: money.currency } : value;
};

/** The value of a fact or a definition by its dotted name; a definition's own name may have dots. */
const valueAt = ({ definitions, facts }: Known, name: string): unknown => {
  const definition = definitions.find(({ term }) => name === term || name.startsWith(`${term}.`));
  const [start, path]: readonly [unknown, string] =
    definition === undefined ? [facts, name] : [definition.value, name.slice(definition.term.length + 1)];
  return path
    .split('.')
    .filter((field) => field !== '')
    .reduce<unknown>((value, field) => (isRecord(value) ? value[field] : undefined), start);
};
