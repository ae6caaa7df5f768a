import { setImmediate as nextTurn } from 'node:timers/promises';
import { makeLate } from '../language/late.js';
import type { Asked, Metadata } from '../audit/record/asked.js';
import type { Once } from '../audit/record/record.js';
import type { Edition } from '../edition/model/edition.js';
import type { GoverningBasis } from '../edition/model/governing.js';
import type { Answer, Decision, Evaluator, FactError } from '../engine/evaluation.js';
import type { InvalidClause } from '../engine/severability.js';
import type { Editions } from './editions/editions.js';
import type { Failure } from './failure.js';
import { holdsUntil } from './holds-until.js';
import type { DecideRequest } from './request/decide-request.js';
import { whyNotSevered } from './request/why-not-severed.js';

/** The evaluator of an edition; the same one each time. */
export type Evaluators = (edition: Edition) => Evaluator;

/** What evaluating needs from outside. */
export interface EvaluateParts {
  readonly editions: Pick<Editions, 'choose' | 'publications'>;
  readonly evaluators: Evaluators;
  /** Now, in epoch milliseconds. */
  readonly clock: () => number;
}

/** A case with the edition that decides it. */
export interface ChosenCase {
  readonly code: 'chosen';
  readonly edition: Edition;
  /** Why it governs; `null` where its document does not say. */
  readonly governing: GoverningBasis | null;
  readonly evaluator: Evaluator;
  readonly facts: Readonly<Record<string, unknown>>;
  /** Epoch milliseconds. */
  readonly asOf: number;
  /** Clauses that drop out; left out where the request names none. */
  readonly invalid?: readonly InvalidClause[];
}

/** What was decided on one set of facts, at one instant, under one edition. */
export interface Evaluated {
  readonly code: 'decided';
  readonly edition: Edition;
  /** Why it governed; `null` where its document does not say. */
  readonly governing: GoverningBasis | null;
  readonly facts: Readonly<Record<string, unknown>>;
  /** Epoch milliseconds. */
  readonly asOf: number;
  readonly subject: string | null;
  /** Clauses that dropped out; left out where the request names none. */
  readonly invalid?: readonly InvalidClause[];
  /** Readings that were taken as they rejected, of what is not recorded. */
  readonly rejected?: readonly string[];
  /** In the order in which they were asked for. */
  readonly decisions: readonly Decision[];
  /** Of each, the first instant at which it would be otherwise, in epoch milliseconds; `null` for never, `undefined` where that is not known. */
  readonly holdsUntil: readonly (number | null | undefined)[];
  /** By what the request is known when it comes again. */
  readonly once: Once | undefined;
  readonly asked: Asked | undefined;
  readonly metadata: Metadata | undefined;
}

type ChoiceFailure = Extract<
  Failure,
  {
    readonly code:
      | 'unknown-decision'
      | 'unknown-edition'
      | 'no-governing-edition'
      | 'invalid-request'
      | 'unknown-clause'
      | 'not-severable'
      | 'unknown-reading';
  }
>;

/** Decisions, or why there are none. */
export type Evaluation =
  Evaluated | ChoiceFailure | Extract<Failure, { readonly code: 'invalid-facts' | 'out-of-range' }>;

/** Makes each evaluator once, when its edition is first asked. */
export const makeEvaluators = (make: (edition: Edition) => Evaluator): Evaluators => {
  const made = new WeakMap<Edition, Evaluator>();
  return (edition) => {
    const known = made.get(edition);
    if (known !== undefined) return known;
    const evaluator = make(edition);
    made.set(edition, evaluator);
    return evaluator;
  };
};

/** Chooses the edition that is to decide a request, whose asOf is now where it is left out. A promise only where a release or a rejected side must first be read. */
export const chooseFor = (
  { editions, evaluators, clock }: EvaluateParts,
  decisions: readonly string[],
  { facts, asOf: given, edition: query, acts, invalid, rejected }: DecideRequest,
): ChosenCase | ChoiceFailure | Promise<ChosenCase | ChoiceFailure> => {
  const asOf = given ?? clock();
  const caseOf = (edition: Edition, governing: GoverningBasis | null): ChosenCase | ChoiceFailure => {
    const unsevered = invalid === undefined ? undefined : whyNotSevered(edition, invalid);
    if (unsevered !== undefined) return unsevered;
    const chosen = {
      code: 'chosen',
      edition,
      governing,
      evaluator: evaluators(edition),
      facts,
      asOf,
    } as const;
    return invalid === undefined ? chosen : { ...chosen, invalid };
  };
  return andThen(editions.choose(query, decisions, asOf, acts, facts), (choice) => {
    if (choice.code !== 'chosen') return choice;
    const { edition, governing } = choice;
    if (rejected === undefined) return caseOf(edition, governing);
    return readRejected(edition, rejected).then((read) =>
      read.code === 'read' ? caseOf(read.edition, governing) : read,
    );
  });
};

