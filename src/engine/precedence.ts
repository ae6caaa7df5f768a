import type { Rule } from '../edition/model/rule-set.js';

/** What stands once the fired rules have defeated each other. */
export interface Standing {
  /** In the rule set's order. */
  readonly standing: readonly Rule[];
  /** One entry for each defeated rule and each fired rule that names it, in the rule set's order. */
  readonly overridden: readonly { readonly rule: string; readonly by: string }[];
}

/**
 * A fired rule defeats every fired rule that it names in `overrides`, even if it is defeated itself; defeat is not passed on.
 * @param fired rules whose conditions hold, in the rule set's order
 */
export const standingOf = (fired: readonly Rule[]): Standing => {
  const defeaters = new Map<string, string[]>(fired.map(({ id }) => [id, []]));
  for (const { id, overrides } of fired)
    for (const other of new Set(overrides)) defeaters.get(other)?.push(id);
  return {
    standing: fired.filter(({ id }) => defeaters.get(id)?.length === 0),
    overridden: [...defeaters].flatMap(([rule, by]) => by.map((one) => ({ rule, by: one }))),
  };
};
