import { below } from '../language/values.js';

/**
 * Where two values that are plain data differ, as JSON Pointers (RFC 6901), in the order of the first; `''` where they differ as a
 * whole. Records are compared by field, a field that is `undefined` counts as left out; lists by place. At most `most` paths.
 */
export const differingPaths = (left: unknown, right: unknown, most = 50): readonly string[] => {
  const paths: string[] = [];
  const visit = (one: unknown, other: unknown, at: string): void => {
    if (paths.length >= most || one === other || Object.is(one, other)) return;
    if (!isCompound(one) || !isCompound(other) || Array.isArray(one) !== Array.isArray(other)) {
      paths.push(at);
      return;
    }
    for (const name of new Set([...Object.keys(one), ...Object.keys(other)]))
      visit(fieldOf(one, name), fieldOf(other, name), below(at, name));
  };
  visit(left, right, '');
  return paths;
};

const isCompound = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const fieldOf = (value: Readonly<Record<string, unknown>>, name: string): unknown =>
  Object.hasOwn(value, name) ? value[name] : undefined;
