import { byUnits } from '../../language/text-order.js';
import { figureOf } from '../../language/types/type-special-calls.js';
import { createHash } from 'node:crypto';
import type { Edition } from '../../edition/model/edition.js';
import type { Condition, Rule, RuleSet } from '../../edition/model/rule-set.js';
import type { FactShape } from '../../edition/model/declarations.js';
import { merges } from '../../language/merges.js';
import type { TypedExpression } from '../../language/syntax/expression.js';
import { readsOf } from '../../language/syntax/walk.js';
import type { Type } from '../../language/types/types.js';
import { canonicalExpression, type Roots } from './canonical-expression.js';

/** A decision in a form in which two that are the same are equal. Each part is a digest. */
export interface CanonicalDecision {
  /** All that outcome, effects and discretion follow from, once facts are accepted. */
  readonly decides: string;
  /** All that says which facts are accepted. */
  readonly accepts: string;
}

/**
 * The canonical form of a decision: conditions, consequences, precedence, effects, and what they need of definitions, figures and facts' defaults. Not in it,
 * for a decision does not depend on them: names of rules, definitions and variables, the order of rules (where nothing is merged in that order),
 * clauses, readings, words, and which edition it is where an effect names that. Two decisions of equal form decide every case alike that both accept; of unequal form, nothing follows.
 */
export const canonicalDecision = (edition: Edition, ruleSet: RuleSet): CanonicalDecision => {
  const roots = rootsOf(edition);
  const expression = (one: TypedExpression): unknown => canonicalExpression(one, roots);
  const effect = (one: TypedExpression): unknown =>
    namesEdition(one) ? 'the edition itself' : expression(one);
  const facts = factsNeeded(edition, ruleSet);
  const decides = {
    rules: canonicalRules(ruleSet, expression, roots),
    effects: [...ruleSet.effects.values()]
      .map(({ name, type, merge, default: instead }) => [name, bareType(type), merge, effect(instead)])
      .sort(byText),
    choices: ruleSet.choices,
    facts: [...facts].sort().map((name) => {
      const shape = edition.facts.get(name)?.shape;
      return [name, shape === undefined ? null : valuesOf(shape, expression)];
    }),
  };
  const accepts = {
    facts: [...edition.facts].map(([name, { shape }]) => [name, limitsOf(shape)]).sort(byText),
    listed: ruleSet.facts.map(({ name, optional }) => [name, optional]).sort(byText),
    reads: [...ruleSet.reads].sort(),
    constraints: edition.constraints
      .filter(({ decisions }) => decisions?.includes(ruleSet.decision) ?? true)
      .map(({ holds, pointer, code }) => [expression(holds), pointer, code])
      .sort(byText),
  };
  return { decides: digest(decides), accepts: digest(accepts) };
};

/** Whether an effect's value is the edition that decides, which any two editions give as themselves. */
export const namesEdition = (one: TypedExpression): boolean =>
  one.kind === 'read' && one.root === 'edition' && one.fields.length === 0;

/** What a name that is read comes to: a definition its content, a figure its dated values. */
const rootsOf = (edition: Edition): Roots => {
  const known = new Map<string, unknown>();
  const roots: Roots = (root, fields) => {
    if (root === 'edition') return ['edition', edition.identity, ...fields];
    const figure = figureOf(root);
    const definition = edition.definitions.get(root);
    const parameter = edition.parameters.get(root) ?? edition.parameters.get(figure);
    const found = known.get(root);
    if (found !== undefined) return [found, ...fields];
    if (definition === undefined && parameter === undefined) return ['fact', root, ...fields];
    const made =
      definition === undefined
        ? [
            'parameter',
            root,
            digest([parameter?.type, parameter?.values.map(({ from, value }) => [from, value])]),
          ]
        : ['definition', digest(canonicalExpression(definition.is, roots))];
    known.set(root, made);
    return [made, ...fields];
  };
  return roots;
};

