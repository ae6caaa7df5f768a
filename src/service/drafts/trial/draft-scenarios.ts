import type { Edition } from '../../../edition/model/edition.js';
import { makeCompiledEvaluator } from '../../../engine/compiled/compiled-evaluator.js';
import { compileFeatures, type FeatureSources } from '../../../scenarios/compile-features.js';
import type { FeatureText } from '../../../scenarios/read-gherkin.js';
import { failedSteps } from '../../../scenarios/failed-steps.js';
import { runScenario, type ScenarioRun } from '../../../scenarios/run-scenario.js';
import type { Scenario } from '../../../scenarios/scenario.js';
import { makePreview } from '../../../decide/decide.js';
import { makeEvaluators } from '../../../decide/evaluate.js';
import { makeEditions } from '../../../decide/editions/editions.js';
import type { FailedScenario, ScenarioNews } from '../../../wire/book/drafts.js';
import { makeScenarioAsk, type ScenarioAsk } from '../../http/ask.js';

/** What a run of scenarios is over. */
export interface ScenarioTrial {
  readonly draft: Edition;
  /** The release that the draft was made from. */
  readonly before: Edition;
  /** Other editions of the document, which a scenario may be decided under. */
  readonly others: readonly Edition[];
  readonly features: FeatureSources;
  /** Scenarios of the draft's own, run beside those of the document. */
  readonly own: readonly FeatureText[];
  /** Now, in epoch milliseconds. */
  readonly clock: () => number;
}

const toldEvery = 20;

/** Runs every scenario of a document under a draft, and those that fail also under what was released. Records nothing. */
export async function* tryScenarios(trial: ScenarioTrial): AsyncGenerator<ScenarioNews> {
  const { draft, before, others, clock } = trial;
  const features = [...trial.features.features, ...trial.own];
  const { scenarios, faults } = compileFeatures({ ...trial.features, features });
  const own = new Set(trial.own.map(({ uri }) => uri));
  const askDraft = askingUnder([draft, ...others], clock);
  const askBefore = askingUnder([before, ...others], clock);
  yield { kind: 'begun', total: scenarios.length, faults };
  let [done, failed, broken] = [0, 0, 0];
  for (const scenario of scenarios) {
    const run = await runScenario(scenario, askDraft);
    done += 1;
    if (!run.passed) {
      const passedBefore = (await runScenario(scenario, askBefore)).passed;
      failed += 1;
      if (passedBefore) broken += 1;
      yield {
        kind: 'failed',
        scenario: { ...told(scenario, run, passedBefore), ofDraft: own.has(scenario.uri) },
      };
    }
    if (done % toldEvery === 0) yield { kind: 'progress', done, failed };
  }
  yield { kind: 'done', done, failed, broken };
}

const told = (
  scenario: Scenario,
  { failures, answers }: ScenarioRun,
  passedBefore: boolean,
): Omit<FailedScenario, 'ofDraft'> => {
  const { title, feature, uri, line, tags } = scenario;
  const clauses = tags.flatMap((tag) => (/^@\d/.test(tag) ? [tag.slice(1)] : []));
  const steps = failedSteps(scenario, answers);
  return { title, feature, uri, line, clauses, failures, steps, passedBefore };
};

const askingUnder = (editions: readonly Edition[], clock: () => number): ScenarioAsk => {
  const preview = makePreview({
    editions: makeEditions(editions, {
      files: () => Promise.resolve(undefined),
      load: () => Promise.reject(new RangeError('A trial keeps no releases')),
    }),
    evaluators: makeEvaluators(makeCompiledEvaluator),
    clock,
  });
  return makeScenarioAsk(preview);
};
