import type { Edition } from '../edition/model/edition.js';
import type { RuleSet } from '../edition/model/rule-set.js';
import type { FactShape } from '../edition/model/declarations.js';
import { readsOf } from '../language/syntax/walk.js';
import type { TypedExpression } from '../language/syntax/expression.js';
import type { Value } from '../language/types/types.js';
import type { EvaluateExpression, Read } from './environment.js';
import type { FactError } from './evaluation.js';
import { heldOf } from './out-of-range.js';
import { fieldOf, inward, outward, type Fields } from './fact-values.js';
import { isList, isRecord } from '../language/values.js';

/** A decision's facts as its rules see them, with what was left out and taken by default, and what contradicts. */
export interface CompletedFacts {
  readonly facts: Fields;
  readonly assumed: readonly { readonly fact: string; readonly value: Value }[];
  readonly errors: readonly FactError[];
}

/**
 * Applies the defaults that the vocabulary declares and tries its constraints.
 * @param given facts that are valid against the decision's schema
 * @param asOf epoch milliseconds
 */
export const completeFacts = (
  edition: Edition,
  ruleSet: RuleSet,
  given: Readonly<Record<string, unknown>>,
  asOf: number,
  evaluate: EvaluateExpression,
): CompletedFacts => {
  const raw = new Map<string, Value>();
  for (const { name, shape } of edition.facts.values()) {
    raw.set(name, inward(Object.hasOwn(given, name) ? given[name] : undefined, shape));
  }
  const resolved = new Map<string, Value>();
  const assumed: { fact: string; value: Value }[] = [];

  /** A fact's value, or what its default says; a default is computed once, and only where it is asked for. */
  const read: Read = (root, fields) => {
    if (root === 'asOf') return asOf;
    let shape = edition.facts.get(root)?.shape;
    let path = root;
    let value = orDefault(raw.get(root) ?? null, shape, path);
    for (const field of fields) {
      if (value === null) return null;
      path = `${path}.${field}`;
      shape = shape?.fields.get(field);
      value = orDefault(fieldOf(value, [field]), shape, path);
    }
    return value;
  };

  const orDefault = (value: Value, shape: FactShape | undefined, path: string): Value => {
    if (value !== null || shape?.default == null) return value;
    const known = resolved.get(path);
    if (known !== undefined) return known;
    const computed = isEvaluable(edition, shape.default, read)
      ? heldOf(shape.default, evaluate(shape.default, read, path), shape.type, path, true)
      : null;
    resolved.set(path, computed);
    return computed;
  };

  const complete = (value: Value, shape: FactShape, path: string): Value => {
    const filled = orDefault(value, shape, path);
    if (filled === null || value === null) return filled;
    if (isList(value)) {
      const item = shape.fields.get('[]');
      return item === undefined ? value : value.map((entry) => complete(entry, item, `${path}[]`));
    }
    if (!isRecord(value) || shape.fields.size === 0) return value;
    return Object.fromEntries(
      [...shape.fields].map(([name, field]) => [
        name,
        complete(fieldOf(value, [name]), field, `${path}.${name}`),
      ]),
    );
  };

  const note = (value: Value, shape: FactShape, path: string, mayBeLeftOut: boolean): void => {
    if (value === null) {
      if (shape.default === null && !mayBeLeftOut) return;
      const [root = '', ...fields] = path.split('.');
      if (isReadBy(ruleSet, path))
        assumed.push({ fact: path, value: outward(read(root, fields), shape.type) });
      return;
    }
    for (const [name, field] of shape.fields) {
      if (name !== '[]') note(fieldOf(value, [name]), field, `${path}.${name}`, false);
    }
  };
  const facts: Record<string, Value> = {};
  for (const { name, shape } of edition.facts.values()) {
    const value = raw.get(name) ?? null;
    facts[name] = complete(value, shape, name);
    note(
      value,
      shape,
      name,
      ruleSet.facts.some((fact) => fact.name === name && fact.optional),
    );
  }
  const errors = edition.constraints
    .filter(({ decisions }) => decisions?.includes(ruleSet.decision) ?? true)
    .filter(({ holds }) => isEvaluable(edition, holds, read))
    .filter(({ holds, code }) => evaluate(holds, read, code) !== true)
    .map(({ pointer, code, message }) => ({ pointer, code, message }));
  return { facts, assumed, errors };
};

/**
 * Whether every name that an expression reads has a value, but for what its shape lets be absent: there the type checker has seen to
 * it that the expression asks first. What is absent because this decision does without the fact makes an expression void.
 */
const isEvaluable = (edition: Edition, expression: TypedExpression, read: Read): boolean =>
  readsOf(expression).every(({ root, fields }) => {
    let shape = edition.facts.get(root)?.shape;
    for (let depth = 0; depth <= fields.length; depth += 1) {
      if (depth > 0) shape = shape?.fields.get(fields[depth - 1] ?? '');
      if (read(root, fields.slice(0, depth)) === null) return shape?.type.nullable === true;
    }
    return true;
  });

const isReadBy = (ruleSet: RuleSet, path: string): boolean =>
  ruleSet.reads.some((name) => name === path || name.startsWith(`${path}.`) || path.startsWith(`${name}.`));
