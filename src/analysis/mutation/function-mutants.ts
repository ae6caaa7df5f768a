import type { FunctionDeclaration } from '../../edition/model/declarations.js';
import type { Edition } from '../../edition/model/edition.js';
import type { Rule, RuleSet } from '../../edition/model/rule-set.js';
import type { TypedExpression } from '../../language/syntax/expression.js';
import { withParts } from '../../language/syntax/rebuild.js';
import type { Mutant } from './mutant.js';
import { expressionChanges } from './mutate-expression.js';

/** Mutants of what a function comes to, changed wherever it is called. */
export const functionMutants = (edition: Edition, declared: FunctionDeclaration): readonly Mutant[] =>
  expressionChanges(declared.body).map(({ what, part }) => ({
    id: `function ${declared.name}: ${what}`,
    kind: 'function-changed',
    position: declared.position,
    decisions: [...edition.decisions.keys()],
    edition: withFunction(edition, declared.name, part),
  }));

/** An edition in which a function comes to something else. */
const withFunction = (edition: Edition, name: string, body: TypedExpression): Edition => {
  const change = (expression: TypedExpression): TypedExpression => {
    const changed = withParts(expression, change);
    return changed.kind === 'let' && changed.function === name ? { ...changed, in: body } : changed;
  };
  const ofRule = (rule: Rule): Rule => ({
    ...rule,
    then: {
      ...rule.then,
      effects: new Map([...rule.then.effects].map(([effect, value]) => [effect, change(value)])),
      discretion:
        rule.then.discretion === null
          ? null
          : {
              ...rule.then.discretion,
              recommended: change(rule.then.discretion.recommended),
              upTo: rule.then.discretion.upTo === null ? null : change(rule.then.discretion.upTo),
            },
    },
  });
  const ofRuleSet = (ruleSet: RuleSet): RuleSet => ({
    ...ruleSet,
    definitions: ruleSet.definitions.map((one) => ({ ...one, is: change(one.is) })),
    effects: new Map(
      [...ruleSet.effects].map(([effect, one]) => [effect, { ...one, default: change(one.default) }]),
    ),
    rules: ruleSet.rules.map(ofRule),
  });
  return {
    ...edition,
    definitions: new Map(
      [...edition.definitions].map(([term, one]) => [term, { ...one, is: change(one.is) }]),
    ),
    decisions: new Map([...edition.decisions].map(([decision, one]) => [decision, ofRuleSet(one)])),
  };
};
