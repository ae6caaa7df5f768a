import type { Edition } from '../../edition/model/edition.js';
import type { FactPath, Step } from '../../edition/model/invariant.js';
import type { TypedExpression } from '../../language/syntax/expression.js';
import type { Value } from '../../language/types/types.js';
import { isRecord } from '../../language/values.js';
import { outward } from '../facts/fact-values.js';

/** A case as a request gives it. */
export interface CaseToTake {
  readonly facts: Readonly<Record<string, unknown>>;
  /** Epoch milliseconds. */
  readonly asOf: number;
}

/** What a step is taken in. */
interface Taking {
  readonly edition: Edition;
  /** Facts of the case before, as its decisions saw them. */
  readonly names: ReadonlyMap<string, Value>;
  readonly valueOf: (expression: TypedExpression) => Value;
}

/**
 * The case after a step. Where a part of a fact changes, the rest of it is as the decisions saw it; a part of what is absent stays absent.
 * @param one.after its instant, where that may be later, and facts that have the parts which may be anything else
 */
export const stepTaken = (
  { later, becomes, other }: Step,
  one: CaseToTake & { readonly after?: CaseToTake },
  { edition, names, valueOf }: Taking,
): CaseToTake => {
  const facts = new Map<string, unknown>(Object.entries(one.facts));
  const change = ({ root, fields }: FactPath, json: unknown): void => {
    const type = edition.facts.get(root)?.shape.type;
    const whole =
      fields.length === 0 || type === undefined || touched.has(root)
        ? facts.get(root)
        : withoutAbsent(outward(names.get(root) ?? null, type));
    touched.add(root);
    facts.set(root, changed(whole, fields, json));
  };
  const touched = new Set<string>();
  for (const { root, fields, is, type } of becomes)
    change({ root, fields }, withoutAbsent(outward(valueOf(is), type)));
  for (const path of other) change(path, within(one.after?.facts[path.root], path.fields));
  return {
    facts: Object.fromEntries([...facts].filter(([, json]) => json !== undefined)),
    asOf: later ? Math.max(one.asOf, one.after?.asOf ?? one.asOf) : one.asOf,
  };
};

/** JSON with another value at a path; the same where what the path goes through is absent. */
const changed = (json: unknown, [field, ...below]: readonly string[], value: unknown): unknown => {
  if (field === undefined) return value;
  if (!isRecord(json)) return json;
  const { [field]: inside, ...rest } = json;
  const next = changed(inside, below, value);
  return next === undefined ? rest : { ...rest, [field]: next };
};

const within = (json: unknown, fields: readonly string[]): unknown =>
  fields.reduce<unknown>((of, field) => (isRecord(of) ? of[field] : undefined), json);

/** JSON without what is absent, since a request leaves it out. */
const withoutAbsent = (value: Value): unknown => {
  if (value === null) return undefined;
  if (Array.isArray(value)) return value.map((item: Value) => withoutAbsent(item));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inside]) => {
      const json = withoutAbsent(inside);
      return json === undefined ? [] : [[name, json]];
    }),
  );
};
