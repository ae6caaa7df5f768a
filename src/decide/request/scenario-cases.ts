import type { InvalidClause } from '../../engine/severability.js';
import type { Act } from '../../edition/model/governing.js';
import { compileFeatures, type FeatureSources } from '../../scenarios/compile-features.js';
import { readFeatures } from '../../scenarios/read-features.js';
import { readDecideRequest } from './decide-request.js';
import type { EditionQuery } from './edition-query.js';

/** A case of a decision, and where it comes from. */
export interface NamedCase {
  readonly decision: string;
  readonly facts: Readonly<Record<string, unknown>>;
  /** Epoch milliseconds; `null` where none is given. */
  readonly asOf: number | null;
  readonly edition: EditionQuery;
  /** Of the customer, as the request tells them. */
  readonly acts: readonly Act[];
  /** Clauses that are held invalid; none in most. */
  readonly invalid: readonly InvalidClause[];
  /** `uri:line`, or the place in a file of cases. */
  readonly at: string;
  readonly title: string;
}

/** What scenarios ask. */
export interface ScenarioCases {
  readonly cases: readonly NamedCase[];
  /** What is wrong with the scenarios. */
  readonly faults: readonly string[];
}

/** All that the scenarios of a contract ask; what is no request, since a scenario shows that it is refused, is left out. */
export const allCasesIn = (sources: FeatureSources): ScenarioCases => {
  const { scenarios, faults } = compileFeatures(sources);
  const cases = scenarios.flatMap(({ title, uri, line, asks }) =>
    asks.flatMap(({ decision, request }): readonly NamedCase[] => {
      const asked = readDecideRequest(request);
      if (asked.code !== 'read') return [];
      const { facts, asOf, edition, acts = [], invalid = [] } = asked.value;
      return [{ decision, facts, asOf, edition, acts, invalid, at: `${uri}:${line}`, title }];
    }),
  );
  return { cases, faults };
};

/** What the scenarios of a contract ask, the facts of each case once. */
export const casesIn = (sources: FeatureSources): ScenarioCases => {
  const { cases, faults } = allCasesIn(sources);
  const once = new Map<string, NamedCase>();
  for (const one of cases) {
    const key = JSON.stringify([one.decision, one.facts, one.edition, one.invalid]);
    if (!once.has(key)) once.set(key, one);
  }
  return { cases: [...once.values()], faults };
};

/**
 * The same of scenarios in files. Nothing where the contract has none.
 * @param directory the folder of features
 */
export const readScenarioCases = async (directory: string, document: string): Promise<ScenarioCases> => {
  const read = await readFeatures(directory, document);
  return read.code === 'read' ? casesIn(read.sources) : { cases: [], faults: [] };
};
