import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Has the answers of one connection made one after the other: many requests can be sent at once in a few bytes, and what is answered to them waits in
 * memory until it is taken. Answers of single decisions are small, and made at once.
 */
export const makeInTurn = () => {
  const last = new WeakMap<Socket, ServerResponse>();
  const before = new WeakMap<ServerResponse, ServerResponse>();
  const inTurn = (response: ServerResponse, answer: () => void): void => {
    const previous = before.get(response);
    before.delete(response);
    if (previous === undefined || previous.closed) answer();
    else
      previous.once('close', () => {
        if (!response.destroyed) answer();
      });
  };
  /** To be told of each request of a connection, in their order. */
  const begins = ({ socket }: IncomingMessage, response: ServerResponse): void => {
    const previous = last.get(socket);
    last.set(socket, response);
    if (previous !== undefined && !previous.closed) before.set(response, previous);
  };
  return Object.assign(inTurn, { begins });
};
