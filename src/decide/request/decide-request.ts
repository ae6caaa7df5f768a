import type { Once } from '../../audit/record/record.js';
import type { Act } from '../../edition/model/governing.js';
import type { InvalidClause } from '../../engine/severability.js';
import { parseInstant } from '../../language/instants.js';
import { readAcceptance } from './acceptance.js';
import { editionErrors, editionQuery, type EditionQuery } from './edition-query.js';
import type { Failure } from '../failure.js';
import type { RequestError } from './request-error.js';
import { below } from '../../language/json-pointer.js';
import { isRecord } from '../../language/values.js';
import { maximumBatch, maximumInvalid, maximumTogether } from '../../wire/limits.js';
import { isText, kindOf, missing, mustBe, own, textErrors, unknownMembers } from './request-parts.js';

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
  readonly once?: Once;
}

/** A request for several decisions on the same facts, without duplicates. */
export interface TogetherRequest extends DecideRequest {
  readonly decisions: readonly string[];
}

/** One item of a batch: a request that names its decision, or several. */
export type BatchItem = (DecideRequest & { readonly decision: string }) | TogetherRequest;

/** A request that is known by a key when it comes again; the same request where it has none. */
export const known = <Request extends DecideRequest>(request: Request, once: Once | undefined): Request =>
  once === undefined ? request : { ...request, once };

/** What was read, or what is wrong with it. */
export type Read<T> =
  | { readonly code: 'read'; readonly value: T }
  | Extract<Failure, { readonly code: 'invalid-request' | 'invalid-as-of' }>;

/** Reads the body of `POST /decide/{decision}`: `{ asOf?, subject?, facts, edition?, acceptance?, invalid? }` and nothing else. */
export const readDecideRequest = (body: unknown): Read<DecideRequest> => read(body, []);

/** Reads the body of `POST /preview/{decision}`: the same, with `readings`, each of which may be tried as it rejected. */
export const readPreviewRequest = (body: unknown): Read<DecideRequest> => {
  const request = read(body, ['readings']);
  if (request.code === 'invalid-as-of' || !isRecord(body)) return request;
  const readings = own(body, 'readings');
  const errors = [...(request.code === 'read' ? [] : request.errors), ...readingsErrors(readings)];
  if (request.code !== 'read' || errors.length > 0) return refuse(errors);
  const rejected = isRecord(readings) ? Object.keys(readings) : [];
  return rejected.length === 0 ? request : { code: 'read', value: { ...request.value, rejected } };
};

const readingsErrors = (readings: unknown): readonly RequestError[] => {
  if (readings === undefined) return [];
  if (!isRecord(readings)) return [mustBe('/readings', 'an object', readings)];
  return Object.entries(readings).flatMap(([id, side]): readonly RequestError[] =>
    side === 'rejected'
      ? []
      : [
          {
            pointer: below('/readings', id),
            code: 'not-allowed',
            message: `\`${id}\` may be \`rejected\`, and nothing else. Leave it out to take it as it was taken.`,
          },
        ],
  );
};

/** Reads the body of `POST /decide` for several decisions: the same, with `decisions`. */
export const readTogetherRequest = (body: unknown): Read<TogetherRequest> => {
  const request = read(body, ['decisions']);
  if (request.code === 'invalid-as-of') return request;
  const errors = request.code === 'read' ? [] : [...request.errors];
  const decisions = isRecord(body) ? own(body, 'decisions') : undefined;
  if (isRecord(body)) errors.push(...decisionsErrors(decisions));
  if (request.code === 'read' && errors.length === 0 && isTexts(decisions))
    return { code: 'read', value: { ...request.value, decisions } };
  return refuse(errors);
};

/** Reads an item of a batch: a request with `decision` or `decisions`. */
export const readBatchItem = (item: unknown): Read<BatchItem> => {
  if (isRecord(item) && Object.hasOwn(item, 'decisions')) return readTogetherRequest(item);
  const request = read(item, ['decision']);
  if (request.code === 'invalid-as-of') return request;
  const errors = request.code === 'read' ? [] : [...request.errors];
  const decision = isRecord(item) ? own(item, 'decision') : undefined;
  if (isRecord(item)) errors.push(...textErrors(decision, '/decision', true));
  if (request.code === 'read' && errors.length === 0 && typeof decision === 'string')
    return { code: 'read', value: { ...request.value, decision } };
  return refuse(errors);
};

/** Reads the body of `POST /decide`: a list of at most {@link maximumBatch} items, each of which is then read by itself. */
export const readBatch = (body: unknown): Read<readonly unknown[]> => {
  if (!Array.isArray(body))
    return refuse([
      { pointer: '', code: 'wrong-type', message: `A batch is a list, and this is ${kindOf(body)}.` },
    ]);
  if (body.length > maximumBatch) {
    const message = `A batch has at most ${maximumBatch} items, and this has ${body.length}. Send several.`;
    return refuse([{ pointer: '', code: 'too-many', message }]);
  }
  return { code: 'read', value: body };
};

