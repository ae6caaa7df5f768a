import { below, isRecord, type Pointer, stepInto, stepsOf } from '../../language/values.js';

/** What `rewrite` puts in place of a value; `undefined` keeps it and goes on below it. */
export type Replace = (value: unknown, pointer: Pointer) => { readonly by: unknown } | undefined;

/** A copy of a JSON value with some places replaced; what was replaced is not looked into. */
export const rewrite = (value: unknown, pointer: Pointer, replace: Replace): unknown => {
  const replaced = replace(value, pointer);
  if (replaced !== undefined) return replaced.by;
  if (Array.isArray(value))
    return value.map((item: unknown, place) => rewrite(item, below(pointer, place), replace));
  return isRecord(value) ? rewriteFields(value, pointer, replace) : value;
};

/** A copy of a record with some places below it replaced. */
export const rewriteFields = (
  record: Readonly<Record<string, unknown>>,
  pointer: Pointer,
  replace: Replace,
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(record).map(([name, value]) => [name, rewrite(value, below(pointer, name), replace)]),
  );

/**
 * A copy of a JSON value with what stands at one place replaced; what does not lie on the way is shared with the original. Throws a
 * RangeError where there is no such place.
 */
export const replaceAt = (root: unknown, pointer: Pointer, by: unknown): unknown =>
  replaceBelow(root, stepsOf(pointer), 0, by);

const replaceBelow = (value: unknown, steps: readonly string[], depth: number, by: unknown): unknown => {
  const step = steps[depth];
  if (step === undefined) return by;
  const inside = stepInto(value, step);
  if (inside === undefined) throw new RangeError(`There is no \`/${steps.join('/')}\` to replace.`);
  const replaced = replaceBelow(inside, steps, depth + 1, by);
  if (Array.isArray(value)) return value.with(Number(step), replaced);
  return isRecord(value) ? { ...value, [step]: replaced } : value;
};
