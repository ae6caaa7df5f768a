import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody, readJsonBody, type BodyLimits } from './read-body.js';
import { makeAnswerDefect, sendProblem } from '../send.js';

/** Reads a request's body as JSON, and goes on with it. */
export type ReadJson = (
  request: IncomingMessage,
  response: ServerResponse,
  goOn: (body: unknown) => Promise<void>,
) => void;

/** A body that is no JSON is answered as a problem, and what goes wrong after it as a defect. Its bytes count in the budget until it is answered. */
export const makeReadJson = (limits: BodyLimits, reportDefect: (error: unknown) => void): ReadJson => {
  const answerDefect = makeAnswerDefect(reportDefect);
  return (request, response, goOn) => {
    readBody(request, limits, (body) => {
      const json = readJsonBody(body);
      if (json.code === 'read')
        return goOn(json.value).catch((error: unknown) => {
          answerDefect(error, response);
        });
      sendProblem(response, json);
      return undefined;
    });
  };
};
