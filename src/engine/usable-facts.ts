import type { FactError } from './evaluation.js';
import { isRecord } from './fact-values.js';

/**
 * The given facts without those that are wrong, so that contradictions among the others can still be told in the same answer. An item of a
 * list that is wrong, or lacks something, takes the whole list with it; a wrong fact at the top, itself.
 * @param errors with pointers into `given`, as the schema found them
 */
export const usable = (
  given: Readonly<Record<string, unknown>>,
  errors: readonly FactError[],
): Readonly<Record<string, unknown>> => {
  const paths = errors
    .map(({ pointer, code }) => ({ code, steps: stepsOf(pointer) }))
    .filter(({ code, steps }) => code !== 'missing-fact' || isInList(given, steps))
    .map(({ steps }) => steps);
  return paths.length === 0 ? given : paths.reduce(without, given);
};

/** What the schema found, then what contradicts at other places, in the order of their pointers. */
export const joinErrors = (
  schema: readonly FactError[],
  constraints: readonly FactError[],
): readonly FactError[] => {
  if (constraints.length === 0) return schema;
  const known = new Set(schema.map(({ pointer }) => pointer));
  return [...schema, ...constraints.filter(({ pointer }) => !known.has(pointer))].sort((a, b) =>
    a.pointer < b.pointer ? -1 : a.pointer > b.pointer ? 1 : 0,
  );
};

const isInList = (given: unknown, [step, ...rest]: readonly string[]): boolean =>
  Array.isArray(given) ||
  (step !== undefined && isRecord(given) && Object.hasOwn(given, step) && isInList(given[step], rest));

const without = (
  record: Readonly<Record<string, unknown>>,
  [step, ...rest]: readonly string[],
): Readonly<Record<string, unknown>> => {
  if (step === undefined || !Object.hasOwn(record, step)) return record;
  const value = record[step];
  const others = Object.fromEntries(Object.entries(record).filter(([name]) => name !== step));
  return rest.length === 0 || !isRecord(value) ? others : { ...others, [step]: without(value, rest) };
};

const stepsOf = (pointer: string): readonly string[] =>
  pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