const read = (body: unknown, extra: readonly string[]): Read<DecideRequest> => {
  if (!isRecord(body))
    return refuse([
      { pointer: '', code: 'wrong-type', message: `The request must be an object, and is ${kindOf(body)}.` },
    ]);
  const errors = isSound(body, extra) ? [] : errorsOf(body, extra);
  const facts = own(body, 'facts');
  if (errors.length > 0 || !isRecord(facts)) return refuse(errors);
  const asOf = own(body, 'asOf');
  const subject = own(body, 'subject');
  const edition = own(body, 'edition');
  const told = own(body, 'acceptance');
  const acceptance = told === undefined ? undefined : readAcceptance(told);
  const invalid = own(body, 'invalid');
  const instant = typeof asOf === 'string' ? parseInstant(asOf) : undefined;
  if (instant?.ok === false) return { code: 'invalid-as-of', given: String(asOf), reason: instant.code };
  return {
    code: 'read',
    value: {
      facts,
      asOf: instant?.epochMs ?? null,
      subject: typeof subject === 'string' ? subject : null,
      edition: isRecord(edition) ? editionQuery(edition) : anyEdition,
      ...(acceptance?.code === 'read' && acceptance.acts.length > 0 ? { acts: acceptance.acts } : {}),
      ...(isInvalid(invalid) && invalid.length > 0 ? { invalid } : {}),
    },
  };
};

const anyEdition: EditionQuery = {};

/** Whether a request plainly has no errors: what most have, found without making any. */
const isSound = (body: Readonly<Record<string, unknown>>, extra: readonly string[]): boolean => {
  for (const name of Object.keys(body)) {
    const given = body[name];
    if (name === 'facts') {
      if (!isRecord(given)) return false;
    } else if (name === 'asOf') {
      if (typeof given !== 'string') return false;
    } else if (name === 'subject') {
      if (!isText(given)) return false;
    } else if (name === 'edition') {
      if (editionErrors(given).length > 0) return false;
    } else if (name === 'acceptance') {
      if (readAcceptance(given).code !== 'read') return false;
    } else if (name === 'invalid') {
      if (invalidErrors(given).length > 0) return false;
    } else if (!extra.includes(name)) return false;
  }
  return Object.hasOwn(body, 'facts');
};

const errorsOf = (
  body: Readonly<Record<string, unknown>>,
  extra: readonly string[],
): readonly RequestError[] => {
  const asOf = own(body, 'asOf');
  const facts = own(body, 'facts');
  const acceptance = readAcceptance(own(body, 'acceptance'));
  return [
    ...unknownMembers(body, ['asOf', 'subject', 'facts', 'edition', 'acceptance', 'invalid', ...extra], ''),
    ...(asOf === undefined || typeof asOf === 'string' ? [] : [mustBe('/asOf', 'an RFC 3339 text', asOf)]),
    ...textErrors(own(body, 'subject'), '/subject', false),
    ...(facts === undefined
      ? [missing('/facts')]
      : isRecord(facts)
        ? []
        : [mustBe('/facts', 'an object', facts)]),
    ...editionErrors(own(body, 'edition')),
    ...(acceptance.code === 'read' ? [] : acceptance.errors),
    ...invalidErrors(own(body, 'invalid')),
  ];
};

const invalidErrors = (invalid: unknown): readonly RequestError[] => {
  const pointer = '/invalid';
  if (invalid === undefined) return [];
  if (!Array.isArray(invalid)) return [mustBe(pointer, 'a list of clauses with their authorities', invalid)];
  if (invalid.length > maximumInvalid) {
    const message = `\`${pointer}\` may name ${maximumInvalid} clauses, and names ${invalid.length}.`;
    return [{ pointer, code: 'too-many', message }];
  }
  return invalid.flatMap((one: unknown, place): readonly RequestError[] => {
    const at = `${pointer}/${place}`;
    if (!isRecord(one)) return [mustBe(at, 'an object', one)];
    return [
      ...unknownMembers(one, ['clause', 'authority'], at),
      ...textErrors(own(one, 'clause'), `${at}/clause`, true),
      ...textErrors(own(one, 'authority'), `${at}/authority`, true),
    ];
  });
};

const isInvalid = (invalid: unknown): invalid is readonly InvalidClause[] =>
  invalid !== undefined && invalidErrors(invalid).length === 0;

const decisionsErrors = (decisions: unknown): readonly RequestError[] => {
  const pointer = '/decisions';
  if (decisions === undefined) return [missing(pointer)];
  if (!Array.isArray(decisions)) return [mustBe(pointer, 'a list of decisions', decisions)];
  if (decisions.length < 2 || decisions.length > maximumTogether) {
    const message = `\`${pointer}\` must name 2 to ${maximumTogether} decisions, and names ${decisions.length}.`;
    return [{ pointer, code: decisions.length < 2 ? 'not-allowed' : 'too-many', message }];
  }
  return decisions.flatMap((decision: unknown, place) => {
    const at = `${pointer}/${place}`;
    if (typeof decision !== 'string' || decisions.indexOf(decision) === place)
      return textErrors(decision, at, true);
    return [
      { pointer: at, code: 'not-allowed', message: `\`${decision}\` is asked for twice. Name it once.` },
    ];
  });
};

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

const refuse = (errors: readonly RequestError[]): Extract<Failure, { readonly code: 'invalid-request' }> => ({
  code: 'invalid-request',
  errors,
});
