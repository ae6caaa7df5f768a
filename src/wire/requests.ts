/**
 * What requests to the service say, each as one JSON Schema: by it requests are checked and OpenAPI tells them. They are written without
 * TypeBox, since a start reads them, and TypeBox takes long to load.
 */
import {
  actKinds,
  maximumActs,
  maximumInvalid,
  maximumMetadata,
  maximumReason,
  maximumText,
  maximumTogether,
  maximumWithout,
  metadataKey,
} from './limits.js';
import { maximumLimit, searchParameters } from './search-parameters.js';

const closed = { additionalProperties: false } as const;
const instant = { type: 'string', format: 'date-time', description: 'RFC 3339 with an offset.' } as const;
/** A text of a request. */
export const name = { type: 'string', minLength: 1, maxLength: maximumText } as const;

const EditionQuery = {
  $id: 'EditionQuery',
  type: 'object',
  properties: { document: name, revision: name, digest: name, knownAt: instant },
  ...closed,
  description:
    'Which edition is to decide; left out, the one that governs. `knownAt`: only what had been published by then is looked at.',
} as const;

const Act = {
  type: 'object',
  properties: {
    kind: { type: 'string', enum: actKinds },
    at: instant,
    edition: {
      type: 'object',
      properties: { revision: name, digest: name },
      ...closed,
      description: 'Of an assent, which names a revision or a digest.',
    },
  },
  required: ['kind', 'at'],
  ...closed,
} as const;

const Acceptance = {
  $id: 'Acceptance',
  type: 'object',
  properties: { acts: { type: 'array', items: Act, maxItems: maximumActs } },
  required: ['acts'],
  ...closed,
  description: 'What the customer did, by which an edition was accepted.',
} as const;

/** A clause that a request names as invalid. */
export const InvalidClause = {
  $id: 'InvalidClause',
  type: 'object',
  properties: { clause: name, authority: name },
  required: ['clause', 'authority'],
  ...closed,
  description: 'A clause that a court or law holds invalid for this customer, and which.',
} as const;

const Metadata = {
  $id: 'Metadata',
  type: 'object',
  maxProperties: maximumMetadata,
  propertyNames: { pattern: metadataKey },
  additionalProperties: { type: ['string', 'number', 'boolean'], maxLength: maximumText },
  description:
    'What you want to be kept with the record, such as an order’s number; nothing is decided by it. Kept as personal values are.',
} as const;

const members = {
  asOf: {
    type: 'string',
    format: 'date-time',
    description: 'RFC 3339 with an offset, at most milliseconds; now where left out.',
  },
  subject: { ...name, description: 'Whom the decision is about, in your own words; to search by.' },
  edition: EditionQuery,
  acceptance: Acceptance,
  invalid: { type: 'array', items: InvalidClause, maxItems: maximumInvalid },
  metadata: Metadata,
} as const;

/** A request to decide, around the schema of its facts. */
export const decideRequest = <const Facts>(facts: Facts) =>
  ({ type: 'object', properties: { facts, ...members }, required: ['facts'], ...closed }) as const;

/** A request to try a decision, of which nothing is recorded. */
export const previewRequest = <const Facts>(facts: Facts) => {
  const readings = {
    type: 'object',
    additionalProperties: { type: 'string', enum: ['rejected'] },
    description: 'Readings that are to be taken as they rejected, by their ids.',
  } as const;
  return {
    type: 'object',
    properties: { facts, ...members, readings },
    required: ['facts'],
    ...closed,
  } as const;
};

/** A request that asks which facts matter still. */
export const askRequest = <const Facts>(facts: Facts) => {
  const { type, properties, required } = previewRequest(facts);
  const without = {
    type: 'array',
    items: name,
    maxItems: maximumWithout,
    uniqueItems: true,
    description: 'Dotted names of facts that are known to be left out, so that their defaults hold.',
  } as const;
  return { type, properties: { ...properties, without }, required, ...closed } as const;
};

/** A request in a list or stream, which names its decision. */
export const itemRequest = <const Decision, const Facts>(decision: Decision, facts: Facts) =>
  ({
    type: 'object',
    properties: { decision, facts, ...members },
    required: ['decision', 'facts'],
    ...closed,
  }) as const;

/** A request for several decisions on the same facts. */
export const togetherRequest = <const Decision>(decision: Decision) =>
  ({
    type: 'object',
    properties: {
      decisions: {
        type: 'array',
        items: decision,
        minItems: 2,
        maxItems: maximumTogether,
        uniqueItems: true,
      },
      facts: { type: 'object', description: 'All that the decisions need.' },
      ...members,
    },
    required: ['decisions', 'facts'],
    ...closed,
  }) as const;

/** What `POST /decisions/{id}/choice` takes. */
export const choiceRequest = {
  type: 'object',
  properties: {
    chosen: {
      ...name,
      description: 'One of the discretion’s choices; of an unresolved decision, one of its outcomes.',
    },
    amount: { description: 'How much of the discretion’s `upTo` is given.' },
    effects: { type: 'object', description: 'Of an unresolved decision: its effects, by name.' },
    reason: {
      type: 'string',
      minLength: 1,
      maxLength: maximumReason,
      pattern: '\\S',
      description: 'Why. Kept as personal values are.',
    },
    instead: {
      ...name,
      description: 'The id of the choice in whose place this one stands; left out of the first.',
    },
  },
  required: ['chosen', 'reason'],
  ...closed,
} as const;

/** What `POST /editions/{document}/{revision}/validity` takes. */
export const validityRequest = {
  type: 'object',
  properties: {
    digest: { ...name, description: 'The release.' },
    kind: {
      type: 'string',
      enum: ['withdrawn', 'restored'],
      description: 'Whether it counts no more, or counts and goes before the others of its revision.',
    },
    reason: {
      type: 'string',
      minLength: 1,
      maxLength: maximumReason,
      pattern: '\\S',
      description: 'Why, for whoever reads the registry.',
    },
    author: { ...name, description: 'Who says so, where nobody has to say who asks; else it is the caller.' },
  },
  required: ['digest', 'kind', 'reason'],
  ...closed,
} as const;

/** What `POST /erasures` takes. */
export const erasureRequest = {
  type: 'object',
  properties: {
    subject: name,
    reason: {
      type: 'string',
      minLength: 1,
      maxLength: maximumReason,
      description: 'Stays in the log: nothing personal.',
    },
  },
  required: ['subject', 'reason'],
  ...closed,
} as const;

/** A search of the log whose conditions stand in no address. */
export const searchRequest = {
  $id: 'SearchRequest',
  type: 'object',
  properties: {
    ...Object.fromEntries(
      Object.entries(searchParameters).map(([parameter, description]) => [
        parameter,
        parameter === 'limit'
          ? { type: 'integer', minimum: 1, maximum: maximumLimit, description }
          : { type: 'string', minLength: 1, description },
      ]),
    ),
    metadata: {
      type: 'object',
      maxProperties: maximumMetadata,
      additionalProperties: { type: 'string', minLength: 1 },
      description: 'Asked for with these values in its metadata, by keys that the service names.',
    },
    facts: {
      type: 'object',
      maxProperties: maximumMetadata,
      additionalProperties: { type: 'string', minLength: 1 },
      description:
        'Decided from these values, as texts, by dotted names of facts that an edition finds by (`findBy`).',
    },
  },
  ...closed,
  description: 'Which decisions are wanted; each condition that is given must hold.',
} as const;
