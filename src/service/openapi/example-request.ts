import { stepsOf } from '../../language/values.js';
import { dimensionsOf, type Dimension } from '../../analysis/boundary/boundary-dimensions.js';
import { withValue, type Case } from '../../analysis/boundary/boundary-case.js';
import { literalsOf } from '../../analysis/boundary/boundary-literals.js';
import type { Edition } from '../../edition/model/edition.js';
import type { RuleSet } from '../../edition/model/rule-set.js';
import { makeCompiledEvaluator } from '../../engine/compiled/compiled-evaluator.js';
import type { FactError } from '../../engine/evaluation.js';
import { dayMs, formatInstant, lastInstantMs, parseInstant } from '../../language/instants.js';
import { exampleFacts } from './example-facts.js';

/** A request that its edition decides. */
export interface ExampleRequest {
  /** RFC 3339. */
  readonly asOf: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/**
 * A case to show for each decision of an edition: what `edition.yaml` gives where that is of this decision, else the plainest facts,
 * mended until they contradict themselves no more. A decision for which none is found has no entry. Worked out once for each edition.
 */
export const exampleRequests = (edition: Edition): ReadonlyMap<string, ExampleRequest> => {
  const known = examples.get(edition);
  if (known !== undefined) return known;
  const { decide } = makeCompiledEvaluator(edition);
  const found = new Map(
    [...edition.decisions].flatMap(([decision, ruleSet]): (readonly [string, ExampleRequest])[] => {
      const errorsOf: ErrorsOf = (one) => {
        const answer = decide({ decision, ...one });
        return answer.code === 'decided' ? [] : answer.errors;
      };
      const dimensions = dimensionsOf(edition, ruleSet, literalsOf(edition, ruleSet));
      for (const start of startsOf(edition, ruleSet)) {
        const one = mend(start, dimensions, errorsOf);
        if (one !== undefined) return [[decision, { asOf: formatInstant(one.asOf), facts: one.facts }]];
      }
      return [];
    }),
  );
  examples.set(edition, found);
  return found;
};

/** Editions are immutable, and `/openapi.json` is open to everybody: what it takes to work them out is not spent twice. */
const examples = new WeakMap<Edition, ReadonlyMap<string, ExampleRequest>>();

type ErrorsOf = (one: Case) => readonly FactError[];

/** Cases to begin with, the best first. */
const startsOf = (edition: Edition, { decision, facts }: RuleSet): readonly Case[] => {
  const plain: Case = { asOf: edition.effectiveFrom, facts: exampleFacts(edition, decision) };
  const given = edition.example;
  const asOf = given === null ? undefined : parseInstant(given.asOf);
  if (given === null || asOf?.ok !== true) return [plain];
  if (given.decision === decision) return [{ asOf: asOf.epochMs, facts: given.facts }, plain];
  // What the edition's own case says of the same facts reads better than the least value that each may have.
  const alike = facts.flatMap(({ name }) => (name in plain.facts && name in given.facts ? [name] : []));
  if (alike.length === 0) return [plain];
  const shared = Object.fromEntries(alike.map((name) => [name, given.facts[name]]));
  return [{ asOf: asOf.epochMs, facts: { ...plain.facts, ...shared } }, plain];
};

const mendings = 12;
/** How much later a case is decided where it is too early for its facts. */
const laterMs = [30, 90, 365, 1_100].map((days) => days * dayMs);

/** A case whose facts are valid, by setting what is told to be wrong to the values that it may have; `undefined` where none is found. */
const mend = (start: Case, dimensions: readonly Dimension[], errorsOf: ErrorsOf): Case | undefined => {
  let [current, errors] = [start, errorsOf(start)];
  for (let round = 0; round < mendings; round += 1) {
    const [error] = errors;
    if (error === undefined) return current;
    let best: { readonly one: Case; readonly errors: readonly FactError[] } | undefined;
    for (const one of changesFor(error, current, dimensions)) {
      const left = errorsOf(one);
      if (left.some((other) => other.pointer === error.pointer && other.code === error.code)) continue;
      if (best === undefined || left.length < best.errors.length) best = { one, errors: left };
      if (left.length < errors.length) break;
    }
    if (best === undefined) return undefined;
    [current, errors] = [best.one, best.errors];
  }
  return errors.length === 0 ? current : undefined;
};

/** What may be set otherwise, the nearest to the error first; then later instants. */
function* changesFor(
  { pointer }: FactError,
  { asOf, facts }: Case,
  dimensions: readonly Dimension[],
): Generator<Case> {
  const steps = stepsOf(pointer);
  const concerned = dimensions
    .filter(({ path }) => path.every((step, depth) => steps[depth] === step))
    .sort((a, b) => b.path.length - a.path.length);
  for (const { path, values } of concerned)
    for (const value of values) if (value !== undefined) yield { asOf, facts: withValue(facts, path, value) };
  for (const later of laterMs) if (asOf + later <= lastInstantMs) yield { asOf: asOf + later, facts };
}
