import type { Definition } from '../../edition/model/declarations.js';
import type { Rule, RuleSet } from '../../edition/model/rule-set.js';
import { canonical } from '../../language/canonical.js';
import type { TypedExpression } from '../../language/syntax/expression.js';

/**
 * Whether a decision is the same in every case without a rule's effect: the rule gives what the effect is by default, by the same expression up to the names of definitions, and no other rule gives that effect
 * beside it. Rules of other outcomes and those of which one overrides the other never stand beside each other.
 */
export const isSameAsDefault = (
  { effects, definitions, rules }: RuleSet,
  rule: Rule,
  effect: string,
): boolean => {
  const given = rule.then.effects.get(effect);
  const declared = effects.get(effect);
  if (given === undefined || declared === undefined) return false;
  const terms = new Map(definitions.map((definition) => [definition.term, definition]));
  const expression = written(given, terms);
  // What a rule reads of a table is cited for it.
  if (expression !== written(declared.default, terms) || expression.includes('"kind":"table"')) return false;
  return rules.every(
    (other) =>
      other === rule ||
      !other.then.effects.has(effect) ||
      other.then.outcome !== rule.then.outcome ||
      other.overrides.includes(rule.id) ||
      rule.overrides.includes(other.id),
  );
};

/** Whether an effect's default is never used: each rule gives the effect, and where none stands there are no effects. */
export const isNeverDefault = ({ rules }: RuleSet, effect: string): boolean =>
  rules.every(({ then }) => then.effects.has(effect));

/** An expression as text, without where its parts stand, and with what a definition is in place of its term. */
const written = (expression: TypedExpression, terms: ReadonlyMap<string, Definition>): string =>
  canonical(plain(expression, terms));

const plain = (value: unknown, terms: ReadonlyMap<string, Definition>): unknown => {
  if (Array.isArray(value)) return value.map((item) => plain(item, terms));
  if (typeof value !== 'object' || value === null) return value;
  const { kind, root, fields } = value as Readonly<Record<string, unknown>>; // any part of an expression
  const meant =
    kind === 'read' && typeof root === 'string' && Array.isArray(fields) && fields.length === 0
      ? terms.get(root)?.is
      : undefined;
  if (meant !== undefined) return plain(meant, terms);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== 'span')
      .map(([name, inner]) => [name, plain(inner, terms)]),
  );
};
