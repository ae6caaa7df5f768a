import type { Edition } from '../../edition/model/edition.js';
import type { Condition, RuleSet } from '../../edition/model/rule-set.js';
import type { FactShape } from '../../edition/model/declarations.js';
import type { TypedExpression } from '../../language/syntax/expression.js';
import { partsOf } from '../../language/syntax/walk.js';
import { textsOf } from '../expressions/finite-texts.js';
import type { Texts } from '../terms/texts.js';

/** Gives all texts a number that an edition writes where one decision may see them, so that no fact's text is taken for another. */
export const collectTexts = (texts: Texts, edition: Edition, ruleSet: RuleSet): void => {
  const visitValue = (value: unknown): void => {
    visitTexts(texts, value);
  };
  const visit = (expression: TypedExpression): void => {
    collectTextsOf(texts, expression);
  };
  const visitShape = (shape: FactShape): void => {
    if (shape.type.kind === 'text') visitValue(shape.type.values);
    if (shape.default !== null) visit(shape.default);
    shape.fields.forEach(visitShape);
  };
  const visitCondition = (condition: Condition): void => {
    if (condition.kind === 'all' || condition.kind === 'any') condition.of.forEach(visitCondition);
    if (condition.kind === 'not') visitCondition(condition.of);
    if (condition.kind !== 'comparison') return;
    visit(condition.left);
    if (condition.right.kind === 'fact') visit(condition.right.expression);
    else visitValue(condition.right.value);
  };
  edition.facts.forEach(({ shape }) => {
    visitShape(shape);
  });
  edition.constraints.forEach(({ holds }) => {
    visit(holds);
  });
  ruleSet.definitions.forEach(({ is }) => {
    visit(is);
  });
  ruleSet.parameters.forEach(({ values }) => {
    values.forEach(({ value }) => {
      visitValue(value);
    });
  });
  for (const { type, merge, default: byDefault } of ruleSet.effects.values()) {
    visitValue(type.kind === 'text' ? type.values : undefined);
    visitValue(merge.order);
    visit(byDefault);
  }
  visitValue([edition.identity, ...edition.contract.clauses.keys()]);
  visitValue(['unresolved', ...ruleSet.outcomes]);
  for (const { when, then } of ruleSet.rules) {
    visitCondition(when);
    then.effects.forEach(visit);
    for (const part of then.because) if (typeof part !== 'string') visit(part.expression);
    if (then.discretion !== null) {
      visit(then.discretion.recommended);
      if (then.discretion.upTo !== null) visit(then.discretion.upTo);
    }
  }
};

/** The same of an expression. */
export const collectTextsOf = (texts: Texts, expression: TypedExpression): void => {
  if (expression.kind === 'literal') visitTexts(texts, expression.value);
  visitTexts(texts, textsOf(expression));
  for (const part of partsOf(expression)) collectTextsOf(texts, part);
};

const visitTexts = (texts: Texts, value: unknown): void => {
  if (typeof value === 'string') texts.code(value);
  else if (typeof value === 'object' && value !== null)
    for (const inside of Object.values(value)) visitTexts(texts, inside);
};
