import { parameterTypes } from '../../src/edition/build/build-parameters.js';
import type { Edition } from '../../src/edition/model/edition.js';
import type { RuleSet } from '../../src/edition/model/rule-set.js';
import { ownNames, makeScope } from '../../src/edition/names/names.js';
import type { Scope } from '../../src/language/syntax/expression.js';
import { withNull } from '../../src/language/types/type-relations.js';
import type { Type } from '../../src/language/types/types.js';

/**
 * What names mean in an edition: facts, definitions, parameters, `asOf`, `edition`.
 * @param ruleSet the rule set whose facts may be left out as it says; without one, all facts are there
 */
export const editionScope = (edition: Edition, ruleSet?: RuleSet): Scope => {
  const optional = new Set(ruleSet?.facts.filter((fact) => fact.optional).map(({ name }) => name));
  const types: (readonly [string, Type])[] = [
    ...ownNames,
    ...[...edition.facts.values()].map(
      ({ name, shape }) => [name, optional.has(name) ? withNull(shape.type) : shape.type] as const,
    ),
    ...parameterTypes(edition),
    ...[...edition.definitions.values()].map(({ term, is }) => [term, is.type] as const),
  ];
  return makeScope(new Map(types), {
    functionOf: (name) => edition.functions.get(name),
    functions: () => [...edition.functions.keys()],
  });
};
