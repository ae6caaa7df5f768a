import type { ScenarioRun } from '../../analysis/coverage/coverage.js';
import type { Entry } from '../../audit/record/record.js';
import type { Edition } from '../../edition/model/edition.js';
import type { ScenarioQuestion } from '../../analysis/coverage/condition-coverage.js';
import type { Answer } from '../../scenarios/check.js';
import { compileFeatures } from '../../scenarios/compile-features.js';
import { readFeatures } from '../../scenarios/read-features.js';
import { runScenario } from '../../scenarios/run-scenario.js';
import { makeEditions } from '../../decide/editions/editions.js';
import { loadKeptRelease } from '../../decide/editions/load-editions.js';
import type { Shell } from '../shell/command.js';
import { askInMemory } from '../../service/ask-in-scenarios.js';

/** A scenario as it ran, with what was decided in it under the edition that is to be proved. */
export interface ProvedScenario extends ScenarioRun {
  readonly failures: readonly string[];
  readonly questions: readonly ScenarioQuestion[];
}

/** How the scenarios of an edition ended; `faults` are those that could not be understood. */
export interface Proof {
  readonly scenarios: readonly ProvedScenario[];
  readonly faults: readonly string[];
}

/**
 * Runs all scenarios of a document as `POST /decide/{decision}` answers them; what they record does not last.
 * @param beside the editions of the document that govern where this one does not
 */
export const proveEdition = async (
  directory: string,
  edition: Edition,
  beside: readonly Edition[],
  shell: Pick<Shell, 'now'>,
): Promise<Proof> => {
  const { document, digest } = edition.identity;
  const read = await readFeatures(directory, document);
  if (read.code === 'no-features') return { scenarios: [], faults: [`\`${read.missing}\` is missing.`] };
  const { scenarios, faults } = compileFeatures(read.sources);
  const entries = new Map<string, Entry>();
  const given = makeEditions([...beside, edition], {
    files: () => Promise.resolve(undefined),
    load: loadKeptRelease,
  });
  const { ask, close } = askInMemory(given, shell.now, (entry) => entries.set(entry.id, entry));
  try {
    const proved: ProvedScenario[] = [];
    for (const scenario of scenarios) {
      const { passed, failures, answers } = await runScenario(scenario, ask);
      const { title, uri, line } = scenario;
      proved.push({ title, uri, line, passed, failures, ...decidedUnder(digest, answers, entries) });
    }
    return { scenarios: proved, faults };
  } finally {
    await close();
  }
};

const decidedUnder = (
  digest: string,
  answers: readonly Answer[],
  entries: ReadonlyMap<string, Entry>,
): Pick<ProvedScenario, 'decisions' | 'questions'> => {
  const mine = answers
    .map(({ body }) => entries.get(idOf(body)))
    .filter((entry) => entry !== undefined)
    .filter(({ inputs }) => inputs.edition.digest === digest);
  return {
    decisions: mine.map(({ decision }) => decision),
    questions: mine.map(({ inputs: { decision, asOf, facts, invalid, governing } }) => ({
      decision,
      asOf,
      facts,
      ...(invalid === undefined ? {} : { invalid }),
      governedBy: governing?.readings ?? [],
    })),
  };
};

const idOf = (body: unknown): string =>
  typeof body === 'object' && body !== null && 'id' in body && typeof body.id === 'string' ? body.id : '';
