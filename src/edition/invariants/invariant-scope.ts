import type { Type } from '../../language/types/types.js';
import { parameterTypes } from '../build/build-parameters.js';
import { factTypes } from '../build/nullability.js';
import type { Vocabulary } from '../build/vocabulary.js';
import type { RuleSet } from '../model/rule-set.js';
import { afterName, effectName, outcomeName } from '../names/invariant-names.js';
import { makeScope, ownNames, type OwnFunctions } from '../names/names.js';
import type { Scope } from '../../language/syntax/expression.js';

/** What the names of an invariant stand for. */
export interface InvariantScopes {
  /** The facts that its decisions take, alone. */
  readonly facts: Scope;
  /** All facts that a request may give, also those that its decisions do not read. */
  readonly everyFact: Scope;
  /** The case before, with what is decided of it. */
  readonly before: Scope;
  /** Both cases; without a step, the same. */
  readonly both: Scope;
  /** What decisions say: `decided.refund.outcome`, and each effect. */
  readonly answers: readonly string[];
}

/** Scopes over what some decisions read and say. A fact is absent only where all of them may do without it. */
export const scopesOf = (
  ruleSets: readonly RuleSet[],
  vocabulary: Vocabulary,
  functions: OwnFunctions,
  hasStep: boolean,
): InvariantScopes => {
  const listed = ruleSets.flatMap(({ facts }) => facts);
  const names = new Set(listed.map(({ name }) => name));
  const needed = new Set(listed.flatMap(({ name, optional }) => (optional ? [] : [name])));
  const mayBeLeftOut = new Set([...names].filter((name) => !needed.has(name)));
  const everyFact = factTypes(vocabulary, mayBeLeftOut);
  const facts = [...everyFact].filter(([name]) => names.has(name));
  const parameters = new Map(
    ruleSets.flatMap((set) => set.parameters.map((one) => [one.name, one] as const)),
  );
  const answers = ruleSets.flatMap(
    ({ decision, outcomes, effects }): readonly (readonly [string, Type])[] => [
      [outcomeName(decision), { kind: 'text', values: outcomes }],
      ...[...effects.values()].map(({ name, type }) => [effectName(decision, name), type] as const),
    ],
  );
  const before: readonly (readonly [string, Type])[] = [
    ...ownNames,
    ...facts,
    ...parameterTypes({ parameters }),
    ...ruleSets.flatMap(({ definitions }) => definitions.map(({ term, is }) => [term, is.type] as const)),
    ...answers,
  ];
  const after = before
    .filter(([name]) => name !== 'edition')
    .map(([name, type]) => [afterName(name), type] as const);
  return {
    answers: answers.map(([name]) => name),
    facts: makeScope(new Map(facts)),
    everyFact: makeScope(everyFact),
    before: makeScope(new Map(before), functions),
    both: makeScope(new Map(hasStep ? [...before, ...after] : before), functions),
  };
};
