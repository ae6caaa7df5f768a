import { isDeepStrictEqual } from 'node:util';
import { formatInstant } from '../../language/instants.js';
import { valueAt, withValue, type Case } from '../boundary/boundary-case.js';
import type { CaseDifference, CompareCase } from './case-difference.js';

/** A case that is known, and where from: a scenario, an example. */
export interface KnownCase {
  readonly name: string;
  readonly case: Case;
}

/** A fact that differs from a known case; `asOf` for the instant. `undefined` is left out. */
export interface FactChange {
  readonly path: string;
  readonly from: unknown;
  readonly to: unknown;
}

/** A difference as near to a known case as it could be brought. */
export interface ShrunkDifference {
  readonly difference: CaseDifference;
  readonly from: string;
  /** Empty where the known case itself shows it. */
  readonly changes: readonly FactChange[];
}

/**
 * Brings a difference back towards the known case from which it was reached: each fact takes its value there again where the two editions still differ in
 * the same way, until none can.
 * @param paths of the facts that vary, those above before those below
 */
export const shrinkDifference = async (
  compare: CompareCase,
  found: CaseDifference,
  { name, case: known }: KnownCase,
  paths: readonly (readonly string[])[],
): Promise<ShrunkDifference> => {
  let now = found;
  const reach = async (one: Case): Promise<boolean> => {
    const difference = await compare(one);
    if (difference?.alike !== found.alike) return false;
    now = difference;
    return true;
  };
  let again = true;
  while (again) {
    again = false;
    if (now.case.asOf !== known.asOf) again = await reach({ ...now.case, asOf: known.asOf });
    for (const path of paths) {
      const value = valueAt(known.facts, path);
      if (isDeepStrictEqual(value, valueAt(now.case.facts, path))) continue;
      if (await reach({ ...now.case, facts: withValue(now.case.facts, path, value) })) again = true;
    }
  }
  return { difference: now, from: name, changes: changesBetween(known, now.case, paths) };
};

/** Only what is not told by a path above it, or below it. */
const changesBetween = (
  known: Case,
  now: Case,
  paths: readonly (readonly string[])[],
): readonly FactChange[] => {
  const differing = paths.filter(
    (path) => !isDeepStrictEqual(valueAt(known.facts, path), valueAt(now.facts, path)),
  );
  const lowest = differing.filter(
    (path) =>
      !differing.some((other) => other.length > path.length && path.every((step, i) => other[i] === step)),
  );
  return [
    ...(known.asOf === now.asOf
      ? []
      : [{ path: 'asOf', from: formatInstant(known.asOf), to: formatInstant(now.asOf) }]),
    ...lowest.map((path) => ({
      path: path.join('.'),
      from: valueAt(known.facts, path),
      to: valueAt(now.facts, path),
    })),
  ];
};
