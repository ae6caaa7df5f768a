import type { Edition } from '../../edition/model/edition.js';
import { answerSchema } from './decision-schemas.js';
import { erasureSchemas } from './erasure-schemas.js';
import { checkpointSchemas } from './checkpoint-schemas.js';
import { draftsSchema } from './draft-schemas.js';
import { exampleRequests } from './example-request.js';
import { markedFactSchema } from '../../decide/editions/fact-reading.js';
import type { FailureCode } from '../http/failure.js';
import { maximumBatch } from '../../decide/request/decide-request.js';
import { keyParameters, replayedHeaders } from './idempotency-schemas.js';
import { describePaths, type Operation, type Operations } from './openapi-operation.js';
import { requestSchema, togetherSchema, wireSchemas } from './openapi-schemas.js';
import { searchParameters } from '../http/request/search-query.js';

/** The service as OpenAPI 3.1: every path, with the fact schemas of the newest edition that has each decision. */
export const openApiOf = (editions: readonly Edition[]): object => {
  // Oldest first, so that the newest one's facts hold.
  const deciding = new Map(
    editions.flatMap((edition) => [...edition.decisions.keys()].map((name) => [name, edition])),
  );
  const isOnly = editions.length === 1;
  return {
    openapi: '3.1.0',
    info: {
      title: 'Clausebook',
      version: '1',
      description:
        'Decides by the terms of contracts, and leads every decision back to the clauses that it rests on.',
    },
    paths: describePaths({
      ...Object.fromEntries(
        [...deciding].flatMap(([name, edition]) => {
          return [
            [`/decide/${name}`, { post: decideOperation(edition, name, { recorded: true, isOnly }) }],
            [`/preview/${name}`, { post: decideOperation(edition, name, { recorded: false, isOnly }) }],
          ];
        }),
      ),
      ...otherPaths([...deciding.keys()]),
    }),
    security: [{ key: [] }, { bearer: [] }],
    components: {
      securitySchemes: {
        key: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
        bearer: { type: 'http', scheme: 'bearer', description: 'An API key, or a JSON Web Token.' },
      },
      schemas: {
        ...wireSchemas,
        ...Object.fromEntries(
          [...deciding].flatMap(([name, edition]) => [
            [factsName(name), embedded(edition, name)],
            [answerName(name), answerSchema(edition, name)],
          ]),
        ),
      },
    },
  };
};

const answerName = (decision: string): string => `${decision}-answer`;
const factsName = (decision: string): string => `${decision}-facts`;
const schema = (name: string): object => ({ $ref: `#/components/schemas/${name}` });

/** With an `$id` of its own, a fact schema's references to its own parts hold inside OpenAPI too. */
const embedded = (edition: Edition, decision: string): object => ({
  ...markedFactSchema(edition, decision),
  $schema: undefined,
  $id: `urn:clausebook:facts:${edition.identity.document}:${decision}`,
});

const json = (content: object): object => ({ content: { 'application/json': { schema: content } } });
const ok = (description: string, content: object, headers?: object): object => ({
  description,
  ...(headers === undefined ? {} : { headers }),
  ...json(content),
});

const bodyProblems = [
  'not-json',
  'invalid-request',
  'body-too-large',
  'unsupported-media-type',
  'internal',
] as const;

const decidingProblems = [
  'invalid-as-of',
  'unknown-edition',
  'invalid-facts',
  'out-of-range',
  'unknown-clause',
  'not-severable',
  'unknown-reading',
  'no-governing-edition',
] as const;
const recordingProblems = [
  'invalid-idempotency-key',
  'idempotency-key-reused',
  'not-recorded',
  'overloaded',
  'in-doubt',
] as const;

/** How a decision is asked for. */
interface Asking {
  /** Whether it is recorded. */
  readonly recorded: boolean;
  /** Whether no other edition might decide the same case. */
  readonly isOnly: boolean;
}

const decideOperation = (edition: Edition, name: string, { recorded, isOnly }: Asking): Operation => ({
  said: {
    operationId: `${recorded ? 'decide' : 'preview'}-${name}`,
    summary: `${edition.decisions.get(name)?.question ?? name}${recorded ? '' : ' (not recorded)'}`,
    ...(recorded ? { parameters: keyParameters } : {}),
    requestBody: {
      required: true,
      content: {
        'application/json': {
          schema: requestSchema(schema(factsName(name))),
          ...exampleIn(edition, name, isOnly),
        },
      },
    },
  },
  answer: ok(
    recorded ? 'Decided and recorded, whatever the outcome.' : 'Decided, not recorded.',
    schema(answerName(name)),
    recorded ? replayedHeaders : undefined,
  ),
  problems: [...bodyProblems, ...decidingProblems, ...(recorded ? recordingProblems : [])],
});

/** It names its edition where another one might be chosen. */
const exampleIn = (edition: Edition, decision: string, isOnly: boolean): object => {
  const example = exampleRequests(edition).get(decision);
  if (example === undefined) return {};
  const { document, revision } = edition.identity;
  return { example: isOnly ? example : { edition: { document, revision }, ...example } };
};

const at = (...names: readonly string[]): readonly object[] =>
  names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));

const getting = (
  summary: string,
  parameters: readonly object[],
  content: object,
  ...codes: readonly FailureCode[]
): { readonly get: Operation } => ({
  get: { said: { summary, parameters }, answer: ok(summary, content), problems: [...codes, 'internal'] },
});

