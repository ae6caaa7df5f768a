import type { IncomingMessage } from 'node:http';
import type { Failure } from '../http/failure.js';
import type { Admission, Admitted, Gate, Quota, RawHeaders } from '../http/gate.js';
import type { Authenticate, Authentication } from './authenticate.js';
import { type Need, neededScope } from './needed-scope.js';
import type { Allowance, RateLimit } from './rate-limit.js';
import type { Caller } from './scope.js';
import { traceContextOf } from '../monitoring/tracing/trace-context.js';
import type { FindForeign, ForeignRequest } from './find-foreign.js';

/** A request that the gate refused. */
export interface Refusal {
  readonly requestId: string;
  readonly method: string;
  /** What the request would have needed. */
  readonly need: Need;
  /** {@link Caller.id}; `null` where it is not known. */
  readonly callerId: string | null;
  /** Where the request came from, as the connection says; `null` where it is closed already. */
  readonly from: string | null;
  readonly failure: Failure;
  /** The trace that the request names; left out where it names none. */
  readonly traceId?: string;
  /** Why the keys could not be had. */
  readonly cause?: unknown;
}

/** What the gate is made from. */
export interface AccessGateParts {
  readonly authenticate: Authenticate;
  /** Whether nobody is admitted unknown. */
  readonly isRequired: () => boolean;
  /** Asked where nobody has to say who asks; at /mcp everywhere, of the origin (Model Context Protocol, Transports, Security Warning). */
  readonly findForeign: FindForeign;
  /** Left out where nothing is limited. */
  readonly rateLimit?: RateLimit | undefined;
  /** Whether `/metrics` needs no credential. */
  readonly openMetrics: boolean;
  /** A new id for a request that has none. */
  readonly newRequestId: () => string;
  readonly tellRefusal: (refusal: Refusal) => void;
}

/** Names every request, tells who asks, whether they may, and whether they asked too much. Nothing in it waits for an API key. */
export const makeAccessGate = (parts: AccessGateParts): Gate => {
  const { authenticate, isRequired, rateLimit, tellRefusal } = parts;

  const admit = (asked: Asked, caller: Caller | undefined): Admission => {
    const { request, requestId } = asked;
    if (rateLimit === undefined || asked.need === 'open')
      return caller === undefined ? named(requestId) : { ...named(requestId), caller };
    const known = caller === undefined ? {} : { caller };
    const who = caller?.id ?? `from:${request.socket.remoteAddress ?? ''}`;
    const allowance = rateLimit.take(who, costOf(request));
    const headers = [
      'X-Request-Id',
      requestId,
      'RateLimit-Policy',
      `"decisions";q=${rateLimit.perSecond};w=1`,
      'RateLimit',
      leftIn(allowance),
    ];
    if (allowance.granted)
      return { code: 'admitted', headers, requestId, ...known, quota: quotaOf(rateLimit, who) };
    return refuse(asked, tooMuch(rateLimit, allowance.seconds), {
      callerId: caller?.id ?? null,
      headers,
    });
  };
  const refuse = (
    { request, requestId, need }: Asked,
    failure: Failure,
    more: { readonly callerId?: string | null; readonly headers?: RawHeaders; readonly cause?: unknown },
  ): Admission => {
    const { callerId = null, headers = ['X-Request-Id', requestId], cause } = more;
    const from = request.socket.remoteAddress ?? null;
    const trace = traceContextOf(request.headers);
    tellRefusal({
      ...{ requestId, method: request.method ?? '', need, callerId, from, failure, cause },
      ...(trace === undefined ? {} : { traceId: trace.traceId }),
    });
    return { code: 'refused', failure, headers, requestId };
  };
  const conclude = (asked: Asked, told: Authentication): Admission => {
    const { requestId, need } = asked;
    if (told.code === 'authentication-unavailable')
      return refuse(asked, { code: told.code }, { cause: told.cause });
    if (told.code === 'unauthenticated')
      return refuse(asked, told, {
        headers: ['X-Request-Id', requestId, 'WWW-Authenticate', challenges[told.reason]],
      });
    const { caller } = told;
    if (need === 'known' || need === 'open' || need === 'untold' || caller.scopes.has(need))
      return admit(asked, caller);
    return refuse(
      asked,
      { code: 'forbidden', scope: need },
      {
        callerId: caller.id,
        headers: [
          'X-Request-Id',
          requestId,
          'WWW-Authenticate',
          `${realm}, error="insufficient_scope", scope="${need}"`,
        ],
      },
    );
  };

  return (request) => {
    const isCallerNeeded = isRequired();
    const requestId = requestIdOf(request, parts.newRequestId);
    const foreign = foreignOf(parts.findForeign, request, isCallerNeeded);
    if (!isCallerNeeded && foreign === undefined && rateLimit === undefined) return named(requestId);
    const { method = '', url = '' } = request;
    const told = neededScope(method, url);
    const need = told === 'audit' && parts.openMetrics && isMetrics(url) ? 'open' : told;
    const asked = { request, need, requestId };
    if (foreign !== undefined) return refuse(asked, foreign, {});
    if (need === 'open' || !isCallerNeeded) return admit(asked, undefined);
    if (need === 'untold') return refuse(asked, { code: 'not-found', what: 'address', name: url }, {});
    const authenticated = authenticate(request.headers);
    return authenticated instanceof Promise
      ? authenticated.then((authentication) => conclude(asked, authentication))
      : conclude(asked, authenticated);
  };
};

