/** A place in a JSON value (RFC 6901): `/facts/package/plan`. */
export type Pointer = string;

/** The pointer to a field or item below a place. */
export const below = (pointer: Pointer, step: string | number): Pointer =>
  `${pointer}/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value at a place; `undefined` where there is none. */
export const valueAt = (root: unknown, pointer: Pointer): unknown => {
  let value = root;
  for (const escaped of pointer.split('/').slice(1)) {
    const step = escaped.replaceAll('~1', '/').replaceAll('~0', '~');
    if (Array.isArray(value)) value = /^(0|[1-9]\d*)$/.test(step) ? value[Number(step)] : undefined;
    else value = isRecord(value) && Object.hasOwn(value, step) ? value[step] : undefined;
  }
  return value;
};

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
