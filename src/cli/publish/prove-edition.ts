import { randomUUID } from 'node:crypto';
import type { ScenarioRun } from '../../analysis/coverage/coverage.js';
import { makeMemoryLog } from '../../audit/store/sqlite/memory-log.js';
import type { Entry } from '../../audit/record/record.js';
import type { Edition } from '../../edition/model/edition.js';
import { makeCompiledEvaluator } from '../../engine/compiled/compiled-evaluator.js';
import type { ScenarioQuestion } from '../../analysis/coverage/condition-coverage.js';
import type { Answer } from '../../scenarios/check.js';
import { compileFeatures } from '../../scenarios/compile-features.js';
import { asSent, type JsonObject } from '../../scenarios/json.js';
import { readFeatures } from '../../scenarios/read-features.js';
import { runScenario } from '../../scenarios/run-scenario.js';
import { makeDecide, makeEvaluators } from '../../decide/decide.js';
import { readDecideRequest } from '../../decide/request/decide-request.js';
import { makeEditions } from '../../decide/editions/editions.js';
import { loadKeptRelease } from '../../decide/editions/load-editions.js';
import { problemOf } from '../../service/http/problems.js';
import type { Shell } from '../shell/command.js';

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
  const log = makeMemoryLog();
  const entries = new Map<string, Entry>();
  const decide = makeDecide({
    editions: makeEditions([...beside, edition], {
      files: () => Promise.resolve(undefined),
      load: loadKeptRelease,
    }),
    log: {
      ...log,
      append: (entry) => {
        entries.set(entry.id, entry);
        return log.append(entry);
      },
    },
    clock: shell.now,
    newId: () => randomUUID(),
    evaluators: makeEvaluators(makeCompiledEvaluator),
  });
  const ask = async (decision: string, body: JsonObject): Promise<Answer> => {
    const request = readDecideRequest(asSent(body));
    const result = request.code === 'read' ? await decide(decision, request.value) : request;
    if (result.code === 'decided') return { status: 200, body: asSent(result.answer()) };
    const problem = problemOf(result);
    return { status: problem.status, body: asSent(problem) };
  };
  try {
    const proved: ProvedScenario[] = [];
    for (const scenario of scenarios) {
      const { passed, failures, answers } = await runScenario(scenario, ask);
      const { title, uri, line } = scenario;
      proved.push({ title, uri, line, passed, failures, ...decidedUnder(digest, answers, entries) });
    }
    return { scenarios: proved, faults };
  } finally {
    await log.close();
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
    questions: mine.map(({ inputs: { decision, asOf, facts, governing } }) => ({
      decision,
      asOf,
      facts,
      governedBy: governing?.readings ?? [],
    })),
  };
};

const idOf = (body: unknown): string =>
  typeof body === 'object' && body !== null && 'id' in body && typeof body.id === 'string' ? body.id : '';
