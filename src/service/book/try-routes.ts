import { Router, type Request, type Response } from 'express';
import { findTurningFacts, type Change as FoundChange } from '../../analysis/turning/turning-facts.js';
import { stakesOf } from '../../analysis/impact/stakes.js';
import { controllerOf, gainOf } from '../../analysis/turning/turn-gain.js';
import type { Edition } from '../../edition/model/edition.js';
import type { Evaluator } from '../../engine/evaluation.js';
import { formatInstant } from '../../language/instants.js';
import { asSent, isObject, type Json } from '../../scenarios/json.js';
import type { Scenario } from '../../scenarios/scenario.js';
import { writeScenario } from '../../scenarios/write-scenario.js';
import { answerOf, triedOf } from '../../decide/answer/answer.js';
import { chooseFor, type Evaluators } from '../../decide/evaluate.js';
import {
  readDecideRequest,
  readPreviewRequest,
  type DecideRequest,
} from '../../decide/request/decide-request.js';
import type { Editions } from '../../decide/editions/editions.js';
import type { Failure } from '../http/failure.js';
import type { BodyLimits } from '../http/request/read-body.js';
import { makeReadJson } from '../http/request/read-json-body.js';
import { placeOf, refuseOtherMethods } from '../http/routes/replies.js';
import { routeOn } from '../http/routes/route-on.js';
import { sendProblem } from '../http/send.js';
import { alongTime } from './along-time.js';
import type { Change, ScenarioText, Starts, Turning } from '../../wire/book/trying.js';
import type { Trace } from '../../wire/trace.js';
import type { ScenarioShelf } from './scenario-shelf.js';

/** What trying a case needs. */
export interface TryParts {
  readonly editions: Editions;
  readonly evaluators: Evaluators;
  /** Now, in epoch milliseconds. */
  readonly clock: () => number;
  readonly limits: BodyLimits;
  readonly reportDefect: (error: unknown) => void;
  readonly scenarios: ScenarioShelf;
}

/** A case that is tried, with the edition that decides it. */
interface TriedCase extends Pick<DecideRequest, 'facts' | 'invalid'> {
  readonly decision: string;
  /** Epoch milliseconds. */
  readonly asOf: number;
  readonly chosen: Edition;
  /** Leaves out what the clauses that the case names as invalid bear. */
  readonly evaluator: Evaluator;
}

type Told<Value extends object = object> = { readonly code: 'told'; readonly value: Value } | Failure;

/**
 * `GET /book-data/try/{decision}/starts`, of one document with `?document=`, and `POST /book-data/try/{decision}/…`, each with the body of `/preview/{decision}` (`scenario` without `readings`): `turning` (the single facts that turn the outcome),
 * `along-time` (the case at every instant of its life), `trace`, and `scenario` (the case as Gherkin). Nothing is recorded.
 */
