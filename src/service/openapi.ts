import type { Edition } from '../edition/edition.js';
import { factSchema } from '../edition/fact-schema.js';
import { formatInstant } from '../language/instants.js';
import { erasureSchemas } from './erasure-schemas.js';
import { checkpointSchemas } from './checkpoint-schemas.js';
import { draftsSchema } from './draft-schemas.js';
import { exampleFacts } from './example-facts.js';
import type { FailureCode } from './failure.js';
import { maximumBatch } from './decide-request.js';
import { keyParameters, replayedHeaders } from './idempotency-schemas.js';
import { requestSchema, togetherSchema, wireSchemas } from './openapi-schemas.js';
import { problemKinds, problemType } from './problems.js';
import { searchParameters } from './search-query.js';

/** The service as OpenAPI 3.1: every path, with the fact schemas of the newest edition that has each decision. */
export const openApiOf = (editions: readonly Edition[]): object => {
  // Oldest first, so that the newest one's facts hold.
  const deciding = new Map(
    editions.flatMap((edition) => [...edition.decisions.keys()].map((name) => [name, edition])),
  );
  return {
    openapi: '3.1.0',
    info: {
      title: 'Clausebook',
      version: '1',
      description:
        'Decides by the terms of contracts, and leads every decision back to the clauses that it rests on.',
    },
    paths: {
      ...Object.fromEntries(
        [...deciding].flatMap(([name, edition]) => {
          return [
            [`/decide/${name}`, { post: decideOperation(edition, name, true) }],
            [`/preview/${name}`, { post: decideOperation(edition, name, false) }],
          ];
        }),
      ),
      ...otherPaths([...deciding.keys()]),
    },
    security: [{ key: [] }, { bearer: [] }],
    components: {
      securitySchemes: {
        key: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
        bearer: { type: 'http', scheme: 'bearer', description: 'An API key, or a JSON Web Token.' },
      },
      schemas: {
        ...wireSchemas,
        ...Object.fromEntries(
          [...deciding].map(([name, edition]) => [factsName(name), embedded(edition, name)]),
        ),
      },
    },
  };
};

const factsName = (decision: string): string => `${decision}-facts`;
const schema = (name: string): object => ({ $ref: `#/components/schemas/${name}` });

/** With an `$id` of its own, a fact schema's references to its own parts hold inside OpenAPI too. */
const embedded = (edition: Edition, decision: string): object => ({
  ...factSchema(edition, decision),
  $schema: undefined,
  $id: `urn:clausebook:facts:${edition.identity.document}:${decision}`,
});

const json = (content: object): object => ({ content: { 'application/json': { schema: content } } });
const ok = (description: string, content: object, headers?: object): object => ({
  '200': { description, ...(headers === undefined ? {} : { headers }), ...json(content) },
});

const problems = (...codes: readonly FailureCode[]): object =>
  Object.fromEntries(
    [...new Set(codes.map((code) => problemKinds[code].status))].map((status) => {
      const those = codes.filter((code) => problemKinds[code].status === status);
      const examples = Object.fromEntries(
        those.map((code) => [code, { summary: problemKinds[code].when, value: exampleOf(code) }]),
      );
      const content = { 'application/problem+json': { schema: schema('Problem'), examples } };
      return [
        String(status),
        { description: those.map((code) => problemKinds[code].title).join('; '), content },
      ];
    }),
  );

const exampleOf = (code: FailureCode): object => {
  const { title, status, remedy } = problemKinds[code];
  return { type: problemType(code), title, status, detail: remedy, code };
};

/** Of every address but the open ones. */
const accessProblems = [
  'unauthenticated',
  'forbidden',
  'rate-limited',
  'authentication-unavailable',
] as const;

const bodyProblems = [
  ...accessProblems,
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
  'no-governing-edition',
] as const;
const recordingProblems = [
  'invalid-idempotency-key',
  'idempotency-key-reused',
  'not-recorded',
  'overloaded',
  'in-doubt',
] as const;

const decideOperation = (edition: Edition, name: string, recorded: boolean): object => ({
  operationId: `${recorded ? 'decide' : 'preview'}-${name}`,
  summary: `${edition.decisions.get(name)?.question ?? name}${recorded ? '' : ' (not recorded)'}`,
  ...(recorded ? { parameters: keyParameters } : {}),
  requestBody: {
    required: true,
    content: {
      'application/json': {
        schema: requestSchema(schema(factsName(name))),
        example: { asOf: formatInstant(edition.effectiveFrom), facts: exampleFacts(edition, name) },
      },
    },
  },
  responses: {
    ...ok(
      recorded ? 'Decided and recorded, whatever the outcome.' : 'Decided, not recorded.',
      schema('Decision'),
      recorded ? replayedHeaders : undefined,
    ),
    ...problems(...bodyProblems, ...decidingProblems, ...(recorded ? recordingProblems : [])),
  },
});

const at = (...names: readonly string[]): readonly object[] =>
  names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));

const getting = (
  summary: string,
  parameters: readonly object[],
  content: object,
  ...codes: readonly FailureCode[]
) => ({
  get: {
    summary,
    parameters,
    responses: { ...ok(summary, content), ...problems(...accessProblems, ...codes, 'internal') },
  },
});

/** Needs no credential. */
const gettingOpen = (summary: string, ...codes: readonly FailureCode[]) => ({
  get: {
    summary,
    security: [],
    responses: { ...ok(summary, { type: 'object' }), ...problems(...codes, 'internal') },
  },
});

const otherPaths = (decisions: readonly string[]): object => {
  const together = togetherSchema(decisions);
  const item = { oneOf: [requestSchema({ type: 'object' }, { decision: { enum: decisions } }), together] };
  return {
    '/decide': {
      post: {
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
        responses: {
          '200': {
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
          ...problems(...bodyProblems, ...decidingProblems, 'unknown-decision', ...recordingProblems),
        },
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
        summary: 'Erases the personal values of all records that are about a subject, for good',
        requestBody: {
          required: true,
          content: { 'application/json': { schema: erasureSchemas.request } },
        },
        responses: {
          ...ok('What was erased; the event is null where there was nothing.', erasureSchemas.erased),
          ...problems(
            'not-json',
            'invalid-request',
            'body-too-large',
            'unsupported-media-type',
            'not-recorded',
            'internal',
          ),
        },
      },
    },
    '/checkpoints': {
      ...getting('Signed checkpoints of the log, for an auditor to keep', [], checkpointSchemas.all),
      post: {
        summary: 'Makes a checkpoint now; the last one where nothing was recorded since',
        responses: {
          ...ok('The checkpoint, or null where nothing was ever recorded.', checkpointSchemas.made),
          ...problems('not-found', 'not-recorded', 'internal'),
        },
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
      'The JSON Schema of a decision’s facts',
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
        summary: 'Its figures, for Prometheus',
        responses: {
          '200': {
            description: 'In the text format.',
            content: { 'text/plain': { schema: { type: 'string' } } },
          },
          ...problems(...accessProblems, 'internal'),
        },
      },
    },
    '/healthz': gettingOpen('Whether the service runs'),
    '/readyz': gettingOpen('Whether it can decide and record', 'not-ready'),
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
