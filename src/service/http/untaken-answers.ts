import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Cuts a connection whose answer, or a part of a stream, is not taken: nothing of what waits for it moved for so long. Whoever asks and never reads
 * would keep it in memory for ever. A connection that waits for the service to answer is left; one that idles after an answer is cut by Node's own
 * limit, of which it tells by the same event.
 */
export const cutUntaken = (server: Server, timeoutMs: number): void => {
  const latest = new WeakMap<Socket, ServerResponse>();
  server.prependListener('request', ({ socket }, response) => {
    latest.set(socket, response);
  });
  server.timeout = timeoutMs;
  server.on('timeout', (socket: Socket) => {
    const isAnswering = latest.get(socket)?.closed === false;
    if (!isAnswering || socket.writableLength > 0) socket.destroy();
  });
};
