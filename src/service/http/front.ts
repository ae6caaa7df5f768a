import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AnswerOne } from './decide/decide-one.js';
import type { Admission, Gate, TellAnswer } from './gate.js';
import type { GatedResponse } from './gated-response.js';
import type { Late } from '../../language/late.js';
import { acceptsJson, parametersOf, unknownParameters } from './request/request-head.js';
import { makeInTurn } from './in-turn.js';
import { nextParameter } from './decide/preview-next.js';
import { namedTrace, type RequestTrace, type Tracing } from '../monitoring/tracing/tracing.js';
import { makeAnswerDefect, sendProblem } from './send.js';

/** What answers requests, what is asked before, and who is told after. */
export interface FrontParts {
  readonly gate: Gate;
  readonly tellAnswer: TellAnswer | undefined;
  /** Makes a span of each request; left out where none is made. */
  readonly tracing?: Pick<Tracing, 'request'> | undefined;
  /** `POST /decide/{decision}`. */
  readonly decide: AnswerOne;
  /** `POST /preview/{decision}`. */
  readonly preview: AnswerOne;
  /** `POST /ask/{decision}`. */
  readonly ask: AnswerOne;
  /** Express, for all other addresses. */
  readonly app: Late<
    (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => void
  >;
  /** What is left of a body when its request is answered must be here by then; its connection is cut otherwise. */
  readonly restTimeoutMs: number;
  /** Told of each defect of the gate, and where Express can't be loaded. */
  readonly reportDefect: (error: unknown) => void;
}

/** Takes each request of a server. */
export type Front = (request: IncomingMessage, response: GatedResponse) => void;

/**
 * Asks the gate of every request. A request for one decision is answered here, by plain `node:http`: Express takes longer than a decision
 * does. Every other is answered by Express.
 */
export const makeFront = (parts: FrontParts): Front => {
  const { gate, app, tellAnswer, tracing, restTimeoutMs, reportDefect } = parts;
  const answerDefect = makeAnswerDefect(reportDefect);
  const inTurn = makeInTurn();

  const answer = (request: IncomingMessage, response: GatedResponse, admission: Admission): void => {
    // Whoever asked may be gone: nothing is read of a request that nobody waits for.
    if (response.destroyed) return;
    response.admission = response.trace === undefined ? admission : traced(admission, response.trace);
    const { url = '' } = request;
    const asked = addressOfOne.exec(url);
    if (admission.code === 'refused') sendProblem(response, admission.failure);
    else if (admission.code === 'preflight') response.writeHead(204, [...admission.headers]).end();
    else if (asked === null)
      inTurn(response, () => {
        answerByExpress(request, response, response.admission);
      });
    else answerOne(request, response, kindOf(asked[1]), asked[2] ?? '');
  };
  const answerOne = (
    request: IncomingMessage,
    response: GatedResponse,
    kind: Kind,
    written: string,
  ): void => {
    response.route = routes[kind];
    const { method = '', url = '' } = request;
    const decision = decoded(written);
    const unknown = url.includes('?') ? unknownParameters(parametersOf(url), taken[kind]) : undefined;
    if (decision === undefined) sendProblem(response, { code: 'not-found', what: 'address', name: url });
    else if (method !== 'POST')
      sendProblem(response, { code: 'method-not-allowed', method, allowed: ['POST'] });
    else if (unknown !== undefined) sendProblem(response, unknown);
    else if (!acceptsJson(request.headers.accept)) sendProblem(response, notJson);
    else parts[kind](request, response, decision);
  };
  const answerByExpress = (
    request: IncomingMessage,
    response: GatedResponse,
    { headers = [] }: Admission,
  ): void => {
    for (let place = 0; place < headers.length; place += 2)
      response.setHeader(headers[place] ?? '', headers[place + 1] ?? '');
    // It has a route for every path, and none where there is no path to be read.
    const next = (error?: unknown): void => {
      if (error !== undefined) answerDefect(error, response);
      else sendProblem(response, { code: 'not-found', what: 'address', name: request.url ?? '' });
    };
    if (app.now !== undefined) app.now(request, response, next);
    else
      app
        .load()
        .then((loaded) => {
          if (!response.destroyed) loaded(request, response, next);
        })
        .catch((error: unknown) => {
          answerDefect(error, response);
        });
  };

  return (request, response) => {
    const startedAt = performance.now();
    const trace = tracing === undefined ? namedTrace(request) : tracing.request(request);
    if (trace !== undefined) response.trace = trace;
    inTurn.begins(request, response);
    // Before anything else: whoever reads the address from here on reads the same.
    if (request.url?.includes('/v1/') === true) request.url = request.url.replace(version, '$1');
    // It closes once.
    response.on('close', () => {
      if (!request.complete) limitRest(request, restTimeoutMs);
      try {
        if (tellAnswer === undefined && trace === undefined) return;
        const sent = answerSent(request, response, startedAt);
        trace?.end?.(sent);
        tellAnswer?.(sent);
      } catch (error) {
        // An answer that is sent already must not end the process.
        reportDefect(error);
      }
    });
    if (!hasOneHost(request)) {
      response.shouldKeepAlive = false;
      sendProblem(response, { code: 'not-http' });
      return;
    }
    try {
      const admission = gate(request);
      if (!(admission instanceof Promise)) answer(request, response, admission);
      else
        admission
          .then((found) => {
            answer(request, response, found);
          })
          .catch((error: unknown) => {
            answerDefect(error, response);
          });
    } catch (error) {
      answerDefect(error, response);
    }
  };
};

/** Has the answer name the trace that it is in. */
const traced = (admission: Admission, { traceresponse }: RequestTrace): Admission => ({
  ...admission,
  headers: [...(admission.headers ?? []), 'traceresponse', traceresponse],
});

/** The version at the beginning of an address, which is another name for the address without it. */
const version = /^((?:https?:\/\/[^/?#]*)?)\/v1(?=\/[^/?#])/;

/** Whether a request names one host, as RFC 9112 §3.2 demands: of several, who stands before the service could have read another one. */
const hasOneHost = ({ rawHeaders, httpVersion }: IncomingMessage): boolean => {
  let hosts = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? '';
    if (name.length === 4 && name.toLowerCase() === 'host') hosts += 1;
  }
  return hosts === 1 || (hosts === 0 && httpVersion !== '1.1');
};

const notJson = { code: 'not-acceptable', types: ['json'] } as const;

/** `/decide/{decision}`, `/preview/{decision}` or `/ask/{decision}`: as a path or a whole URL, with or without a slash at its end, a query or a fragment. */
const addressOfOne = /^(?:https?:\/\/[^/?#]*)?\/(decide|preview|ask)\/([^/?#]+)\/?(?:[?#]|$)/;

/** The query parameters that are taken. */
const taken = { decide: [], preview: [nextParameter], ask: [] } as const;

const routes = {
  decide: '/decide/:decision',
  preview: '/preview/:decision',
  ask: '/ask/:decision',
} as const;

/** What is asked of one decision. */
type Kind = keyof typeof routes;

const kindOf = (written: string | undefined): Kind =>
  written === 'decide' || written === 'ask' ? written : 'preview';

/** `undefined` where what stands in an address is not UTF-8 that was escaped. */
const decoded = (written: string): string | undefined => {
  if (!written.includes('%')) return written;
  try {
    return decodeURIComponent(written);
  } catch {
    return undefined;
  }
};

const answerSent = (
  request: IncomingMessage,
  { admission, route, statusCode, writableFinished, trace }: GatedResponse,
  startedAt: number,
): Parameters<TellAnswer>[0] => ({
  request,
  requestId: admission.requestId ?? null,
  callerId: admission.code === 'admitted' ? (admission.caller?.id ?? null) : null,
  route: route ?? expressRoute(request),
  status: statusCode,
  ...(trace === undefined ? {} : { traceId: trace.traceId }),
  startedAt,
  complete: writableFinished,
});

/** Whoever was answered before all of the body was read may not go on sending for ever. */
const limitRest = (request: IncomingMessage, restTimeoutMs: number): void => {
  const { socket } = request;
  if (socket.destroyed) return;
  const tooLate = setTimeout(() => socket.destroy(), restTimeoutMs);
  const settled = (): void => {
    clearTimeout(tooLate);
    request.removeListener('end', settled);
    socket.removeListener('close', settled);
  };
  request.once('end', settled);
  socket.once('close', settled);
};

/** Express leaves the route that it took on the request. */
const expressRoute = (request: IncomingMessage): string | null => {
  if (!('route' in request)) return null;
  const { route } = request;
  return typeof route === 'object' && route !== null && 'path' in route && typeof route.path === 'string'
    ? route.path
    : null;
};
