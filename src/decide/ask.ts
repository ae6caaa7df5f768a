import { shapeIn } from '../edition/model/fact-shape.js';
import { valueNamed } from '../language/values.js';
import type { Edition } from '../edition/model/edition.js';
import { shapeSchemaOf } from '../edition/model/fact-schema.js';
import { tellGoverning } from '../edition/model/governing-edition.js';
import { askOf, contradictionsIn, type Asking, type OpenQuestion } from '../engine/asking/asking.js';
import type { OpenFact } from '../engine/asking/open-facts.js';
import { isComplete, validateGiven } from '../engine/facts/fact-validation.js';
import { formatInstant } from '../language/instants.js';
import type { AskAnswer, AskedFact } from '../wire/asking.js';
import { effectsTold } from './answer/answer.js';
import { citedRules } from './answer/cited.js';
import { andThen, chooseFor, type ChosenCase, type EvaluateParts, type Evaluation } from './evaluate.js';
import type { AskRequest } from './request/decide-request.js';
import type { RequestError } from './request/request-error.js';

/** What is answered to who asks which facts matter still, or why there is no answer. */
export type AskResult =
  { readonly code: 'asked'; readonly answer: AskAnswer } | Exclude<Evaluation, { readonly code: 'decided' }>;

/** Says which facts matter still; records nothing. */
export type Ask = (decision: string, request: AskRequest) => AskResult | Promise<AskResult>;

/** Says of a case of which some facts are known whether it is settled, and which others matter still. */
export const makeAskOpen =
  (parts: EvaluateParts): Ask =>
  (decision, request) =>
    andThen(chooseFor(parts, [decision], request), (chosen) =>
      chosen.code === 'chosen' ? askChosen(chosen, decision, request) : chosen,
    );

const askChosen = (chosen: ChosenCase, decision: string, { without }: AskRequest): AskResult => {
  const { edition, facts, asOf, invalid } = chosen;
  const wrong = validateGiven(edition, facts);
  if (wrong.length > 0) return { code: 'invalid-facts', errors: wrong };
  const question: OpenQuestion = {
    decision,
    facts,
    without,
    asOf,
    ...(invalid === undefined ? {} : { invalid }),
  };
  const misnamed = without.flatMap((name, place) => misnamedAt(edition, facts, name, place));
  if (misnamed.length > 0) return { code: 'invalid-request', errors: misnamed };
  const errors = contradictionsIn(edition, question);
  if (errors.length > 0) return { code: 'invalid-facts', errors };
  return { code: 'asked', answer: answerOf(chosen, question, askOf(edition, question)) };
};

/** What is wrong with the name of a fact that is said to be left out. */
const misnamedAt = (
  edition: Edition,
  facts: Readonly<Record<string, unknown>>,
  name: string,
  place: number,
): readonly RequestError[] => {
  const shape = shapeIn(edition.facts, name.split('.'));
  const wrong = (message: string): readonly RequestError[] => [
    { pointer: `/without/${place}`, code: 'not-allowed', message },
  ];
  if (shape === undefined || name.includes('[')) return wrong(`\`${name}\` is no fact of the vocabulary.`);
  return valueNamed(facts, name) === undefined ? [] : wrong(`\`${name}\` is given: it is not left out.`);
};

const answerOf = (
  { edition, governing, facts, asOf, invalid = [] }: ChosenCase,
  { decision }: OpenQuestion,
  asking: Asking,
): AskAnswer => {
  const ruleSet = edition.decisions.get(decision);
  if (ruleSet === undefined) throw new RangeError(`There is no decision ${decision}`);
  const { outcome, outcomes, rests, isCited, effects, matters, irrelevant } = asking;
  return {
    recorded: false,
    decision,
    question: ruleSet.question,
    asOf: formatInstant(asOf),
    settled: outcome !== undefined,
    outcome: outcome ?? null,
    outcomes,
    clauses: citedRules(edition, decision, rests, invalid),
    citesMore: !isCited,
    effects: effects === undefined ? null : effectsTold(edition, decision, effects),
    complete: isComplete(edition, ruleSet, facts),
    facts: matters.map(askedFact),
    irrelevant: irrelevant.map(({ name }) => name),
    edition: edition.identity,
    ...(governing === null ? {} : { governing: tellGoverning(governing) }),
  };
};

const askedFact = ({ name, shape, isRequired, for: what }: Asking['matters'][number]): AskedFact => {
  const { type } = shape;
  const choices = type.kind === 'boolean' ? [true, false] : type.kind === 'text' ? type.values : undefined;
  return {
    fact: name,
    for: what,
    asks: questionOf({ name, shape }),
    type: type.kind === 'record' ? (type.name ?? 'record') : type.kind,
    ...(choices === undefined ? {} : { choices }),
    required: isRequired,
    schema: shapeSchemaOf(name, shape) as AskedFact['schema'], // JSON
  };
};

/** How a fact is asked for: as the edition says, else by what it describes, else by its name. */
const questionOf = ({ name, shape }: Pick<OpenFact, 'name' | 'shape'>): string => {
  if (shape.asks !== undefined) return shape.asks;
  const described = shape.describes.trim();
  return described === '' ? `${wordsOf(name)}?` : described;
};

/** `package.feePaid` as words: `Package: fee paid`. */
const wordsOf = (name: string): string => {
  const words = name
    .split('.')
    .map((part) => part.replaceAll(/(?<=[a-z\d])(?=[A-Z])/g, ' ').toLowerCase())
    .join(': ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};
