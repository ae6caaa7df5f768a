import { Type } from '@sinclair/typebox';
import { makeAskOpen } from '../../decide/ask.js';
import { makePreview } from '../../decide/decide.js';
import {
  known,
  readAskRequest,
  readDecideRequest,
  readPreviewRequest,
  type DecideRequest,
  type Read,
} from '../../decide/request/decide-request.js';
import { makeSchemaCheck } from '../../language/schema-check.js';
import { AskAnswer } from '../../wire/asking.js';
import { askingMembers, answerMembers } from '../../wire/decision-of-edition.js';
import { DecisionAnswer } from '../../wire/decision.js';
import { neededScope } from '../access/needed-scope.js';
import { refusal as whyRefused } from '../http/decide/decide-one.js';
import type { Failure } from '../http/failure.js';
import { questionsUnder } from '../http/request/request-head.js';
import { caseInput, members, withoutIds } from './schemas.js';
import { json, refused } from './told.js';
import type { Agent, Given, Tool, ToolParts } from './tool.js';

type Result = { readonly code: 'decided' | 'asked'; readonly answer: object } | Failure;

/** How a tool takes a call that is about one case. */
interface Way<Request> {
  /** Whether it takes an idempotency key. */
  readonly isOnce: boolean;
  /** Reads the rest as the body of the request over HTTP. */
  readonly read: (body: unknown) => Read<Request>;
  readonly run: (decision: string, request: Request, call: Call) => Result | Promise<Result>;
}

interface Call {
  readonly key: string;
  readonly body: Given;
  readonly agent: Agent;
}

/** The tools that are about one case: facts_needed, preview, and decide where agents may have decisions recorded. */
export const caseTools = (parts: ToolParts): readonly Tool[] => {
  const { editions, decide } = parts;
  const calling =
    <Request extends DecideRequest>({ isOnce, read, run }: Way<Request>): Tool['call'] =>
    async (given, agent) => {
      const errors = (isOnce ? checkNameAndKey : checkName)(given);
      if (errors.length > 0) return refused({ code: 'invalid-request', errors });
      const { decision: name, ...sent } = given;
      const { idempotencyKey: key, ...withoutKey } = sent;
      const body = isOnce ? withoutKey : sent;
      const decision = String(name);
      if (agent.only?.includes(decision) === false)
        return refused({ code: 'unknown-decision', decision, known: agent.only });
      const request = read(body);
      const result =
        request.code === 'read'
          ? await run(decision, request.value, { key: String(key), body, agent })
          : whyRefused(editions, decision, request);
      return 'answer' in result ? json(result.answer) : refused(result);
    };

  const tools: readonly Tool[] = [
    {
      name: 'facts_needed',
      title: 'Facts that are needed',
      description:
        'Which facts of a case matter still, given those that are known, the most decisive first: each with its question in plain words and its form; and whether the outcome is settled already. Records nothing.',
      inputSchema: caseInput('ask'),
      outputSchema: withoutIds(AskAnswer),
      own: askingMembers,
      isReading: true,
      need: neededScope('POST', '/ask/any'),
      call: calling({ isOnce: false, read: readAskRequest, run: makeAskOpen(parts) }),
    },
    {
      name: 'preview',
      title: 'Preview a decision',
      description:
        'Decides a case by the terms without recording it: the outcome, what follows, and the clauses that it rests on. Ask facts_needed first. Never guess a fact: ask whoever knows it.',
      inputSchema: caseInput('preview'),
      outputSchema: answerSchema,
      own: answerMembers,
      isReading: true,
      need: neededScope('POST', '/preview/any'),
      call: calling({ isOnce: false, read: readPreviewRequest, run: makePreview(parts) }),
    },
  ];
  if (decide === undefined) return tools;
  return [
    ...tools,
    {
      name: 'decide',
      title: 'Decide and record',
      description:
        'Decides a case by the terms and records it for good. Only where a decision is really to be made: preview tries one out. Called again with the same idempotencyKey it answers the same decision, and records nothing more.',
      inputSchema: caseInput('decide'),
      outputSchema: answerSchema,
      own: answerMembers,
      isReading: false,
      need: neededScope('POST', '/decide/any'),
      call: calling({
        isOnce: true,
        read: readDecideRequest,
        run: (decision, request, { key, body, agent: { caller, asked } }) =>
          decide(
            decision,
            known(request, asked, questionsUnder(caller?.id, key)(`/decide/${decision}`, body)),
          ),
      }),
    },
  ];
};

/** What comes next is not asked for. */
const answerSchema = withoutIds(Type.Omit(DecisionAnswer, ['next']));

const { decision, idempotencyKey } = members;
const checkName = makeSchemaCheck({ type: 'object', properties: { decision }, required: ['decision'] });
const checkNameAndKey = makeSchemaCheck({
  type: 'object',
  properties: { decision, idempotencyKey },
  required: ['decision', 'idempotencyKey'],
});
