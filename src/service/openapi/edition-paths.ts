import type { Components } from '../../wire/components.js';
import {
  Clause,
  ClauseAt,
  Clauses,
  Edition,
  Editions,
  FactSchema,
  Parameters,
  ValidityEntered,
} from '../../wire/editions.js';
import { validityRequest } from '../../wire/requests.js';
import { inPath, inQuery, makeGetting } from './getting.js';
import { bodyOf, bodyProblems, ok, type Operations } from './openapi-operation.js';

const instantInQuery = (name: string): object => inQuery(name, { type: 'string', format: 'date-time' });

const editionAt = [...inPath('document', 'revision'), inQuery('digest')];
const editionProblems = ['unknown-edition', 'invalid-request'] as const;

/** The addresses of editions, their clauses, figures and facts. */
export const editionPaths = (use: Components['use']): Readonly<Record<string, Operations>> => {
  const { getting, gettingRelease } = makeGetting(use);
  return {
    '/editions': getting('The editions that are here, and what the registry names', [], Editions),
    '/editions/{document}/{revision}': gettingRelease('An edition', editionAt, Edition, ...editionProblems),
    '/editions/{document}/{revision}/parameters': gettingRelease(
      'Its figures and policies',
      editionAt,
      Parameters,
      ...editionProblems,
    ),
    '/editions/{document}/{revision}/clauses': gettingRelease(
      'Its clauses',
      editionAt,
      Clauses,
      ...editionProblems,
    ),
    '/editions/{document}/{revision}/clauses/{clause}': gettingRelease(
      'A clause with all that rests on it',
      [...editionAt, ...inPath('clause')],
      Clause,
      ...editionProblems,
      'not-found',
    ),
    '/editions/{document}/{revision}/validity': {
      post: {
        said: {
          summary: 'Withdraws a release, or rolls back to it, from now on',
          parameters: inPath('document', 'revision'),
          requestBody: bodyOf(use(validityRequest)),
        },
        answer: ok('What the registry says of it, signed.', use(ValidityEntered)),
        problems: [
          ...bodyProblems,
          'not-found',
          'unknown-edition',
          'already-withdrawn',
          'nothing-to-restore',
          'registry-broken',
        ],
      },
    },
    '/clauses/{document}/{clause}': getting(
      'A clause at a time, as known at a time',
      [...inPath('document', 'clause'), instantInQuery('asOf'), instantInQuery('knownAt')],
      ClauseAt,
      'unknown-edition',
      'no-governing-edition',
      'not-found',
      'invalid-request',
    ),
    '/facts/{decision}': gettingRelease(
      'The JSON Schema of a decision’s facts; `x-reads` marks those that it reads',
      [...inPath('decision'), inQuery('document'), inQuery('revision'), inQuery('digest')],
      FactSchema,
      'unknown-decision',
      'unknown-edition',
      'invalid-request',
    ),
  };
};
