import { overlapping } from '../edition/names/dotted-names.js';
import type { Edition } from '../edition/model/edition.js';
import type { RuleSet } from '../edition/model/rule-set.js';
import type { FactShape } from '../edition/model/declarations.js';
import { readsItem } from '../edition/model/fact-shape.js';
import { readsOf } from '../language/syntax/walk.js';
import type { TypedExpression } from '../language/syntax/expression.js';
import type { Value } from '../language/types/types.js';
import type { EvaluateExpression, Read } from './environment.js';
import type { FactError } from './evaluation.js';
import { heldOf } from './facts/out-of-range.js';
import { asGiven, fieldOf, inward, outward, type Fields } from './facts/fact-values.js';
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

  /** What stands at a path: what was given there, as it was given, or what a default says; a default is computed once, and only where it is asked for. */
  const look: Look = (root, fields) => {
    let shape = edition.facts.get(root)?.shape;
    let path = root;
    let given = raw.get(root) ?? null;
    let value = orDefault(given, shape, path);
    for (const field of fields) {
      if (value === null) break;
      path = `${path}.${field}`;
      shape = shape?.fields.get(field);
      given = fieldOf(given, [field]);
      value = orDefault(fieldOf(value, [field]), shape, path);
    }
    return { value, given, shape, path };
  };

  /** The value of a path as defaults and constraints see it: what was given has the defaults of what was left out in it. */
  const read: Read = (root, fields) => {
    if (root === 'asOf') return asOf;
    const { value, given, shape, path } = look(root, fields);
    return given === null || shape === undefined ? value : complete(given, shape, path);
  };

  const defaultOf = ({ type, default: held }: FactShape, computed: TypedExpression, path: string): Value =>
    asGiven(heldOf(held ?? computed, evaluate(computed, read, path), type, path, true));

  /** @param item of a field of a list's item, the item, which its default may read */
  const orDefault = (value: Value, shape: FactShape | undefined, path: string, item: Value = null): Value => {
    if (value !== null || shape?.default == null) return value;
    if (readsItem(shape))
      return isEvaluable(edition, shape.default, look)
        ? defaultOf(shape, ofItem(shape.default, item), path)
        : null;
    const known = resolved.get(path);
    if (known !== undefined) return known;
    const computed = isEvaluable(edition, shape.default, look) ? defaultOf(shape, shape.default, path) : null;
    resolved.set(path, computed);
    return computed;
  };

  const complete = (value: Value, shape: FactShape, path: string, item: Value = null): Value => {
    const filled = orDefault(value, shape, path, item);
    if (filled === null || value === null) return filled;
    if (isList(value)) {
      const ofList = shape.fields.get('[]');
      return ofList === undefined ? value : value.map((entry) => complete(entry, ofList, `${path}[]`));
    }
    if (!isRecord(value) || shape.fields.size === 0) return value;
    // What reads the item is computed when its other fields are there.
    const fieldsWith = (siblings: Value): Readonly<Record<string, Value>> =>
      Object.fromEntries(
        [...shape.fields].map(([name, field]) => {
          const given = fieldOf(value, [name]);
          return [
            name,
            siblings === null && readsItem(field)
              ? given
              : complete(given, field, `${path}.${name}`, siblings),
          ];
        }),
      );
    const plain = fieldsWith(null);
    return [...shape.fields.values()].some(readsItem) ? fieldsWith(plain) : plain;
  };

  /** @param place the path, with the place of each item in its list: `grounds[2].basis` */
  const note = (
    value: Value,
    shape: FactShape,
    path: string,
    place: string,
    mayBeLeftOut: boolean,
    item: Value = null,
  ): void => {
    if (value === null) {
      if (shape.default === null && !mayBeLeftOut) return;
      if (isReadBy(ruleSet, path))
        assumed.push({ fact: place, value: outward(orDefault(null, shape, path, item), shape.type) });
      return;
    }
    const siblings = [...shape.fields.values()].some(readsItem) ? complete(value, shape, path) : null;
    for (const [name, field] of shape.fields) {
      if (name !== '[]')
        note(fieldOf(value, [name]), field, `${path}.${name}`, `${place}.${name}`, false, siblings);
      else if (isList(value))
        for (const [at, item] of value.entries())
          note(item, field, `${path}[]`, `${place}[${at + 1}]`, false);
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
      name,
      ruleSet.facts.some((fact) => fact.name === name && fact.optional),
    );
  }
  const errors = edition.constraints
    .filter(({ decisions }) => decisions?.includes(ruleSet.decision) ?? true)
    .filter(({ holds }) => isEvaluable(edition, holds, look))
    .filter(({ holds, code }) => evaluate(holds, read, code) !== true)
    .map(({ pointer, code, message }) => ({ pointer, code, message }));
  return { facts, assumed, errors };
};

/** A default with the item that it reads. */
const ofItem = (instead: TypedExpression, item: Value): TypedExpression => ({
  kind: 'let',
  variables: ['item'],
  values: [{ kind: 'literal', value: item, type: { kind: 'null', nullable: true }, span: instead.span }],
  in: instead,
  type: instead.type,
  span: instead.span,
});

/** What is found at a path. */
type Look = (
  root: string,
  fields: readonly string[],
) => {
  readonly value: Value;
  /** As it was given; `null` where it was left out. */
  readonly given: Value;
  readonly shape: FactShape | undefined;
  readonly path: string;
};

/**
 * Whether every name that an expression reads has a value, but for what its shape lets be absent: there the type checker has seen to
 * it that the expression asks first. What is absent because this decision does without the fact makes an expression void.
 */
const isEvaluable = (edition: Edition, expression: TypedExpression, look: Look): boolean =>
  readsOf(expression).every(({ root, fields, onlyAsked }) => {
    if (!edition.facts.has(root)) return true;
    for (let depth = 0; depth <= fields.length; depth += 1) {
      const { value, shape } = look(root, fields.slice(0, depth));
      if (value === null) return shape?.type.nullable === true;
    }
    const { given, shape } = look(root, fields);
    return onlyAsked || given === null || shape === undefined || isWhole(edition, given, shape, look);
  });

/** Whether the default of everything that was left out in a value can be computed. */
const isWhole = (edition: Edition, value: Value, shape: FactShape, look: Look): boolean => {
  if (value === null) return shape.default === null || isEvaluable(edition, shape.default, look);
  return [...shape.fields].every(([name, field]) =>
    name === '[]'
      ? isList(value) && value.every((item) => isWhole(edition, item, field, look))
      : isWhole(edition, fieldOf(value, [name]), field, look),
  );
};

const isReadBy = (ruleSet: RuleSet, path: string): boolean =>
  ruleSet.reads.some((name) => overlapping(name, path));