const otherPaths = (decisions: readonly string[]): Readonly<Record<string, Operations>> => {
  const together = togetherSchema(decisions);
  const item = {
    oneOf: [
      ...decisions.map((name) => requestSchema(schema(factsName(name)), { decision: { const: name } })),
      together,
    ],
  };
  return {
    '/decide': {
      post: {
        said: {
          operationId: 'decide-many',
          summary:
            'Several decisions on one set of facts; or a list, or a stream of lines, of requests that are each answered on their own.',
          parameters: keyParameters,
          requestBody: {
            required: true,
            content: {
              'application/json': {
                schema: { oneOf: [together, { type: 'array', maxItems: maximumBatch, items: item }] },
              },
              'application/x-ndjson': { schema: { ...item, description: 'One on each line.' } },
            },
          },
        },
        answer: {
          description: 'All the decisions, all recorded; or an answer for each item.',
          headers: replayedHeaders,
          content: {
            'application/json': { schema: { oneOf: [schema('Together'), schema('Batch')] } },
            'application/x-ndjson': {
              schema: {
                ...schema('ItemAnswer'),
                description: 'One on each line, in the order of the requests.',
              },
            },
          },
        },
        problems: [...bodyProblems, ...decidingProblems, 'unknown-decision', ...recordingProblems],
      },
    },
    '/decisions': getting(
      'Search decisions, newest first',
      Object.entries(searchParameters).map(([name, description]) => ({
        name,
        in: 'query',
        description,
        schema: { type: name === 'limit' ? 'integer' : 'string' },
      })),
      schema('DecisionPage'),
      'invalid-request',
    ),
    '/decisions/{id}': getting(
      'A decision as it was answered',
      at('id'),
      schema('Decision'),
      'not-found',
      'dropped',
    ),
    '/decisions/{id}/trace': getting(
      'How a decision came about; in words as text/plain',
      [...at('id'), { name: 'format', in: 'query', schema: { enum: ['json', 'text'] } }],
      { type: 'object' },
      'not-found',
      'invalid-request',
      'erased',
      'masked',
      'sealed',
      'dropped',
    ),
    '/erasures': {
      post: {
        said: {
          summary: 'Erases the personal values of all records that are about a subject, for good',
          requestBody: {
            required: true,
            content: { 'application/json': { schema: erasureSchemas.request } },
          },
        },
        answer: ok('What was erased; the event is null where there was nothing.', erasureSchemas.erased),
        problems: [...bodyProblems, 'not-recorded'],
      },
    },
    '/checkpoints': {
      ...getting('Signed checkpoints of the log, for an auditor to keep', [], checkpointSchemas.all),
      post: {
        said: { summary: 'Makes a checkpoint now; the last one where nothing was recorded since' },
        answer: ok('The checkpoint, or null where nothing was ever recorded.', checkpointSchemas.made),
        problems: ['not-found', 'not-recorded', 'internal'],
      },
    },
    '/checkpoints/key': getting(
      'The public key that signs checkpoints; as application/x-pem-file, too',
      [{ name: 'format', in: 'query', schema: { enum: ['json', 'pem'] } }],
      checkpointSchemas.key,
      'not-found',
    ),
    '/editions': getting('The editions that are here', [], { type: 'object' }),
    '/editions/{document}/{revision}': getting(
      'An edition',
      editionAt,
      { type: 'object' },
      'unknown-edition',
      'invalid-request',
    ),
    '/editions/{document}/{revision}/parameters': getting(
      'Its figures and policies',
      editionAt,
      { type: 'object' },
      'unknown-edition',
      'invalid-request',
    ),
    '/editions/{document}/{revision}/clauses': getting(
      'Its clauses',
      editionAt,
      { type: 'object' },
      'unknown-edition',
      'invalid-request',
    ),
    '/editions/{document}/{revision}/clauses/{clause}': getting(
      'A clause with all that rests on it',
      [...editionAt, ...at('clause')],
      { type: 'object' },
      'unknown-edition',
      'invalid-request',
      'not-found',
    ),
    '/clauses/{document}/{clause}': getting(
      'A clause at a time, as known at a time',
      [
        ...at('document', 'clause'),
        { name: 'asOf', in: 'query', schema: { type: 'string', format: 'date-time' } },
        { name: 'knownAt', in: 'query', schema: { type: 'string', format: 'date-time' } },
      ],
      { type: 'object' },
      'unknown-edition',
      'no-governing-edition',
      'not-found',
      'invalid-request',
    ),
    '/facts/{decision}': getting(
      'The JSON Schema of a decision’s facts; `x-reads` marks those that it reads',
      [...at('decision'), ...editionQuery],
      { type: 'object' },
      'unknown-decision',
      'unknown-edition',
      'invalid-request',
    ),
    '/drafts': getting(
      'The draft in shadow, and what it would have decided otherwise since the service started',
      [],
      draftsSchema,
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
    '/healthz': getting('Whether the service runs', [], { type: 'object' }),
    '/readyz': getting('Whether it can decide and record', [], { type: 'object' }, 'not-ready'),
  };
};

const editionAt = [
  ...at('document', 'revision'),
  { name: 'digest', in: 'query', schema: { type: 'string' } },
];
const editionQuery = ['document', 'revision', 'digest'].map((name) => ({
  name,
  in: 'query',
  schema: { type: 'string' },
}));