interface Asked {
  readonly request: IncomingMessage;
  readonly requestId: string;
  readonly need: Need;
}

/** Lets a request pass under its name. */
const named = (requestId: string): Admitted => ({
  code: 'admitted',
  headers: ['X-Request-Id', requestId],
  requestId,
});

const realm = 'Bearer realm="clausebook"';

/** RFC 6750 §3: without a credential there is nothing to find fault with. */
const challenges = {
  missing: realm,
  malformed: `${realm}, error="invalid_request"`,
  unknown: `${realm}, error="invalid_token"`,
} as const;

/** Nothing that would break out of a line, a JSON text or a URN. */
const wellFormedId = /^[\w.-]{1,64}$/;

const requestIdOf = ({ headers }: IncomingMessage, newRequestId: () => string): string => {
  const given = headers['x-request-id'];
  return typeof given === 'string' && wellFormedId.test(given) ? given : newRequestId();
};

const isMetrics = (url: string): boolean => /^\/metrics(?:\?|$)/.test(url);

const foreignOf = (
  { byHostAndOrigin, byOrigin }: FindForeign,
  { headers, url = '' }: IncomingMessage,
  isCallerNeeded: boolean,
): ForeignRequest | undefined => {
  if (!isCallerNeeded) return byHostAndOrigin(headers);
  return headers.origin !== undefined && /\/mcp\/?(?:[?#]|$)/.test(url) ? byOrigin(headers) : undefined;
};

/** Every request counts as one decision, but those that may hold many: these are counted as they are read. */
const costOf = ({ method, url = '' }: IncomingMessage): number =>
  method === 'POST' && /^\/decide\/?(?:[?#]|$)/.test(url) ? 0 : 1;

const quotaOf = (rateLimit: RateLimit, who: string): Quota => ({
  take: (decisions) => {
    const { granted, seconds } = rateLimit.take(who, decisions);
    return granted ? undefined : tooMuch(rateLimit, seconds);
  },
  owe: (decisions) => {
    rateLimit.owe(who, decisions);
  },
  left: () => leftIn(rateLimit.left(who)),
});

const leftIn = ({ remaining, seconds }: Allowance): string => `"decisions";r=${remaining};t=${seconds}`;

const tooMuch = ({ perSecond }: RateLimit, retryAfterSeconds: number): Failure => ({
  code: 'rate-limited',
  perSecond,
  retryAfterSeconds,
});
