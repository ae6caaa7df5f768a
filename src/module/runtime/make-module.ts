import { answerOf } from '../../decide/answer/answer.js';
import { whyNotSevered } from '../../decide/request/why-not-severed.js';
import { vocabularySchema } from '../../edition/model/fact-schema.js';
import { noPlans, orNextMoment, type Ahead } from '../../engine/compiled/ahead/ahead.js';
import type { CompiledDecision } from '../../engine/compiled/compiled-decision.js';
import { makeDeciding } from '../../engine/compiled/deciding.js';
import { makePlans } from '../../engine/compiled/plans/plans.js';
import { makeRuntime, type Runtime } from '../../engine/compiled/runtime.js';
import { shapeErrors } from '../shape-errors.js';
import { misshapenBy, validationBy } from '../../engine/facts/validate-facts.js';
import type { DecisionAnswer } from '../../wire/decision.js';
import type { ModuleData } from '../module-data.js';
import { readRequest, type Refusal } from './read-request.js';
import { unpackEdition } from './unpack-edition.js';

/** What a module was generated with, besides its data. */
export interface ModuleCode {
  readonly decide: (runtime: Runtime) => Pick<CompiledDecision, 'decide' | 'contradictions'>;
  readonly ahead: (runtime: Pick<Runtime, 'inForce' | 'functions'>) => Ahead;
}

/** What came of a request: an answer as `POST /preview/{decision}` gives it, or the code of its problem and what is wrong. */
export type ModuleResult = { readonly code: 'decided'; readonly answer: DecisionAnswer } | Refusal;

/** The decision of a module. */
export type DecideByModule = (request: unknown) => ModuleResult;

/** Makes of a module's data and code what decides. Where `asOf` is left out it is now. @param seldom as `makeRuntime` takes it */
export const makeModule = (
  data: ModuleData,
  code: ModuleCode,
  seldom: Parameters<typeof makeRuntime>[2],
  clock: () => number = Date.now,
): DecideByModule => {
  const { edition, ruleSet, slots } = unpackEdition(data);
  const schema = vocabularySchema(edition);
  const validate = validationBy(data.required, (facts) =>
    misshapenBy(edition, facts, (bounded) => shapeErrors(schema, bounded)),
  );
  const functions = code.decide(makeRuntime(ruleSet, makePlans(edition, ruleSet, slots), seldom));
  let ahead: Ahead | undefined;
  const deciding = makeDeciding({
    edition,
    ruleSet,
    functions,
    validate: () => validate,
    ahead: () => (ahead ??= orNextMoment(code.ahead(makeRuntime(ruleSet, noPlans, seldom)))),
  });
  return (given) => {
    const request = readRequest(given);
    if (request.code !== 'read') return request;
    const { facts, subject, invalid } = request;
    const unsevered = whyNotSevered(edition, invalid);
    if (unsevered !== undefined) return unsevered;
    const decidedAt = clock();
    const asOf = request.asOf ?? decidedAt;
    const severed = invalid === undefined ? {} : { invalid };
    const question = { decision: data.decision, facts, asOf, ...severed };
    const found = deciding.decide(question);
    if (found.code !== 'decided') return { code: found.code, errors: found.errors };
    const { decision } = found;
    const holdsUntil = deciding.holding(question, decision).until;
    const decided = { id: null, asOf, decidedAt, holdsUntil, subject, decision, governing: null };
    return { code: 'decided', answer: answerOf(edition, { ...decided, ...severed }) };
  };
};
