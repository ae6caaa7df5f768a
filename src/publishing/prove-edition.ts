import type { RunWithRecords } from '../analysis/coverage/decided-under.js';
import type { Entry } from '../audit/record/record.js';
import type { Edition } from '../edition/model/edition.js';
import type { Answer } from '../scenarios/check.js';
import { compileFeatures } from '../scenarios/compile-features.js';
import { readFeatures } from '../scenarios/read-features.js';
import { runScenario } from '../scenarios/run-scenario.js';
import { makeEditions } from '../decide/editions/editions.js';
import { loadKeptRelease } from '../decide/editions/load-editions.js';
import type { Shell } from '../cli/shell/command.js';
import { askInMemory } from '../service/ask-in-scenarios.js';

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
 * Runs all scenarios of a document as `POST /decide/{decision}` answers them; what they record does not last.
 * @param beside the editions of the document that govern where this one does not
 */
export const proveEdition = async (
  directory: string,
  edition: Edition,
  beside: readonly Edition[],
  shell: Pick<Shell, 'now'>,
): Promise<Proof> => {
  const { document } = edition.identity;
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
      proved.push({ title, uri, line, passed, failures, recorded: recordedIn(answers, entries) });
    }
    return { scenarios: proved, faults };
  } finally {
    await close();
  }
};

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
