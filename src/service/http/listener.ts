import type { IncomingMessage } from 'node:http';
import type { DirectPath } from './direct-path.js';
import type { Admission, Gate, TellAnswer } from './gate.js';
import type { Answering } from './late-app.js';
import type { GatedResponse } from './message-classes.js';
import { makeAnswerDefect, sendProblem } from './send.js';

/** What stands between the server and the answers. */
export interface ListenerParts {
  readonly gate: Gate;
  readonly tellAnswer: TellAnswer | undefined;
  readonly direct: DirectPath;
  /** Express, which may not be there yet. */
  readonly app: Answering;
  /** What is left of a body when its request is answered must be here by then; its connection is cut otherwise. */
  readonly restTimeoutMs: number;
  /** Told of each defect of the gate. */
  readonly reportDefect: (error: unknown) => void;
}

/** Takes each request of a server. */
export type Listener = (request: IncomingMessage, response: GatedResponse) => void;

/** Asks the gate of every request, then the direct path, then Express. */
export const makeListener = (parts: ListenerParts): Listener => {
  const { gate, tellAnswer, direct, app, restTimeoutMs, reportDefect } = parts;
  const answerDefect = makeAnswerDefect(reportDefect);
  const goOn = (request: IncomingMessage, response: GatedResponse, admission: Admission): string | null => {
    response.admission = admission;
    if (admission.code === 'refused') {
      sendProblem(response, admission.failure);
      return null;
    }
    const route = direct(request, response);
    if (route !== undefined) return route;
    app(request, response)?.catch((error: unknown) => {
      answerDefect(error, response);
    });
    return null;
  };
  const listen = (
    request: IncomingMessage,
    response: GatedResponse,
    told: (route: string | null) => void,
  ): void => {
    try {
      const admission = gate(request);
      if (!(admission instanceof Promise)) told(goOn(request, response, admission));
      else
        admission
          .then((found) => {
            // Whoever asked is gone: nothing is read of a request that nobody waits for.
            if (response.destroyed) return;
            told(goOn(request, response, found));
          })
          .catch((error: unknown) => {
            answerDefect(error, response);
          });
    } catch (error) {
      answerDefect(error, response);
    }
  };
  return (request, response) => {
    const startedAt = performance.now();
    let directRoute: string | null = null;
    response.once('close', () => {
      if (!request.complete) limitRest(request, restTimeoutMs);
      if (tellAnswer === undefined) return;
      const { admission } = response;
      try {
        tellAnswer({
          request,
          requestId: admission.requestId ?? null,
          callerId: admission.code === 'admitted' ? (admission.caller?.id ?? null) : null,
          route: directRoute ?? expressRoute(request),
          status: response.statusCode,
          startedAt,
          complete: response.writableFinished,
        });
      } catch (error) {
        // An answer that is sent already must not end the process.
        reportDefect(error);
      }
    });
    listen(request, response, (route) => {
      directRoute = route;
    });
  };
};

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
