import { byUnits } from '../../language/text-order.js';
import { isRecord, stepsOf } from '../../language/values.js';
import type { FactError } from '../evaluation.js';

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
  return paths.length === 0 ? given : without(given, paths);
};

/** The steps from a record to what is wrong in it. */
type Path = readonly string[];

/** What the schema found, then what contradicts at other places, in the order of their pointers. */
export const joinErrors = (
  schema: readonly FactError[],
  constraints: readonly FactError[],
): readonly FactError[] => {
  if (constraints.length === 0) return schema;
  const known = new Set(schema.map(({ pointer }) => pointer));
  return [...schema, ...constraints.filter(({ pointer }) => !known.has(pointer))].sort((a, b) =>
    byUnits(a.pointer, b.pointer),
  );
};

const isInList = (given: unknown, [step, ...rest]: readonly string[]): boolean =>
  Array.isArray(given) ||
  (step !== undefined && isRecord(given) && Object.hasOwn(given, step) && isInList(given[step], rest));

/** In one pass, however many paths there are: a body can be wrong at a hundred thousand places. */
const without = (
  record: Readonly<Record<string, unknown>>,
  paths: readonly Path[],
): Readonly<Record<string, unknown>> => {
  const wrong = new Map<string | undefined, Path[]>();
  for (const [step, ...rest] of paths) {
    const others = wrong.get(step);
    if (others === undefined) wrong.set(step, [rest]);
    else others.push(rest);
  }
  return Object.fromEntries(
    Object.entries(record).flatMap(([name, value]) => {
      const inside = wrong.get(name);
      if (inside === undefined) return [[name, value]];
      if (!isRecord(value) || inside.some((rest) => rest.length === 0)) return [];
      return [[name, without(value, inside)]];
    }),
  );
};
