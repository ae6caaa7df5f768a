import type { Asked, Metadata } from '../../audit/record/asked.js';
import type { Once } from '../../audit/record/record.js';
import type { Act } from '../../edition/model/governing.js';
import type { InvalidClause } from '../../engine/severability.js';
import { parseInstant } from '../../language/instants.js';
import type { Allowed, Schema } from '../../language/schema.js';
import { makeSchemaCheck } from '../../language/schema-check.js';
import { isRecord } from '../../language/values.js';
import {
  askRequest,
  decideRequest,
  itemRequest,
  name,
  previewRequest,
  togetherRequest,
} from '../../wire/requests.js';
import type { Failure } from '../failure.js';
import type { EditionQuery } from './edition-query.js';
import type { RequestError } from './request-error.js';

/** A request to decide, read once at the edge; its facts are not yet validated. */
export interface DecideRequest {
  readonly facts: Readonly<Record<string, unknown>>;
  /** Epoch milliseconds; `null` for now. */
  readonly asOf: number | null;
  readonly subject: string | null;
  readonly edition: EditionQuery;
  /** What the customer did, by which an edition was accepted; left out where nothing was told. */
  readonly acts?: readonly Act[];
  /** Clauses that a court or law holds invalid; left out where none is named. */
  readonly invalid?: readonly InvalidClause[];
  /** Readings to be taken as they rejected; only of what is not recorded, and left out where there are none. */
  readonly rejected?: readonly string[];
  /** By what it is known when it comes again; left out where it had no `Idempotency-Key`. What is not recorded passes it over. */
  readonly once?: Once | undefined;
  /** Who asks; left out where nobody says. What is not recorded passes it over, and the metadata. */
  readonly asked?: Asked | undefined;
  /** What is said with the request; left out where nothing is. */
  readonly metadata?: Metadata;
}

/** A request for several decisions on the same facts, without duplicates. */
export interface TogetherRequest extends DecideRequest {
  readonly decisions: readonly string[];
}

/** A request that asks which facts matter still. */
export interface AskRequest extends DecideRequest {
  /** Dotted names of facts that are known to be left out. */
  readonly without: readonly string[];
}

/** One item of a batch: a request that names its decision, or several. */
export type BatchItem = (DecideRequest & { readonly decision: string }) | TogetherRequest;

/** A request with who asks, and by what it is known when it comes again; the same request where nothing is said of either. */
export const known = <Request extends DecideRequest>(
  request: Request,
  asked: Asked | undefined,
  once: Once | undefined,
): Request => (once === undefined && asked === undefined ? request : { ...request, asked, once });

/** What was read, or what is wrong with it. */
export type Read<T> =
  | { readonly code: 'read'; readonly value: T }
  | Extract<Failure, { readonly code: 'invalid-request' | 'invalid-as-of' }>;

const anyFacts = { type: 'object' } as const;
const requestSchema = decideRequest(anyFacts);
type Sent = Allowed<typeof requestSchema>;

/** Makes what reads a body by its schema: the errors, or what `more` makes of the request that the body is. */
const makeRead = <S extends Schema, Request extends DecideRequest>(
  schema: S,
  more: (request: Mutable<DecideRequest>, sent: Allowed<S>) => Request,
) => {
  const check = makeSchemaCheck(schema);
  return (body: unknown): Read<Request> => {
    const errors = check(body);
    const [first] = errors;
    if (first !== undefined) return onlyAsOf(body, errors) ?? refuse(errors);
    const sent = body as Sent & Allowed<S>; // as the schema says, which has all that a request to decide has
    const wrongActs = sent.acceptance?.acts.flatMap(actErrors) ?? [];
    return wrongActs.length > 0 ? refuse(wrongActs) : { code: 'read', value: more(requestOf(sent), sent) };
  };
};

type Mutable<T> = { -readonly [Member in keyof T]: T[Member] };

/** Reads the body of `POST /decide/{decision}`: `{ asOf?, subject?, facts, edition?, acceptance?, invalid?, metadata? }` and nothing else. */
export const readDecideRequest: (body: unknown) => Read<DecideRequest> = makeRead(
  requestSchema,
  (request) => request,
);

/** Reads the body of `POST /preview/{decision}`: the same, with `readings`, each of which may be tried as it rejected. */
export const readPreviewRequest: (body: unknown) => Read<DecideRequest> = makeRead(
  previewRequest(anyFacts),
  (request, { readings }) => withReadings(request, readings),
);

