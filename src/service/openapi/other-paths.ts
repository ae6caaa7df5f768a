import type { Components } from '../../wire/components.js';
import { Choice, DecisionAnswer, DecisionPage } from '../../wire/decision.js';
import {
  CheckpointKey,
  CheckpointMade,
  Checkpoints,
  Erased,
  Health,
  LegalContext,
  Readiness,
  ShadowedDrafts,
  Version,
} from '../../wire/operating.js';
import { choiceRequest, erasureRequest, searchRequest } from '../../wire/requests.js';
import { Receipt } from '../../wire/receipt.js';
import { CustomerLetter } from '../../wire/letter.js';
import { RecordedTrace } from '../../wire/trace.js';
import { searchParameters } from '../../wire/search-parameters.js';
import { eventsPath } from './events-path.js';
import { bodyOf, bodyProblems, ok, type Operations } from './openapi-operation.js';
import { editionPaths } from './edition-paths.js';
import { inPath, inQuery, makeGetting } from './getting.js';
import { decideMany } from './decide-many.js';

const alteredProblems = ['altered-record', 'altered-release'] as const;

/** Every address but those of single decisions. */
export const otherPaths = (
  { use }: Components,
  decisions: readonly string[],
  searchable: readonly (readonly [name: string, description: string])[],
): Readonly<Record<string, Operations>> => {
  const { getting, gettingToo } = makeGetting(use);
  return {
    '/decide': { post: decideMany(use, decisions) },
    '/decisions': getting(
      'Search decisions, newest first; with `asOfFrom` or `asOfTo`, as of the latest first',
      [
        ...Object.entries(searchParameters).map(([name, description]) => ({
          ...inQuery(name, { type: name === 'limit' ? 'integer' : 'string' }),
          description,
        })),
        ...searchable.map(([name, description]) => ({ ...inQuery(name), description })),
      ],
      DecisionPage,
      'invalid-request',
    ),
    '/decisions/search': {
      post: {
        said: {
          summary:
            'The same search with its conditions in the body, so that nothing personal stands in an address',
          requestBody: bodyOf(use(searchRequest)),
        },
        answer: ok('A page of decisions.', use(DecisionPage)),
        problems: bodyProblems,
      },
    },
    '/events': eventsPath(use),
    '/decisions/{id}': getting(
      'A decision as it was answered',
      inPath('id'),
      DecisionAnswer,
      'not-found',
      'dropped',
      ...alteredProblems,
    ),
    '/decisions/{id}/choice': {
      post: {
        said: {
          summary:
            'Records what a person chose where a decision is unresolved or leaves something to discretion; the same once more is answered as it is recorded',
          parameters: inPath('id'),
          requestBody: bodyOf(use(choiceRequest)),
        },
        answer: ok('The choice, once it is on disk.', use(Choice)),
        problems: [
          ...bodyProblems,
          'not-found',
          'dropped',
          'nothing-to-choose',
          'choice-not-allowed',
          'choice-made',
          'too-many-choices',
          'not-recorded',
          'in-doubt',
          ...alteredProblems,
        ],
      },
    },
    '/decisions/{id}/receipt': getting(
      'A decision with all that shows, without the service, that it was recorded so',
      inPath('id'),
      Receipt,
      'not-found',
      'dropped',
      'receipt-not-yet',
      ...alteredProblems,
    ),
    '/decisions/{id}/trace': gettingToo(
      'text/plain',
      'How a decision came about; in words as text/plain',
      [...inPath('id'), inQuery('format', { enum: ['json', 'text'] })],
      RecordedTrace,
      'not-found',
      'invalid-request',
      'erased',
      'masked',
      'sealed',
      'dropped',
      ...alteredProblems,
    ),
    '/decisions/{id}/letter': gettingToo(
      'text/plain',
      'A decision in words for the customer, as text/plain or JSON',
      [...inPath('id'), inQuery('format', { enum: ['text', 'json'] })],
      CustomerLetter,
      'not-found',
      'no-letter',
      'invalid-request',
      'erased',
      'masked',
      'sealed',
      'dropped',
      ...alteredProblems,
    ),
    '/erasures': {
      post: {
        said: {
          summary: 'Erases the personal values of all records that are about a subject, for good',
          requestBody: bodyOf(use(erasureRequest)),
        },
        answer: ok('What was erased.', use(Erased)),
        problems: [...bodyProblems, 'not-recorded'],
      },
    },
    '/checkpoints': {
      ...getting('Signed checkpoints of the log, for an auditor to keep', [], Checkpoints),
      post: {
        said: { summary: 'Makes a checkpoint now; the last one where nothing was recorded since' },
        answer: ok('The checkpoint, or null where nothing was ever recorded.', use(CheckpointMade)),
        problems: ['not-found', 'not-recorded', 'signing-key-differs', 'internal'],
      },
    },
    '/checkpoints/key': gettingToo(
      'application/x-pem-file',
      'The public key that signs checkpoints; as application/x-pem-file, too',
      [inQuery('format', { enum: ['json', 'pem'] })],
      CheckpointKey,
      'not-found',
    ),
    ...editionPaths(use),
    '/drafts': getting(
      'The draft in shadow, and what it would have decided otherwise since the service started',
      [],
      ShadowedDrafts,
    ),
    '/metrics': {
      get: {
        said: { summary: 'Its figures, for Prometheus' },
        answer: {
          description: 'In the text format.',
          content: { 'text/plain': { schema: { type: 'string' } } },
        },
        problems: ['internal'],
      },
    },
    '/healthz': getting('Whether the service runs', [], Health),
    '/readyz': getting('Whether it can decide and record', [], Readiness, 'not-ready'),
    '/.well-known/legal-context.json': getting(
      'Which documents and editions this service decides by',
      [],
      LegalContext,
    ),
    '/version': getting('Of what the service was built', [], Version),
  };
};
