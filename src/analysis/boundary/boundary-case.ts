import { isRecord, stepsOf } from '../../language/values.js';
import type { Answer, Evaluator, FactError } from '../../engine/evaluation.js';
import type { Dimension, Json } from './boundary-dimensions.js';

/** Facts and an instant. */
export interface Case {
  readonly facts: Readonly<Record<string, unknown>>;
  /** Epoch milliseconds. */
  readonly asOf: number;
}

/** What a case comes to; what cannot be evaluated is told with the defect's own words. */
export type Tried = Answer | { readonly code: 'failed'; readonly why: string };

/** Decides cases of one decision, counts them, and mends facts that contradict. */
export interface Trial {
  readonly decide: (one: Case) => Promise<Tried>;
  /** The case as it is where its facts are valid; else mended elsewhere than at the given paths, or `null`. */
  readonly mend: (
    one: Case,
    keep: readonly (readonly string[])[],
  ) => Promise<{ readonly case: Case; readonly tried: Tried } | null>;
  /** Cases that were decided, and those whose facts were refused. */
  readonly counts: () => { readonly decided: number; readonly refused: number };
  /** What refused most of the cases, first; `null` where none was refused. */
  readonly refusedMostBy: () => FactError | null;
}

const mendings = 6;
const valuesEach = 8;

/** A trial of one decision. */
export const makeTrial = (
  evaluator: Evaluator,
  decision: string,
  dimensions: readonly Dimension[],
): Trial => {
  let [decided, refused] = [0, 0];
  const refusals = new Map<string, { readonly error: FactError; times: number }>();
  /** What mended an error before is tried first. */
  const remedies = new Map<string, Json>();

  const count = (error: FactError): void => {
    const key = keyOf(error);
    const known = refusals.get(key);
    if (known === undefined) refusals.set(key, { error, times: 1 });
    else known.times += 1;
  };
  const decide = async (one: Case): Promise<Tried> => {
    try {
      const answer = await evaluator.decide({ decision, ...one });
      if (answer.code === 'decided') decided += 1;
      else {
        refused += 1;
        const [error] = answer.errors;
        if (error !== undefined) count(error);
      }
      return answer;
    } catch (error) {
      decided += 1;
      return { code: 'failed', why: error instanceof Error ? error.message : String(error) };
    }
  };

  const mend: Trial['mend'] = async (one, keep) => {
    let [current, tried] = [one, await decide(one)];
    for (let round = 0; round < mendings && tried.code === 'invalid-facts'; round += 1) {
      const error = tried.errors.find(({ pointer }) => !keep.some((path) => touches(path, stepsOf(pointer))));
      if (error === undefined) return null;
      const steps = stepsOf(error.pointer);
      const dimension = dimensions.findLast(({ path }) => path.every((step, i) => steps[i] === step));
      if (dimension === undefined) return null;
      const key = keyOf(error);
      const values = dimension.values.filter((value) => value !== undefined).slice(0, valuesEach);
      const known = remedies.has(key) ? [remedies.get(key)] : [];
      let mended = false;
      for (const value of [...known, ...values]) {
        const changed = { ...current, facts: withValue(current.facts, dimension.path, value) };
        const next = await decide(changed);
        if (next.code === 'invalid-facts' && next.errors.some((other) => keyOf(other) === key)) continue;
        [current, tried, mended] = [changed, next, true];
        remedies.set(key, value);
        break;
      }
      if (!mended) return null;
    }
    return tried.code === 'invalid-facts' ? null : { case: current, tried };
  };
  return {
    decide,
    mend,
    counts: () => ({ decided, refused }),
    refusedMostBy: () => [...refusals.values()].sort((a, b) => b.times - a.times)[0]?.error ?? null,
  };
};

const keyOf = ({ pointer, code }: FactError): string => `${pointer} ${code}`;

const touches = (path: readonly string[], steps: readonly string[]): boolean =>
  path.length > 0 && path.every((step, i) => steps[i] === step);

/** A copy of facts with another value at a path; `undefined` leaves it out, and what is not there above it is made. */
export const withValue = (
  facts: Readonly<Record<string, unknown>>,
  [step, ...rest]: readonly string[],
  value: Json,
): Readonly<Record<string, unknown>> => {
  if (step === undefined) return facts;
  if (rest.length > 0) {
    const inner = facts[step];
    if (!isRecord(inner) && value === undefined) return facts;
    return { ...facts, [step]: withValue(isRecord(inner) ? inner : {}, rest, value) };
  }
  if (value !== undefined) return { ...facts, [step]: value };
  return Object.fromEntries(Object.entries(facts).filter(([name]) => name !== step));
};

/** The value at a path, `undefined` where there is none. */
export const valueAt = (facts: Readonly<Record<string, unknown>>, path: readonly string[]): Json => {
  let value: unknown = facts;
  for (const step of path) value = isRecord(value) ? value[step] : undefined;
  return value;
};
