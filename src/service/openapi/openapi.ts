import { searchPrefixes } from '../../wire/search-parameters.js';
import type { Edition } from '../../edition/model/edition.js';
import { markedFactSchema } from '../../decide/editions/fact-reading.js';
import { makeComponents, type Components } from '../../wire/components.js';
import { answerSchema } from '../../wire/decision-of-edition.js';
import { AskAnswer } from '../../wire/asking.js';
import { askRequest, decideRequest, previewRequest } from '../../wire/requests.js';
import { Problem } from '../../wire/problem.js';
import { nextParameter } from '../http/decide/preview-next.js';
import { problemKinds } from '../http/problem-kinds.js';
import { exampleRequests } from './example-request.js';
import { keyParameters, replayedHeaders } from './idempotency-schemas.js';
import {
  bodyProblems,
  decidingProblems,
  describePaths,
  ok,
  recordingProblems,
  type Operation,
} from './openapi-operation.js';
import { findableOf } from '../../edition/model/findable-facts.js';
import { otherPaths } from './other-paths.js';

/**
 * The service as OpenAPI 3.1: every path, with the fact schemas of the newest edition that has each decision.
 * @param searchableMetadata keys of the metadata by which decisions are found
 */
export const openApiOf = (
  editions: readonly Edition[],
  searchableMetadata: readonly string[] = [],
): object => {
  // Oldest first, so that the newest one's facts hold.
  const deciding = new Map(
    editions.flatMap((edition) => [...edition.decisions.keys()].map((name) => [name, edition])),
  );
  const isOnly = editions.length === 1;
  const components = makeComponents();
  const paths = {
    ...Object.fromEntries(
      [...deciding].flatMap(([name, edition]) => [
        [`/decide/${name}`, { post: decideOperation(components, edition, name, { recorded: true, isOnly }) }],
        [
          `/preview/${name}`,
          { post: decideOperation(components, edition, name, { recorded: false, isOnly }) },
        ],
        [`/ask/${name}`, { post: askOperation(components, edition, name) }],
      ]),
    ),
    ...otherPaths(
      components,
      [...deciding.keys()],
      [
        ...searchableMetadata.map(
          (key) => [`${searchPrefixes[0]}${key}`, 'Asked for with this value in its metadata.'] as const,
        ),
        ...findableOf(editions).map(
          (name) => [`${searchPrefixes[1]}${name}`, 'Decided from this value of the fact.'] as const,
        ),
      ],
    ),
  };
  const ofDecisions = Object.fromEntries(
    [...deciding].flatMap(([name, edition]) => [
      [factsName(name), factsOf(edition, name)],
      [answerName(name), components.use(answerSchema(edition, name))],
    ]),
  );
  components.use(Problem);
  const { Problem: problem, ...others } = components.all();
  return {
    openapi: '3.1.0',
    info: {
      title: 'Clausebook',
      version: '1',
      description:
        'Decides by the terms of contracts, and leads every decision back to the clauses that it rests on. Every address is there below `/v1` too.',
    },
    servers: [{ url: '/' }, { url: '/v1' }],
    paths: describePaths(paths),
    security: [{ key: [] }, { bearer: [] }],
    components: {
      securitySchemes: {
        key: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
        bearer: { type: 'http', scheme: 'bearer', description: 'An API key, or a JSON Web Token.' },
      },
      schemas: { ...others, Problem: withCodes(problem), ...ofDecisions },
    },
  };
};

const answerName = (decision: string): string => `${decision}-answer`;
const factsName = (decision: string): string => `${decision}-facts`;
const schemaOf = (name: string): object => ({ $ref: `#/components/schemas/${name}` });

const factsOf = (edition: Edition, decision: string): object => ({
  ...markedFactSchema(edition, decision),
  $schema: undefined,
});

/** The problems of this service, by their table. */
const withCodes = (problem: object = {}): object => ({
  ...problem,
  properties: {
    ...('properties' in problem ? (problem.properties as object) : {}), // An object's schema.
    code: { type: 'string', enum: Object.keys(problemKinds) },
  },
});

/** How a decision is asked for. */
interface Asking {
  /** Whether it is recorded. */
  readonly recorded: boolean;
  /** Whether no other edition might decide the same case. */
  readonly isOnly: boolean;
}

const decideOperation = (
  { use }: Components,
  edition: Edition,
  name: string,
  { recorded, isOnly }: Asking,
): Operation => ({
  said: {
    operationId: `${recorded ? 'decide' : 'preview'}-${name}`,
    summary: `${edition.decisions.get(name)?.question ?? name}${recorded ? '' : ' (not recorded)'}`,
    parameters: recorded ? keyParameters : nextParameters,
    requestBody: {
      required: true,
      content: {
        'application/json': {
          schema: use((recorded ? decideRequest : previewRequest)(schemaOf(factsName(name)))),
          ...exampleIn(edition, name, isOnly),
        },
      },
    },
  },
  answer: ok(
    recorded ? 'Decided and recorded, whatever the outcome.' : 'Decided, not recorded.',
    { $ref: `#/components/schemas/${answerName(name)}` },
    recorded ? replayedHeaders : undefined,
  ),
  problems: [
    ...bodyProblems,
    ...decidingProblems,
    ...(recorded ? recordingProblems : (['unknown-reading'] as const)),
  ],
});

const askOperation = ({ use }: Components, edition: Edition, name: string): Operation => ({
  said: {
    operationId: `ask-${name}`,
    summary: `Which facts matter still: ${edition.decisions.get(name)?.question ?? name} (not recorded)`,
    requestBody: {
      required: true,
      content: {
        'application/json': {
          schema: use(
            askRequest({
              type: 'object',
              description: `The facts known so far, as in \`${factsName(name)}\`; any may be missing. A list that is given is whole.`,
            }),
          ),
        },
      },
    },
  },
  answer: ok('What is settled, and which facts matter still.', use(AskAnswer)),
  problems: [...bodyProblems, ...decidingProblems, 'unknown-reading'],
});

/** What a preview may be asked besides. */
const nextParameters = [
  {
    name: nextParameter,
    in: 'query',
    required: false,
    description: 'Whether to tell what is answered at `holdsUntil`.',
    schema: { type: 'boolean', default: false },
  },
];

/** It names its edition where another one might be chosen. */
const exampleIn = (edition: Edition, decision: string, isOnly: boolean): object => {
  const example = exampleRequests(edition).get(decision);
  if (example === undefined) return {};
  const { document, revision } = edition.identity;
  return { example: isOnly ? example : { edition: { document, revision }, ...example } };
};
