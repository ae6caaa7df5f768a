import type { Edition } from '../../edition/model/edition.js';
import type { EffectDeclaration, RuleSet } from '../../edition/model/rule-set.js';
import type { FactShape } from '../../edition/model/declarations.js';
import { fitsShape } from '../../edition/model/outside-shape.js';
import { isWrittenOut, writtenOut } from '../../language/syntax/walk.js';
import type { Change, Mutant } from './mutant.js';
import { isNeverDefault } from './same-as-default.js';
import { expressionChanges } from './mutate-expression.js';

/** Mutants of what an effect is where no rule gives it; none where each rule does. */
export const effectDefaultMutants = (edition: Edition, ruleSet: RuleSet): readonly Mutant[] =>
  [...ruleSet.effects.values()]
    .filter(({ name }) => !isNeverDefault(ruleSet, name))
    .flatMap((effect) =>
      expressionChanges(effect.default).map(({ what, part }) => ({
        id: `${ruleSet.decision}, default of effect ${effect.name}: ${what}`,
        kind: 'default-changed' as const,
        position: effect.position,
        decisions: [ruleSet.decision],
        edition: withEffect(edition, ruleSet, { ...effect, default: part }),
      })),
    );

/** Mutants of what a fact or a field of it is where it is left out. */
export const factDefaultMutants = (edition: Edition): readonly Mutant[] =>
  [...edition.facts.values()].flatMap((fact) => {
    const decisions = [...edition.decisions.values()]
      .filter((ruleSet) => ruleSet.facts.some(({ name }) => name === fact.name))
      .map(({ decision }) => decision);
    return shapeChanges(fact.shape, fact.name).map(({ what, part }) => ({
      id: `default of fact ${what}`,
      kind: 'default-changed' as const,
      position: fact.position,
      decisions,
      edition: { ...edition, facts: new Map(edition.facts).set(fact.name, { ...fact, shape: part }) },
    }));
  });

const shapeChanges = (shape: FactShape, path: string): readonly Change<FactShape>[] => [
  ...(shape.default === null ? [] : expressionChanges(shape.default))
    .filter(({ part }) => !isWrittenOut(part) || fitsShape(writtenOut(part), shape))
    .map(({ what, part }) => ({ what: `${path}: ${what}`, part: { ...shape, default: part } })),
  ...[...shape.fields].flatMap(([name, field]) =>
    shapeChanges(field, name === '[]' ? `${path}[]` : `${path}.${name}`).map(({ what, part }) => ({
      what,
      part: { ...shape, fields: new Map(shape.fields).set(name, part) },
    })),
  ),
];

const withEffect = (edition: Edition, ruleSet: RuleSet, effect: EffectDeclaration): Edition => ({
  ...edition,
  decisions: new Map(edition.decisions).set(ruleSet.decision, {
    ...ruleSet,
    effects: new Map(ruleSet.effects).set(effect.name, effect),
  }),
});
