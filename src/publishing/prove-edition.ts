import type { RunWithRecords } from '../analysis/coverage/decided-under.js';
import type { Entry } from '../audit/record/record.js';
import type { Edition } from '../edition/model/edition.js';
import type { JsonObject } from '../scenarios/json.js';
import type { Answer } from '../scenarios/check.js';
import { compileFeatures } from '../scenarios/compile-features.js';
import { runScenario } from '../scenarios/run-scenario.js';
import { makeEditions, type Editions } from '../decide/editions/editions.js';
import { loadKeptRelease } from '../decide/editions/load-editions.js';
import type { ReadFeatures } from '../scenarios/read-features.js';

/** A scenario as it ran, with what was recorded in it. */
interface ProvedScenario extends RunWithRecords {
  readonly failures: readonly string[];
}

/** How the scenarios of an edition ended; `faults` are those that could not be understood. */
export interface Proof {
  readonly scenarios: readonly ProvedScenario[];
  readonly faults: readonly string[];
}

/**
 * Opens what answers as `POST /decide/{decision}` does under these editions, with records that do not last; to be closed.
 * `recorded` is told of each decision that is recorded.
 */
export type AskUnder = (
  editions: Editions,
  clock: () => number,
  recorded: (entry: Entry) => void,
) => {
  readonly ask: (decision: string, request: JsonObject) => Promise<Answer>;
  readonly close: () => Promise<void>;
};

/** What an edition's scenarios are run with. */
export interface ProofParts {
  /** The scenarios of its document. */
  readonly features: ReadFeatures;
  /** The other editions of its document, which govern where it does not. */
  readonly beside: readonly Edition[];
  readonly askUnder: AskUnder;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Told how many of them ran; default: nobody is. */
  readonly told?: (progress: ScenarioProgress) => void;
}

/** How many of an edition's scenarios ran. */
export interface ScenarioProgress {
  readonly step: 'scenarios';
  readonly done: number;
  readonly of: number;
}

/** Runs all scenarios of a document as `POST /decide/{decision}` answers them; what they record does not last. */
export const proveEdition = async (
  edition: Edition,
  { features, beside, askUnder, now, told = () => undefined }: ProofParts,
): Promise<Proof> => {
  if (features.code === 'no-features')
    return { scenarios: [], faults: [`\`${features.missing}\` is missing.`] };
  const { scenarios, faults } = compileFeatures(features.sources);
  const entries = new Map<string, Entry>();
  const given = makeEditions([...beside, edition], {
    files: () => Promise.resolve(undefined),
    load: loadKeptRelease,
  });
  const { ask, close } = askUnder(given, now, (entry) => entries.set(entry.id, entry));
  try {
    const proved: ProvedScenario[] = [];
    for (const [done, scenario] of scenarios.entries()) {
      if (done % toldEvery === 0) told({ step: 'scenarios', done, of: scenarios.length });
      const { passed, failures, answers } = await runScenario(scenario, ask);
      const { title, uri, line } = scenario;
      proved.push({ title, uri, line, passed, failures, recorded: recordedIn(answers, entries) });
    }
    return { scenarios: proved, faults };
  } finally {
    await close();
  }
};

const toldEvery = 20;

const recordedIn = (
  answers: readonly Answer[],
  entries: ReadonlyMap<string, Entry>,
): RunWithRecords['recorded'] =>
  answers
    .map(({ body }) => entries.get(idOf(body)))
    .filter((entry) => entry !== undefined)
    .map(({ decision, inputs }) => {
      const { edition, asOf, facts, invalid, governing } = inputs;
      const question = { decision: inputs.decision, asOf, facts, governedBy: governing?.readings ?? [] };
      return { edition, decision, question: invalid === undefined ? question : { ...question, invalid } };
    });

const idOf = (body: unknown): string =>
  typeof body === 'object' && body !== null && 'id' in body && typeof body.id === 'string' ? body.id : '';