const canonicalRules = (
  { rules, effects }: RuleSet,
  expression: (one: TypedExpression) => unknown,
  roots: Roots,
): unknown => {
  const contents = rules.map(({ when, then }) =>
    digest([
      canonicalCondition(when, expression),
      then.outcome,
      [...then.effects]
        .map(([name, one]) => [name, namesEdition(one) ? 'the edition itself' : expression(one)])
        .sort(byText),
      then.discretion === null
        ? null
        : [
            then.discretion.decider,
            then.discretion.choices,
            expression(then.discretion.recommended),
            then.discretion.upTo === null ? null : expression(then.discretion.upTo),
            then.discretion.policy,
            roots(then.discretion.policy, []),
          ],
    ]),
  );
  // Rules of the same content are told apart by their ids, or precedence between them would be lost.
  const nameOf = (rule: Rule, i: number): string => {
    const content = contents[i] ?? '';
    return contents.indexOf(content) === contents.lastIndexOf(content) ? content : `${content} ${rule.id}`;
  };
  const names = new Map(rules.map((rule, i) => [rule.id, nameOf(rule, i)]));
  const canonical = rules.map((rule) => [
    names.get(rule.id),
    rule.overrides.map((id) => names.get(id) ?? id).sort(),
  ]);
  const policies = new Set(rules.flatMap(({ then }) => then.discretion?.policy ?? []));
  const orderCounts =
    policies.size > 1 || [...effects.values()].some(({ merge }) => merges[merge.kind].keepsOrder);
  return orderCounts ? canonical : canonical.sort(byText);
};

const canonicalCondition = (condition: Condition, expression: (one: TypedExpression) => unknown): unknown => {
  switch (condition.kind) {
    case 'always':
      return 'always';
    case 'all':
    case 'any':
      return [condition.kind, condition.of.map((inner) => canonicalCondition(inner, expression))];
    case 'not':
      return ['not', canonicalCondition(condition.of, expression)];
    case 'comparison': {
      const { left, operator, right } = condition;
      const compared = right.kind === 'value' ? right.value : expression(right.expression);
      return [expression(left), bareType(left.type), operator, right.kind, compared];
    }
  }
};

/** The facts that a decision lists, and those that their defaults read. */
export const factsNeeded = (edition: Edition, ruleSet: RuleSet): ReadonlySet<string> => {
  const needed = new Set<string>();
  const visit = (name: string): void => {
    const fact = edition.facts.get(name);
    if (fact === undefined || needed.has(name)) return;
    needed.add(name);
    for (const read of defaultsIn(fact.shape).flatMap(readsOf)) visit(read.root);
  };
  for (const { name } of ruleSet.facts) visit(name);
  for (const path of ruleSet.reads) visit(path.split('.')[0] ?? path);
  return needed;
};

const defaultsIn = ({ default: instead, fields }: FactShape): readonly TypedExpression[] => [
  ...(instead === null ? [] : [instead]),
  ...[...fields.values()].flatMap(defaultsIn),
];

/** What a fact's value comes to: its type, and what holds where something is left out. */
const valuesOf = (shape: FactShape, expression: (one: TypedExpression) => unknown): unknown => [
  bareType(shape.type),
  shape.default === null ? null : expression(shape.default),
  [...shape.fields].map(([name, inner]) => [name, valuesOf(inner, expression)]).sort(byText),
];

/** What values a fact may have. */
const limitsOf = (shape: FactShape): unknown => [
  shape.type,
  shape.default === null,
  shape.minimum,
  shape.maximum,
  shape.minLength,
  shape.maxLength,
  shape.maxItems,
  shape.pattern,
  shape.orNever,
  [...shape.fields].map(([name, inner]) => [name, limitsOf(inner)]).sort(byText),
];

/** A type without the lists of words that a text may be: no value follows from them. */
const bareType = (type: Type): unknown => {
  const nullable = type.nullable === true;
  if (type.kind === 'list') return ['list', nullable, bareType(type.of)];
  if (type.kind !== 'record') return [type.kind, nullable];
  const fields = Object.entries(type.fields).map(([name, inner]) => [name, bareType(inner)]);
  return ['record', nullable, type.name ?? null, fields.sort(byText)];
};

const byText = (a: unknown, b: unknown): number => byUnits(JSON.stringify(a), JSON.stringify(b));

const digest = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value), 'utf8').digest('hex');
