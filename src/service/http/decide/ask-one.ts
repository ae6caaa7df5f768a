import type { Ask, AskResult } from '../../../decide/ask.js';
import type { EvaluateParts } from '../../../decide/evaluate.js';
import { readAskRequest } from '../../../decide/request/decide-request.js';
import { makeLate } from '../../../language/late.js';
import type { Failure } from '../failure.js';
import { readBody, readJsonBody, type BodyResult } from '../request/read-body.js';
import { makeAnswerDefect, sendPreview, sendProblem } from '../send.js';
import { refusal, type AnswerOne, type DecideOneParts } from './decide-one.js';

/** Answers `POST /ask/{decision}`; what finds the answer is loaded when it is first asked. */
export const makeAskOne = (
  parts: EvaluateParts & Pick<DecideOneParts, 'editions' | 'limits' | 'reportDefect'>,
): AnswerOne => {
  const { editions, limits } = parts;
  const answerDefect = makeAnswerDefect(parts.reportDefect);
  const ask = makeLate(async (): Promise<Ask> => (await import('../../../decide/ask.js')).makeAskOpen(parts));
  const resultOf = async (body: BodyResult, decision: string): Promise<AskResult | Failure> => {
    const json = readJsonBody(body);
    if (json.code !== 'read') return refusal(editions, decision, json);
    const read = readAskRequest(json.value);
    if (read.code !== 'read') return refusal(editions, decision, read);
    return (await ask.load())(decision, read.value);
  };
  return (request, response, decision) => {
    readBody(request, limits, (body) => {
      resultOf(body, decision)
        .then((result) => {
          if (result.code === 'asked') sendPreview(response, result.answer, 0);
          else sendProblem(response, result);
        })
        .catch((error: unknown) => {
          answerDefect(error, response);
        });
    });
  };
};
