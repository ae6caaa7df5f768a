import type { Request, Response } from 'express';
import type { Query } from '../../../audit/store/query.js';
import { readBody, readJsonBody, type BodyLimits } from '../request/read-body.js';
import { readSearchBody, type Searchable } from '../request/search-query.js';
import { makeAnswerDefect, sendProblem } from '../send.js';

/** What taking a search as a body needs. */
export interface TakeSearchParts {
  readonly limits: BodyLimits;
  readonly reportDefect: (error: unknown) => void;
  readonly searchable: Searchable;
}

/** Makes what takes a search from the body of a request and has it answered. */
export const makeTakeSearch = ({ limits, reportDefect, searchable }: TakeSearchParts) => {
  const answerDefect = makeAnswerDefect(reportDefect);
  return (answer: (query: Query, response: Response) => Promise<void>) =>
    (request: Request, response: Response): void => {
      readBody(request, limits, (body) => {
        const json = readJsonBody(body);
        const query = json.code === 'read' ? readSearchBody(json.value, searchable) : json;
        if (query.code !== 'read') {
          sendProblem(response, query);
          return undefined;
        }
        return answer(query.value, response).catch((error: unknown) => {
          answerDefect(error, response);
        });
      });
    };
};
