import type { Edition } from '../../edition/model/edition.js';
import type { Invariant } from '../../edition/model/invariant.js';
import { nameBefore } from '../../edition/names/invariant-names.js';
import type { TypedExpression } from '../../language/syntax/expression.js';
import { readsOf } from '../../language/syntax/walk.js';

/** The definitions that some invariants read, and those that these are computed of. */
export const openDefinitions = (edition: Edition, invariants: readonly Invariant[]): ReadonlySet<string> =>
  definitionsRead(edition, invariants.flatMap(saidIn));

/**
 * The definitions that an invariant reads, and those that these are computed of; `undefined` where it speaks of what a decision says, which all rules and definitions
 * of that decision may play a part in.
 */
export const definitionsAlone = (edition: Edition, invariant: Invariant): ReadonlySet<string> | undefined => {
  const said = [...saidIn(invariant), ...(invariant.step?.becomes ?? []).map(({ is }) => is)];
  const isOfDecisions =
    invariant.unchanged.length > 0 ||
    said.some((one) => readsOf(one).some(({ root }) => (nameBefore(root) ?? root).startsWith('decided.')));
  return isOfDecisions ? undefined : definitionsRead(edition, said);
};

const saidIn = ({ when, holds }: Invariant): readonly TypedExpression[] =>
  when === null ? [holds] : [when, holds];

const definitionsRead = (edition: Edition, said: readonly TypedExpression[]): ReadonlySet<string> => {
  const found = new Set<string>();
  const add = (expression: TypedExpression): void => {
    for (const { root } of readsOf(expression)) {
      const name = nameBefore(root) ?? root;
      const definition = edition.definitions.get(name);
      if (definition === undefined || found.has(name)) continue;
      found.add(name);
      add(definition.is);
    }
  };
  said.forEach(add);
  return found;
};
