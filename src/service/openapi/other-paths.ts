import type { Components } from '../../wire/components.js';
import { Batch, Choice, DecisionAnswer, DecisionPage, ItemAnswer, Together } from '../../wire/decision.js';
import { maximumBatch } from '../../wire/limits.js';
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
import { described } from '../../wire/parts.js';
import {
  choiceRequest,
  erasureRequest,
  itemRequest,
  searchRequest,
  togetherRequest,
  validityRequest,
} from '../../wire/requests.js';
import { Receipt } from '../../wire/receipt.js';
import { CustomerLetter } from '../../wire/letter.js';
import { RecordedTrace } from '../../wire/trace.js';
import type { FailureCode } from '../http/failure.js';
import { searchParameters } from '../../wire/search-parameters.js';
import { eventsPath } from './events-path.js';
import { keyParameters, replayedHeaders } from './idempotency-schemas.js';
import {
  bodyOf,
  bodyProblems,
  decidingProblems,
  ok,
  recordingProblems,
  type Operation,
  type Operations,
} from './openapi-operation.js';

const inPath = (...names: readonly string[]): readonly object[] =>
  names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));

const inQuery = (name: string, schema: object = { type: 'string' }): object => ({
  name,
  in: 'query',
  schema,
});
const instantInQuery = (name: string): object => inQuery(name, { type: 'string', format: 'date-time' });

const editionAt = [...inPath('document', 'revision'), inQuery('digest')];
const keptHeaders = {
  ETag: { schema: { type: 'string' }, description: 'Where `digest` is given.' },
  'Cache-Control': {
    schema: { type: 'string' },
    description: 'For a year where `digest` is given; else `no-store`.',
  },
};
const alteredProblems = ['altered-record', 'altered-release'] as const;
const editionProblems = ['unknown-edition', 'invalid-request'] as const;

/** An answer that may be text of another type than JSON. */
const alsoAs = (answer: object, type: string): object => ({
  ...answer,
  content: {
    ...('content' in answer ? (answer.content as object) : {}), // OpenAPI's
    [type]: { schema: { type: 'string' } },
  },
});

/** Every address but those of single decisions. */
export const otherPaths = (
  { use }: Components,
  decisions: readonly string[],
  searchable: readonly (readonly [name: string, description: string])[],
): Readonly<Record<string, Operations>> => {
  const getting = (
    summary: string,
    parameters: readonly object[],
    answer: object,
    ...codes: readonly FailureCode[]
  ): { readonly get: Operation } => ({
    get: {
      said: { summary, parameters },
      answer: ok(summary, use(answer)),
      problems: [...codes, 'internal'],
    },
  });
  /** The same of what is answered as text, too. */
  const gettingToo = (
    type: string,
    summary: string,
    parameters: readonly object[],
    answer: object,
    ...codes: readonly FailureCode[]
  ): ReturnType<typeof getting> => {
    const { get } = getting(summary, parameters, answer, ...codes);
    return { get: { ...get, answer: alsoAs(get.answer, type) } };
  };
  /** The same of a release by its digest, which may be kept. */
  const gettingRelease: typeof getting = (...asked) => {
    const { get } = getting(...asked);
    return {
      get: {
        ...get,
        answer: { ...get.answer, headers: keptHeaders },
        others: { '304': { description: 'With `If-None-Match`: what you have is what it is.' } },
      },
    };
  };
  return {
    '/decide': { post: decideMany(use, decisions) },
    '/decisions': getting(
      'Search decisions, newest first',
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

const decideMany = (use: Components['use'], decisions: readonly string[]): Operation => {
  const together = togetherRequest({ type: 'string', enum: decisions });
  const item = {
    oneOf: [
      ...decisions.map((name) =>
        itemRequest({ type: 'string', const: name }, { $ref: `#/components/schemas/${name}-facts` }),
      ),
      together,
    ],
  };
  return {
    said: {
      operationId: 'decide-many',
      summary:
        'Several decisions on one set of facts; or a list, or a stream of lines, of requests that are each answered on their own.',
      parameters: keyParameters,
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: use({ oneOf: [together, { type: 'array', items: item, maxItems: maximumBatch }] }),
          },
          'application/x-ndjson': { schema: use({ ...item, description: 'One on each line.' }) },
        },
      },
    },
    answer: {
      description: 'All the decisions, all recorded; or an answer for each item.',
      headers: replayedHeaders,
      content: {
        'application/json': { schema: use({ oneOf: [Together, Batch] }) },
        'application/x-ndjson': {
          schema: use(described('One on each line, in the order of the requests.', ItemAnswer)),
        },
      },
    },
    problems: [...bodyProblems, ...decidingProblems, 'unknown-decision', ...recordingProblems],
  };
};
