import type { Request, Response } from 'express';
import type { Query } from '../../../audit/store/query.js';
import type { BodyLimits } from '../request/read-body.js';
import { makeReadJson } from '../request/read-json-body.js';
import { readSearchBody, type Searchable } from '../request/search-query.js';
import { sendProblem } from '../send.js';

/** What taking a search as a body needs. */
export interface TakeSearchParts {
  readonly limits: BodyLimits;
  readonly reportDefect: (error: unknown) => void;
  readonly searchable: Searchable;
}

/** Makes what takes a search from the body of a request and has it answered. */
export const makeTakeSearch = ({ limits, reportDefect, searchable }: TakeSearchParts) => {
  const readJson = makeReadJson(limits, reportDefect);
  return (answer: (query: Query, response: Response) => Promise<void>) =>
    (request: Request, response: Response): void => {
      readJson(request, response, async (body) => {
        const query = readSearchBody(body, searchable);
        if (query.code === 'read') await answer(query.value, response);
        else sendProblem(response, query);
      });
    };
};
