import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Failure } from './failure.js';
import { commonHeaders, sendProblem } from './send.js';
import { problemOf } from './problems.js';

/** What whoever sent no readable request is answered has to be taken by then; the connection is cut otherwise. */
const takeMs = 1000;

/**
 * Answers what could not be read as a request, where Node would answer without a body: that it is no HTTP, that its headers are too large, or
 * that they came too slowly. An answer under way to an earlier request on the same connection is finished, and is the last one.
 */
export const answerUnread = (server: Server): void => {
  /** The response that was begun last on each connection. */
  const latest = new WeakMap<Duplex, ServerResponse>();
  const follow = (request: IncomingMessage, response: ServerResponse): void => {
    latest.set(request.socket, response);
  };
  server.prependListener('request', follow);
  // An expectation that is not known is passed over (RFC 9110 §10.1.1 allows it).
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
  // A tunnel: Node would cut the connection without a word.
  server.on('connect', (_request, socket) => {
    endWith(socket, { code: 'not-http' });
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const last = latest.get(socket);
    if (!socket.writable || hasGone(error)) socket.destroy();
    // What comes after an answer that said it is the last one needs none.
    else if (last?.writableFinished === true && !last.shouldKeepAlive) cutLater(socket);
    else if (last === undefined || last.writableFinished) endWith(socket, failureOf(error));
    else {
      last.shouldKeepAlive = false;
      if (last.req.complete) endAfter(socket, last);
      else if (last.headersSent) socket.destroy();
      // It is the body of this one that could not be read.
      else sendProblem(last, failureOf(error));
    }
  });
};

/** Whether the sender ended its connection in the midst of what it sent: it waits for no answer. */
const hasGone = ({ code }: NodeJS.ErrnoException): boolean =>
  code === 'ECONNRESET' || code === 'HPE_INVALID_EOF_STATE';

/** By Node's names for what is wrong. */
const failureOf = ({ code }: NodeJS.ErrnoException): Failure => {
  if (code === 'HPE_HEADER_OVERFLOW') return { code: 'headers-too-large' };
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return { code: 'request-too-slow' };
  return { code: 'not-http' };
};

/** Sends a problem that belongs to no request, and closes the connection. */
const endWith = (socket: Duplex, failure: Failure): void => {
  const problem = problemOf(failure);
  const text = JSON.stringify(problem);
  const headers = {
    ...commonHeaders,
    'Content-Type': 'application/problem+json; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(text)),
    ...(problem.retryAfterSeconds === undefined ? {} : { 'Retry-After': String(problem.retryAfterSeconds) }),
    Connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${problem.status} ${problem.title}\r\n${lines.join('')}\r\n${text}`);
  cutLater(socket);
};

/** Lets a response be finished, and closes its connection. */
const endAfter = (socket: Duplex, response: ServerResponse): void => {
  response.once('close', () => {
    socket.end();
    cutLater(socket);
  });
};

const cutLater = (socket: Duplex): void => {
  const cut = setTimeout(() => socket.destroy(), takeMs);
  socket.once('close', () => {
    clearTimeout(cut);
  });
};
