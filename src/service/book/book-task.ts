import { compareEditions, type EditionDifference } from '../../analysis/difference/edition-difference.js';
import type { ScenarioCase } from '../../analysis/difference/decision-difference.js';
import type { ScenarioResult } from '../../analysis/pages/placement.js';
import type { Edition } from '../../edition/model/edition.js';
import { makeCompiledEvaluator } from '../../engine/compiled/compiled-evaluator.js';
import { compileFeatures, type FeatureSources } from '../../scenarios/compile-features.js';
import { runScenario } from '../../scenarios/run-scenario.js';
import type { Scenario } from '../../scenarios/scenario.js';
import { readDecideRequest } from '../../decide/request/decide-request.js';
import { makeEditions } from '../../decide/editions/editions.js';
import { loadKeptRelease } from '../../decide/editions/load-editions.js';
import type { ClausesBook, ScenarioBook } from '../../wire/book/contract.js';
import type { StoredRecord } from '../../audit/record/record.js';
import type { Exposure } from '../../wire/book/impact.js';
import { asksEdition } from './asks-edition.js';
import { clausesBook } from './clause-book.js';
import { exposureOf } from './exposure.js';
import { scenarioBook } from './scenario-book.js';
import { askInMemory } from '../ask-in-scenarios.js';

/** The files of an edition, from which it is loaded anew in another thread. */
export type EditionFiles = ReadonlyMap<string, string>;

/** Work for the book that takes longer than a request to decide may wait. */
export type BookTask =
  | {
      readonly kind: 'scenarios';
      /** All editions that the scenarios may ask. */
      readonly editions: readonly EditionFiles[];
      /** The one that is told of. */
      readonly of: string;
      readonly features: FeatureSources;
      /** Now, in epoch milliseconds. */
      readonly now: number;
    }
  | {
      readonly kind: 'difference';
      readonly left: EditionFiles;
      readonly right: EditionFiles;
      /** `null` where the document has none. */
      readonly features: FeatureSources | null;
      /** Cases to look at for each decision that is not proven the same. */
      readonly limit: number;
    }
  | { readonly kind: 'clauses'; readonly edition: EditionFiles }
  | {
      readonly kind: 'exposure';
      readonly edition: EditionFiles;
      /** Decisions of the log. */
      readonly records: readonly StoredRecord[];
    };

/** What came of a task of each kind. */
export interface BookResults {
  readonly scenarios: {
    /** Those that say something of the edition. */
    readonly scenarios: readonly ScenarioBook[];
    /** How many say nothing of it, since other editions govern in them. */
    readonly elsewhere: number;
    readonly faults: readonly string[];
  };
  readonly difference: EditionDifference;
  readonly clauses: ClausesBook;
  readonly exposure: Exposure;
}

/** Works on a task. Throws where an edition does not load, which is a defect. */
export const workOnBook = async (task: BookTask): Promise<BookResults[BookTask['kind']]> => {
  if (task.kind === 'scenarios') return runScenarios(task);
  if (task.kind === 'clauses') return clausesBook(await loadKeptRelease(task.edition));
  if (task.kind === 'exposure') return exposureOf(await loadKeptRelease(task.edition), task.records);
  const [left, right] = [await loadKeptRelease(task.left), await loadKeptRelease(task.right)];
  const scenarios =
    task.features === null ? [] : casesOf(compileFeatures(task.features).scenarios, [left, right]);
  return compareEditions(sideOf(left), sideOf(right), { limit: task.limit, scenarios });
};

const runScenarios = async ({
  editions: files,
  of,
  features,
  now,
}: Extract<BookTask, { readonly kind: 'scenarios' }>): Promise<BookResults['scenarios']> => {
  const given: Edition[] = [];
  for (const each of files) given.push(await loadKeptRelease(each));
  const edition = given.find(({ identity }) => identity.digest === of);
  if (edition === undefined) throw new TypeError(`Scenarios are to be told of ${of}, which was not given.`);
  const { scenarios, faults } = compileFeatures(features);
  const known = makeEditions(given, { files: () => Promise.resolve(undefined), load: loadKeptRelease });
  const { ask, close } = askInMemory(known, () => now);
  const results: ScenarioResult[] = [];
  for (const scenario of scenarios) {
    const run = await runScenario(scenario, ask);
    if (await asksEdition(edition, known, scenario, run.answers)) results.push({ scenario, ...run });
  }
  await close();
  return {
    scenarios: scenarioBook(edition, results),
    elsewhere: scenarios.length - results.length,
    faults,
  };
};

const sideOf = (edition: Edition) => ({ edition, evaluator: makeCompiledEvaluator(edition) });

/** What the scenarios ask of these editions or of whichever governs, each case once. */
const casesOf = (scenarios: readonly Scenario[], editions: readonly Edition[]): readonly ScenarioCase[] => {
  const cases = new Map<string, ScenarioCase>();
  for (const { title, asks } of scenarios) {
    for (const { decision, request } of asks) {
      const asked = readDecideRequest(request);
      if (asked.code !== 'read' || asked.value.asOf === null) continue;
      const { facts, asOf, edition } = asked.value;
      const fits = editions.some(
        ({ identity }) =>
          (edition.document ?? identity.document) === identity.document &&
          (edition.revision ?? identity.revision) === identity.revision &&
          (edition.digest ?? identity.digest) === identity.digest,
      );
      if (fits)
        cases.set(JSON.stringify([decision, facts]), { decision, name: title, case: { facts, asOf } });
    }
  }
  return [...cases.values()];
};
