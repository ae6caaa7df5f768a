import type { Edition } from '../../edition/model/edition.js';
import type { Decision } from '../../engine/evaluation.js';
import type { Money } from '../../language/format-value.js';
import type { Stake } from '../impact/stakes.js';
import { moneyGained } from '../impact/tally.js';

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
 * it comes to nothing, or is in several currencies.
 */
export const gainOf = (
  stakes: readonly Stake[],
  before: Decision['effects'],
  after: Decision['effects'],
): Money | null => {
  const [gain, ...others] = moneyGained(stakes, before, after);
  return gain === undefined || others.length > 0 ? null : gain;
};
