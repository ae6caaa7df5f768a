import type { Edition } from '../../edition/model/edition.js';
import type { Invariant } from '../../edition/model/invariant.js';
import { nameBefore } from '../../edition/names/invariant-names.js';
import type { TypedExpression } from '../../language/syntax/expression.js';
import { readsOf } from '../../language/syntax/walk.js';

/** The definitions that some invariants read, and those that these are computed of. */
export const openDefinitions = (edition: Edition, invariants: readonly Invariant[]): ReadonlySet<string> => {
  const open = new Set<string>();
  const add = (expression: TypedExpression): void => {
    for (const { root } of readsOf(expression)) {
      const name = nameBefore(root) ?? root;
      const definition = edition.definitions.get(name);
      if (definition === undefined || open.has(name)) continue;
      open.add(name);
      add(definition.is);
    }
  };
  for (const { when, holds } of invariants)
    for (const one of when === null ? [holds] : [when, holds]) add(one);
  return open;
};
