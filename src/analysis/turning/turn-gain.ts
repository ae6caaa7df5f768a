import type { Edition } from '../../edition/model/edition.js';
import type { RuleSet } from '../../edition/model/rule-set.js';
import type { Decision } from '../../engine/evaluation.js';
import type { Money } from '../../language/format-value.js';
import { isRecord } from '../../language/values.js';

/**
 * Who can bring it about that a fact is otherwise, by its dotted name: what it says itself, else the nearest record that it is a field
 * of; `null` where nobody said, and of `asOf`.
 */
export const controllerOf = (edition: Edition, name: string): string | null => {
  const [root = '', ...fields] = name.split('.');
  let shape = edition.facts.get(root)?.shape;
  let found = shape?.controlledBy;
  for (const field of fields) {
    shape = shape?.fields.get(field);
    found = shape?.controlledBy ?? found;
  }
  return found ?? null;
};

/**
 * What the customer has more, in money, where a case is decided in another way: by the effects that are a gain or a cost. `null` where
 * the decision has no such effect, where it comes to nothing, or where the currencies differ.
 */
export const gainOf = ({ effects }: RuleSet, before: Decision, after: Decision): Money | null => {
  let gain = 0;
  let currency: string | null = null;
  for (const { name, customer } of effects.values()) {
    const [old, next] = [moneyIn(before, name), moneyIn(after, name)];
    if (customer === undefined || old === null || next === null) continue;
    if (old.currency !== next.currency || (currency !== null && currency !== old.currency)) return null;
    currency = old.currency;
    gain += (customer === 'gains' ? 1 : -1) * (next.minor - old.minor);
  }
  return currency === null || gain === 0 ? null : { minor: gain, currency };
};

const moneyIn = ({ effects }: Decision, name: string): Money | null => {
  const value = effects[name];
  if (!isRecord(value)) return null;
  const { minor, currency } = value;
  return typeof minor === 'number' && typeof currency === 'string' ? { minor, currency } : null;
};
