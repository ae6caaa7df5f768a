import type { Proof } from '../../analysis/mutation/run-mutants.js';
import type { Edition } from '../../edition/model/edition.js';
import { makeFactValidation } from '../../engine/facts/fact-validation.js';
import type { Answer, Question } from '../../engine/evaluation.js';
import { failureOf, type Check } from '../../scenarios/check.js';
import { asSent } from '../../scenarios/json.js';
import type { Ask, Scenario } from '../../scenarios/scenario.js';
import type { Editions } from '../../decide/editions/editions.js';
import { answerOf, triedOf } from '../../decide/answer/answer.js';
import { readDecideRequest } from '../../decide/request/decide-request.js';
import { problemOf } from '../../service/http/problems.js';

/** A question of a scenario, and what it asks and expects in one text, by which two states of a scenario are held against each other. */
export interface WrittenProof extends Proof {
  readonly written: string;
}

/** The questions of the scenarios that this edition decides and that can be asked of a mutant: those with an instant and facts that fit the schema. */
export const proofsOf = async (
  edition: Edition,
  editions: Editions,
  scenarios: readonly Scenario[],
): Promise<readonly WrittenProof[]> => {
  const validations = new Map(
    [...edition.decisions].map(([name, ruleSet]) => [name, makeFactValidation(edition, ruleSet)]),
  );
  const proofs: WrittenProof[] = [];
  for (const scenario of scenarios) {
    for (const ask of scenario.asks) {
      const question = await questionOf(ask, edition, editions);
      const validate = validations.get(ask.decision);
      if (question === undefined || validate === undefined || validate(question.facts).length > 0) continue;
      if (ask.checks.some(({ kind }) => kind === 'refuses') && !contradicts(ask)) continue;
      proofs.push(proofOf(scenario, ask, question));
    }
  }
  return proofs;
};

/** Whether the refusal that an ask expects is one of the facts, or of what is computed of them; the others are none of the rules' business. */
const contradicts = ({ checks }: Ask): boolean =>
  checks.some(
    (check) =>
      check.kind === 'refuses' &&
      ['invalid-facts', 'out-of-range'].some((code) => code === (check.problem['code'] ?? 'invalid-facts')),
  );

interface Asked extends Question {
  readonly subject: string | null;
}

/** What an ask asks of this edition; nothing where another one decides it, or none does. */
const questionOf = async (
  { decision, request }: Ask,
  edition: Edition,
  editions: Editions,
): Promise<Asked | undefined> => {
  const read = readDecideRequest(request);
  if (read.code !== 'read' || read.value.asOf === null) return undefined;
  const { facts, asOf, subject, acts, invalid } = read.value;
  const choice = await editions.choose(read.value.edition, decision, asOf, acts, facts);
  if (choice.code !== 'chosen' || choice.edition !== edition) return undefined;
  return { decision, facts, asOf, subject, ...(invalid === undefined ? {} : { invalid }) };
};

/** Which edition governed, and why, is none of the rules' business. */
const isOfRules = (check: Check): boolean => !('path' in check && check.path.startsWith('governing.'));

const proofOf = (scenario: Scenario, ask: Ask, question: Asked): WrittenProof => {
  const checks = ask.checks.filter(isOfRules);
  return {
    scenario: scenario.title,
    at: `${scenario.uri}:${scenario.line}`,
    question,
    isMet: (edition, answer) => {
      const told = toldAs(edition, question, answer);
      return checks.every((check) => failureOf(told, check) === null);
    },
    written: JSON.stringify([question, checks]),
  };
};

/** An answer as the service tells it. */
const toldAs = (edition: Edition, { asOf, subject, invalid }: Asked, answer: Answer) => {
  if (answer.code === 'decided') {
    const { decision } = answer;
    const body = answerOf(edition, { ...triedOf(decision, asOf, invalid), subject });
    return { status: 200, body: asSent(body) };
  }
  const problem = problemOf(answer);
  return { status: problem.status, body: asSent(problem) };
};