/** Loaded only where a preview asks for it: what builds an edition takes longer to load than all the rest of a service. */
const otherwise = makeLate(async () => (await import('./request/read-otherwise.js')).readOtherwise);
const readRejected = async (edition: Edition, rejected: readonly string[]) =>
  (await otherwise.load())(edition, rejected);

/** Makes the decisions of a request, all or none: one at once where edition and evaluator are, several each in a turn of its own of the event loop. */
export const evaluate = (
  parts: EvaluateParts,
  names: readonly string[],
  request: DecideRequest,
): Evaluation | Promise<Evaluation> =>
  andThen(chooseFor(parts, names, request), (chosen): Evaluation | Promise<Evaluation> => {
    if (chosen.code !== 'chosen') return chosen;
    const { evaluator, facts, asOf, invalid } = chosen;
    const given = invalid === undefined ? { facts, asOf } : { facts, asOf, invalid };
    const [only = '', ...more] = names;
    const holds = (decision: Decision): HoldsUntil => holdsUntil(parts.editions, chosen, request, decision);
    if (more.length === 0)
      return andThen(evaluator.decide({ decision: only, ...given }), (answer) => {
        const decided = decisionsOf(names, [answer]);
        return decided.code === 'decided'
          ? evaluatedOf(chosen, request, decided.decisions, decided.decisions.map(holds))
          : decided;
      });
    return inTurns(names, (decision) => evaluator.decide({ decision, ...given })).then(async (answers) => {
      const decided = decisionsOf(names, answers);
      return decided.code === 'decided'
        ? evaluatedOf(chosen, request, decided.decisions, await inTurns(decided.decisions, holds))
        : decided;
    });
  });

type HoldsUntil = Evaluated['holdsUntil'][number];

/** The decisions, where all were made. */
const decisionsOf = (
  names: readonly string[],
  answers: readonly Answer[],
): { readonly code: 'decided'; readonly decisions: readonly Decision[] } | Exclude<Evaluation, Evaluated> => {
  const decisions: Decision[] = [];
  const wrong: Wrong[] = [];
  answers.forEach((answer, place) => {
    if (answer.code === 'decided') decisions.push(answer.decision);
    else wrong.push({ code: answer.code, decision: names[place] ?? '', errors: answer.errors });
  });
  const [first] = wrong;
  if (first !== undefined) {
    const code = wrong.some((one) => one.code === 'invalid-facts') ? 'invalid-facts' : 'out-of-range';
    return { code, errors: names.length === 1 ? first.errors : eachOnce(wrong) };
  }
  return { code: 'decided', decisions };
};

const evaluatedOf = (
  { edition, governing, facts, asOf, invalid }: ChosenCase,
  { subject, once, asked, metadata, rejected }: DecideRequest,
  decisions: readonly Decision[],
  holdsUntil: readonly HoldsUntil[],
): Evaluated => {
  const evaluated: Evaluated = {
    code: 'decided',
    edition,
    governing,
    facts,
    asOf,
    subject,
    decisions,
    holdsUntil,
    once,
    asked,
    metadata,
  };
  if (invalid === undefined && rejected === undefined) return evaluated;
  return {
    ...evaluated,
    ...(invalid === undefined ? {} : { invalid }),
    ...(rejected === undefined ? {} : { rejected }),
  };
};

/** Works on one after the other, and lets others be answered in between: facts with long lists take a while for each. */
const inTurns = async <Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Result | Promise<Result>,
): Promise<readonly Result[]> => {
  const results: Result[] = [];
  for (const item of items) {
    if (results.length > 0) await nextTurn();
    results.push(await work(item));
  }
  return results;
};

interface Wrong {
  readonly code: 'invalid-facts' | 'out-of-range';
  readonly decision: string;
  readonly errors: readonly FactError[];
}

/** An error that several decisions have stands once, at the first of them. */
const eachOnce = (wrong: readonly Wrong[]): readonly (FactError & { readonly decision: string })[] => {
  const met = new Set<string>();
  return wrong.flatMap(({ decision, errors }) =>
    errors.flatMap((error) => {
      const key = JSON.stringify([error.pointer, error.code, error.message]);
      if (met.has(key)) return [];
      met.add(key);
      return [{ ...error, decision }];
    }),
  );
};

/** Goes on with what is here already, or is promised; makes no promise where none was made. */
export const andThen = <Here, There>(
  value: Here | Promise<Here>,
  next: (value: Here) => There | Promise<There>,
): There | Promise<There> => (value instanceof Promise ? value.then(next) : next(value));