export const tryRoutes = (parts: TryParts): Router => {
  const router = Router({ caseSensitive: true });
  const readJson = makeReadJson(parts.limits, parts.reportDefect);
  const serve = (
    name: string,
    tell: (tried: TriedCase) => Promise<Told>,
    read: typeof readDecideRequest = readPreviewRequest,
  ): void => {
    const answer = async (request: Request, response: Response, body: unknown): Promise<void> => {
      const tried = await readTried(parts, placeOf(request, 'decision'), read(body));
      const told = tried.code === 'tried' ? await tell(tried.value) : tried;
      if (told.code === 'told') response.json(told.value);
      else sendProblem(response, told);
    };
    routeOn(router, `/book-data/try/:decision/${name}`)
      .post((request, response) => {
        readJson(request, response, (body) => answer(request, response, body));
      })
      .all(refuseOtherMethods('POST'));
  };

  serve('trace', async ({ evaluator, decision, facts, asOf }) => {
    const explained = await evaluator.explain({ decision, facts, asOf });
    return explained.code === 'decided' ? told<Trace>(explained.trace) : explained;
  });

  serve('along-time', async ({ decision, facts, asOf, evaluator, chosen }) => {
    const answer = await evaluator.decide({ decision, facts, asOf });
    return answer.code === 'decided'
      ? told(await alongTime(evaluator, chosen, { decision, facts }, asOf))
      : answer;
  });

  serve('turning', async ({ decision, facts, asOf, evaluator, chosen }) => {
    const answer = await evaluator.decide({ decision, facts, asOf });
    if (answer.code !== 'decided') return answer;
    const found = await findTurningFacts(evaluator, chosen, decision, { facts, asOf });
    if (found === undefined) return { code: 'internal' };
    const stakes = stakesOf(chosen).get(decision) ?? [];
    return told<Turning>({
      outcome: found.decision.outcome,
      turns: found.turns.map(({ along, side, decision: turned, ...change }) => ({
        ...given(change),
        along: along.map(given),
        side,
        outcome: turned.outcome,
        effects: turned.effects,
        clauses: clausesOf(chosen, decision, turned.standing),
        controlledBy: controllerOf(chosen, change.fact),
        gain: gainOf(stakes, found.decision.effects, turned.effects),
      })),
      cases: found.cases,
      complete: found.complete,
    });
  });

  serve(
    'scenario',
    async ({ decision, facts, asOf, invalid = [], evaluator, chosen }) => {
      const severed = invalid.length === 0 ? {} : { invalid };
      const answer = await evaluator.decide({ decision, facts, asOf, ...severed });
      if (answer.code !== 'decided') return answer;
      const phrasing = (await parts.scenarios.of(chosen.identity.document))?.phrasing;
      if (phrasing === undefined)
        return { code: 'not-found', what: 'address', name: `scenarios of ${chosen.identity.document}` };
      const one = {
        decision,
        asOf: formatInstant(asOf),
        facts: asObject(asSent(facts)),
        invalid: invalid.map(({ clause, authority }) => ({ clause, authority })),
        answer: asObject(asSent(answerOf(chosen, triedOf(answer.decision, asOf, invalid)))),
      };
      const title = `${sentenceCase(decision)} comes to ${answer.decision.outcome}`;
      return told<ScenarioText>({ text: writeScenario(title, one, phrasing) });
      // A scenario takes the readings as they were taken.
    },
    readDecideRequest,
  );

  routeOn(router, '/book-data/try/:decision/starts', { query: ['document'] })
    .get(async (request, response) => {
      const decision = placeOf(request, 'decision');
      const asked = request.query['document'];
      const documents = parts.editions
        .all()
        .filter(({ decisions }) => decisions.has(decision))
        .map(({ identity }) => identity.document)
        .filter((document) => asked === undefined || asked === document);
      const books = await Promise.all(
        [...new Set(documents)].map((document) => parts.scenarios.of(document)),
      );
      response.json({ starts: books.flatMap((book) => startsIn(book?.scenarios ?? [], decision)) });
    })
    .all(refuseOtherMethods('GET'));
  return router;
};

/** The last time that each scenario asks for a decision and is not refused: the case that it is about. */
const startsIn = (scenarios: readonly Scenario[], decision: string): Starts['starts'] =>
  scenarios.flatMap(({ title, feature, tags, asks }) => {
    const last = asks.findLast(
      (one) => one.decision === decision && !one.checks.some(({ kind }) => kind === 'refuses'),
    );
    const { asOf, facts } = last?.request ?? {};
    if (typeof asOf !== 'string' || !isObject(facts)) return [];
    return [{ title, feature, tags, request: { asOf, facts } }];
  });

/** What a case leaves out, or is to leave out, is left out here too. */
const given = ({ fact, from, to }: FoundChange): Change => ({
  fact,
  // A case is JSON, and so are its values.
  ...(from === undefined ? {} : { from: from as Json }),
  ...(to === undefined ? {} : { to: to as Json }),
});

const told = <Value extends object>(value: Value): Told<Value> => ({ code: 'told', value });

const asObject = (value: ReturnType<typeof asSent>) =>
  // Facts and answers are objects, which asSent leaves.
  value as Parameters<typeof writeScenario>[1]['facts'];

const sentenceCase = (text: string): string => `A case of ${text.replaceAll('-', ' ')}`;

const clausesOf = (edition: Edition, decision: string, standing: readonly string[]): readonly string[] => {
  const rules = edition.decisions.get(decision)?.rules ?? [];
  return [...new Set(rules.filter(({ id }) => standing.includes(id)).flatMap(({ clauses }) => clauses))];
};

const readTried = async (
  parts: TryParts,
  decision: string,
  read: ReturnType<typeof readDecideRequest>,
): Promise<{ readonly code: 'tried'; readonly value: TriedCase } | Failure> => {
  if (read.code !== 'read') return read;
  const choice = await chooseFor(parts, [decision], read.value);
  if (choice.code !== 'chosen') return choice;
  const { edition: chosen, facts, asOf, invalid } = choice;
  if (invalid === undefined)
    return { code: 'tried', value: { decision, facts, asOf, chosen, evaluator: choice.evaluator } };
  const evaluator: Evaluator = {
    name: choice.evaluator.name,
    decide: (question) => choice.evaluator.decide({ ...question, invalid }),
    explain: (question) => choice.evaluator.explain({ ...question, invalid }),
  };
  return { code: 'tried', value: { decision, facts, asOf, chosen, evaluator, invalid } };
};
