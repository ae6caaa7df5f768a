import { maximumActs } from '../../decide/request/acceptance.js';
import { maximumTogether } from '../../decide/request/decide-request.js';
import { problemKinds } from '../http/problems.js';

export const text = { type: 'string' };
export const texts = { type: 'array', items: text };
const instant = { type: 'string', format: 'date-time', description: 'RFC 3339, UTC, milliseconds.' };
/** An object of these members, required but for those that are named. */
export const record = (properties: object, optional: readonly string[] = []): object => ({
  type: 'object',
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  properties,
});
/** What may be `null`. */
export const nullable = (schema: object): object => ({ anyOf: [schema, { type: 'null' }] });
const reference = (name: string): object => ({ $ref: `#/components/schemas/${name}` });

/** The schema of a decision as it is answered; `typed`: members that are known more closely. */
export const decisionSchema = (typed: object): object =>
  record(
    {
      id: { type: 'string', description: 'Of a recorded decision.' },
      recorded: { const: false, description: 'Of a preview.' },
      with: { ...texts, description: 'Ids of the decisions that were asked for together with it.' },
      decision: text,
      asOf: instant,
      outcome: { type: 'string', description: 'One of the decision’s outcomes, or `unresolved`.' },
      effects: { type: 'object' },
      discretion: reference('Discretion'),
      clauses: { type: 'array', items: record({ id: text, rule: text, text, because: text }) },
      overridden: { type: 'array', items: record({ rule: text, clauses: texts, by: text }) },
      readings: texts,
      assumed: { type: 'array', items: record({ fact: text, value: {} }) },
      rejected: { ...texts, description: 'Of a preview: readings that were taken as they rejected.' },
      severed: {
        ...record({
          clause: record({ id: text, text }),
          rules: {
            type: 'array',
            items: record({ rule: text, clauses: { type: 'array', items: reference('InvalidClause') } }),
          },
        }),
        description:
          'Of a request with `invalid`: the rules that dropped out, by which authority, and the clause that keeps the rest in force.',
      },
      conflict: {
        ...texts,
        description: 'Of an unresolved decision: the rules that disagree, empty for a gap.',
      },
      edition: reference('EditionIdentity'),
      governing: {
        description: 'Why this edition; left out where its document does not say.',
        ...reference('Governing'),
      },
      subject: nullable(text),
      decidedAt: instant,
      ...typed,
    },
    [
      'id',
      'recorded',
      'with',
      'rejected',
      'severed',
      'governing',
      ...('conflict' in typed ? [] : ['conflict']),
    ],
  );

/** Schemas of what the service sends and takes, apart from the facts, by their name in OpenAPI's `components`. */
export const wireSchemas = {
  EditionIdentity: record({ document: text, revision: text, digest: text }),
  EditionQuery: {
    ...record({ document: text, revision: text, digest: text, knownAt: instant }, [
      'document',
      'revision',
      'digest',
      'knownAt',
    ]),
    description:
      'Which edition is to decide; left out, the one that governs. `knownAt`: only what had been published by then is looked at.',
    additionalProperties: false,
  },
  InvalidClause: {
    ...record({ clause: text, authority: text }),
    description: 'A clause that a court or law holds invalid for this customer, and which.',
    additionalProperties: false,
  },
  Governing: record(
    {
      by: { enum: ['acceptance', 'in-effect', 'named'] },
      act: record({ kind: text, at: instant }),
      clauses: texts,
      readings: texts,
      knownAt: instant,
    },
    ['act', 'knownAt'],
  ),
  Acceptance: {
    ...record({
      acts: {
        type: 'array',
        maxItems: maximumActs,
        items: record(
          {
            kind: { enum: ['assent', 'purchase', 'access', 'use'] },
            at: instant,
            edition: {
              ...record({ revision: text, digest: text }, ['revision', 'digest']),
              description: 'Of an assent.',
            },
          },
          ['edition'],
        ),
      },
    }),
    description: 'What the customer did, by which an edition was accepted.',
    additionalProperties: false,
  },
  Discretion: nullable(
    record({ decider: text, choices: texts, recommended: text, upTo: {}, policy: text }, ['upTo']),
  ),
  Decision: decisionSchema({}),
  DecisionPage: record({
    items: { type: 'array', items: reference('Decision') },
    next: { ...nullable(text), description: 'Cursor of the following page; null on the last.' },
  }),
  Batch: record({
    answers: {
      type: 'array',
      description: 'In the order of the items.',
      items: reference('ItemAnswer'),
    },
  }),
  ItemAnswer: record(
    {
      line: {
        type: 'integer',
        minimum: 1,
        description: 'Of a stream: the line that it answers, counted from 1, blank lines too.',
      },
      status: { type: 'integer' },
      replayed: {
        const: true,
        description: 'It was decided before, when the same item came under the same key.',
      },
      answer: { oneOf: [reference('Decision'), reference('Together')] },
      problem: reference('Problem'),
    },
    ['line', 'replayed', 'answer', 'problem'],
  ),
  Together: record({
    asOf: instant,
    edition: reference('EditionIdentity'),
    decisions: {
      type: 'array',
      description: 'In the order in which they were asked for.',
      items: reference('Decision'),
    },
  }),
  Problem: record(
    {
      type: text,
      title: text,
      status: { type: 'integer' },
      detail: text,
      code: { enum: Object.keys(problemKinds) },
      instance: { ...text, description: 'The request, by its id of `X-Request-Id`.' },
      errors: {
        type: 'array',
        items: record(
          {
            pointer: text,
            code: text,
            message: text,
            decision: { ...text, description: 'Where several were asked for: the first that has the error.' },
          },
          ['decision'],
        ),
      },
      position: record({
        offset: { type: 'integer' },
        line: { type: 'integer' },
        column: { type: 'integer' },
      }),
    },
    ['instance', 'errors', 'position'],
  ),
} as const;

/** The schema of a request to decide, around the schema of its facts. */
export const requestSchema = (facts: object, extra: object = {}): object => ({
  ...record(
    {
      ...extra,
      asOf: { ...instant, description: 'RFC 3339 with an offset, at most milliseconds; now where left out.' },
      subject: { ...text, description: 'Whom the decision is about, in your own words; to search by.' },
      facts,
      edition: reference('EditionQuery'),
      acceptance: reference('Acceptance'),
      invalid: { type: 'array', maxItems: 100, items: reference('InvalidClause') },
    },
    ['asOf', 'subject', 'edition', 'acceptance', 'invalid'],
  ),
  additionalProperties: false,
});

/** The schema of a request for several decisions on the same facts. */
export const togetherSchema = (decisions: readonly string[]): object =>
  requestSchema(
    { type: 'object', description: 'All that the decisions need.' },
    {
      decisions: {
        type: 'array',
        minItems: 2,
        maxItems: maximumTogether,
        uniqueItems: true,
        items: { enum: decisions },
      },
    },
  );
