import { createServer, type Server, type ServerResponse } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Front } from './front.js';
import { GatedResponse } from './gated-response.js';
import { answerUnread } from './unread-request.js';
import { cutUntaken } from './untaken-answers.js';
import type { RequestLimits } from './request/request-limits.js';

/** Where to listen. */
export interface Address {
  readonly host: string;
  /** 0 for any free one. */
  readonly port: number;
}

/** A server that listens. */
export interface Listening {
  /** `http://host:port`. */
  readonly url: string;
  readonly port: number;
  /**
   * Takes no more connections, finishes the answers under way, closes the connections that idle, and resolves when all are
   * closed; after `graceMs` it cuts those that are left. May be called more than once.
   */
  readonly stop: (graceMs?: number) => Promise<void>;
}

/** What came of starting to listen. */
export type ListenResult =
  | { readonly code: 'listening'; readonly server: Listening }
  | { readonly code: 'port-taken'; readonly host: string; readonly port: number }
  | {
      readonly code: 'address-not-available';
      readonly host: string;
      readonly port: number;
      readonly reason: string;
    };

/** For the longest stream of lines; a body that is read as a whole has less time (`readBody`). */
const requestTimeoutMs = 60 * 60_000;
/** Node looks for connections that are too slow so often. */
const slowCheckMs = 5_000;
const defaultGraceMs = 10_000;
const closingIntervalMs = 25;
/** While it stops, a connection that was made has so long to begin its request. */
const firstWordsMs = 500;

/**
 * Serves HTTP at an address. Throws only on errors that are none of the address.
 */
export const listen = async (
  front: Front,
  { host, port }: Address,
  {
    headersTimeoutMs,
    keepAliveMs,
    takenTimeoutMs,
  }: Pick<RequestLimits, 'headersTimeoutMs' | 'keepAliveMs' | 'takenTimeoutMs'>,
): Promise<ListenResult> => {
  const server = createServer(
    {
      ServerResponse: GatedResponse,
      requestTimeout: requestTimeoutMs,
      headersTimeout: headersTimeoutMs,
      keepAliveTimeout: keepAliveMs,
      connectionsCheckingInterval: Math.min(slowCheckMs, headersTimeoutMs),
      // Asked for in the front, which answers with a problem.
      requireHostHeader: false,
    },
    front,
  );
  answerUnread(server);
  cutUntaken(server, takenTimeoutMs);
  const stop = stopping(server);
  const error = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
    server.once('error', resolve);
    server.listen({ host, port }, () => {
      server.removeListener('error', resolve);
      resolve(undefined);
    });
  });
  if (error === undefined) {
    const address = server.address();
    const bound = typeof address === 'object' && address !== null ? address.port : port;
    const name = host.includes(':') ? `[${host}]` : host;
    return { code: 'listening', server: { url: `http://${name}:${bound}`, port: bound, stop } };
  }
  if (error.code === 'EADDRINUSE') return { code: 'port-taken', host, port };
  if (
    ['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN', 'EACCES', 'EINVAL', 'EAFNOSUPPORT'].includes(error.code ?? '')
  )
    return { code: 'address-not-available', host, port, reason: error.message };
  throw error;
};

const stopping = (server: Server): Listening['stop'] => {
  const sockets = new Set<Socket>();
  const underWay = new Set<ServerResponse>();
  let stopped: Promise<void> | undefined;
  server.on('request', (_request, response) => {
    if (stopped !== undefined) response.shouldKeepAlive = false;
    underWay.add(response);
    response.on('close', () => underWay.delete(response));
  });
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });

  const stopOnce = async (graceMs: number): Promise<void> => {
    // Its connection is closed with each answer that has not begun.
    for (const response of underWay) response.shouldKeepAlive = false;
    // Not HTTP's own `close`: from Node 26 on that cuts connections that have not asked yet.
    const closed = new Promise<void>((resolve) =>
      NetServer.prototype.close.call(server, () => {
        resolve();
      }),
    );
    // What a connection asked just now may still lie unread in the kernel.
    const silentOnes = (): readonly Socket[] => [...sockets].filter(({ bytesRead }) => bytesRead === 0);
    const silent = setTimeout(
      () => {
        for (const socket of silentOnes()) socket.destroy();
      },
      Math.min(firstWordsMs, graceMs),
    );
    const cut = setTimeout(() => {
      server.closeAllConnections();
    }, graceMs);
    // A connection may become idle at any time, and nobody else closes it.
    do if (silentOnes().length === 0) server.closeIdleConnections();
    while (!(await Promise.race([closed.then(() => true), wait(closingIntervalMs, false)])));
    clearTimeout(cut);
    clearTimeout(silent);
    // Ends what HTTP's own does besides: looking for slow connections.
    server.close();
  };
  return (graceMs = defaultGraceMs) => {
    stopped ??= stopOnce(graceMs);
    return stopped;
  };
};