/** Reads the body of `POST /ask/{decision}`: the same, with `without`; facts may be missing. */
export const readAskRequest: (body: unknown) => Read<AskRequest> = makeRead(
  askRequest(anyFacts),
  (request, { readings, without = [] }) => ({ ...withReadings(request, readings), without }),
);

const withReadings = (
  request: Mutable<DecideRequest>,
  readings: Readonly<Record<string, unknown>> = {},
): DecideRequest => {
  const rejected = Object.keys(readings);
  if (rejected.length > 0) request.rejected = rejected;
  return request;
};

/** Reads the body of `POST /decide` for several decisions: the same, with `decisions`. */
export const readTogetherRequest: (body: unknown) => Read<TogetherRequest> = makeRead(
  togetherRequest(name),
  (request, { decisions }) => ({ ...request, decisions }),
);

const readItem = makeRead(itemRequest(name, anyFacts), (request, { decision }) => ({
  ...request,
  decision,
}));

/** Reads an item of a batch: a request with `decision` or `decisions`. */
export const readBatchItem = (item: unknown): Read<BatchItem> =>
  isRecord(item) && Object.hasOwn(item, 'decisions') ? readTogetherRequest(item) : readItem(item);

/** Refuses the body of `POST /decide` that is neither a list nor an object. */
export const refuseNoList = (): Extract<Failure, { readonly code: 'invalid-request' }> =>
  refuse(makeSchemaCheck({ type: 'array' })(null));

/** Members are added one by one: V8 makes an object of conditional spreads slowly. */
const requestOf = (sent: Sent): Mutable<DecideRequest> => {
  const { facts, asOf, subject, edition, acceptance, invalid, metadata } = sent;
  const request: Mutable<DecideRequest> = {
    facts,
    asOf: asOf === undefined ? null : epochMs(asOf),
    subject: subject ?? null,
    edition: edition === undefined ? anyEdition : editionQuery(edition),
  };
  if (acceptance !== undefined && acceptance.acts.length > 0)
    request.acts = acceptance.acts.map((act) => ({ ...act, at: epochMs(act.at) }));
  if (invalid !== undefined && invalid.length > 0) request.invalid = invalid;
  if (metadata !== undefined && Object.keys(metadata).length > 0) request.metadata = metadata;
  return request;
};

const anyEdition: EditionQuery = {};

const editionQuery = ({ knownAt, ...named }: NonNullable<Sent['edition']>): EditionQuery =>
  knownAt === undefined ? named : { ...named, knownAt: epochMs(knownAt) };

/** Of a text that was found to be an instant. */
const epochMs = (text: string): number => {
  const read = parseInstant(text);
  if (!read.ok) throw new RangeError(`${text} is no instant`);
  return read.epochMs;
};

/** The problem of a request in which nothing is wrong but the text of its asOf: it has a code of its own. */
const onlyAsOf = (
  body: unknown,
  [first, ...others]: readonly RequestError[],
): Extract<Failure, { readonly code: 'invalid-as-of' }> | undefined => {
  const asOf = isRecord(body) ? body['asOf'] : undefined;
  if (typeof asOf !== 'string' || first?.pointer !== '/asOf' || others.length > 0) return undefined;
  const read = parseInstant(asOf);
  return read.ok ? undefined : { code: 'invalid-as-of', given: asOf, reason: read.code };
};

/** An assent is to an edition that it names; no other act names one. */
const actErrors = (
  { kind, edition }: NonNullable<Sent['acceptance']>['acts'][number],
  place: number,
): readonly RequestError[] => {
  const pointer = `/acceptance/acts/${place}/edition`;
  if (kind !== 'assent')
    return edition === undefined
      ? []
      : [
          {
            pointer,
            code: 'not-allowed',
            message: `Only an assent names an edition. Leave out \`${pointer}\`.`,
          },
        ];
  if (edition === undefined)
    return [{ pointer, code: 'missing-member', message: `An assent names the edition: add \`${pointer}\`.` }];
  return edition.revision === undefined && edition.digest === undefined
    ? [{ pointer, code: 'missing-member', message: `\`${pointer}\` needs a revision or a digest.` }]
    : [];
};

const refuse = (errors: readonly RequestError[]): Extract<Failure, { readonly code: 'invalid-request' }> => ({
  code: 'invalid-request',
  errors,
});
