import { answerOf, triedOf } from '../../decide/answer/answer.js';
import type { Edition } from '../../edition/model/edition.js';
import { makeCompiledEvaluator } from '../../engine/compiled/compiled-evaluator.js';
import { formatInstant } from '../../language/instants.js';
import type { Case } from '../../proof/property.js';
import { asSent } from '../../scenarios/json.js';
import { writeScenario } from '../../scenarios/write-scenario.js';
import { makeScenarioShelf } from '../../service/book/scenario-shelf.js';

/** Writes a case as a scenario that passes; `undefined` where it is not decided, or its contract has no phrases. */
export type WriteCase = (decision: string, one: Case) => Promise<string | undefined>;

/** Writes cases of an edition in the phrases of its contract. */
export const makeCaseWriter = (features: string, edition: Edition): WriteCase => {
  const shelf = makeScenarioShelf(features);
  const evaluator = makeCompiledEvaluator(edition);
  return async (decision, { facts, asOf }) => {
    const phrasing = (await shelf.of(edition.identity.document))?.phrasing;
    const answer = evaluator.decide({ decision, facts, asOf });
    if (phrasing === undefined || answer.code !== 'decided') return undefined;
    const answered = answerOf(edition, triedOf(answer.decision, asOf));
    const one = { decision, asOf: formatInstant(asOf), facts: asObject(facts), answer: asObject(answered) };
    return writeScenario(`A case of ${decision} that was looked for`, one, phrasing);
  };
};

const asObject = (value: object) => asSent(value) as Parameters<typeof writeScenario>[1]['facts']; // objects, which asSent leaves
