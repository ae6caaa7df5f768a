import { createConnection } from 'node:net';

/** Bytes of a request, in the parts in which they are sent. */
export type RawRequest = readonly (string | Buffer)[];

/** An answer as it came over the wire. */
export interface RawAnswer {
  /** The status line. */
  readonly status: string;
  /** Lines as they were sent but in order of their names, without the date. */
  readonly headers: readonly string[];
  readonly body: string;
}

/**
 * Sends bytes on a connection of their own, each part once the one before has been handed over, and gives all that comes until the
 * other side closes; nothing where it closes without a word.
 */
export const exchange = (port: number, request: RawRequest): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = createConnection({ port, host: '127.0.0.1' });
    const chunks: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('close', () => {
      resolve(Buffer.concat(chunks).toString('latin1'));
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      // A server may close before it has read everything.
      if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') reject(error);
    });
    const [first = '', ...rest] = request;
    socket.write(first);
    const send = ([part, ...more]: RawRequest): void => {
      if (part === undefined) return;
      setImmediate(() =>
        socket.write(part, () => {
          send(more);
        }),
      );
    };
    socket.once('connect', () => {
      send(rest);
    });
  });

/** Takes apart an answer whose connection was closed after it. */
export const parseAnswer = (text: string): RawAnswer => {
  const end = text.indexOf('\r\n\r\n');
  const [status = '', ...headers] = text.slice(0, Math.max(end, 0)).split('\r\n');
  return {
    status,
    headers: headers.filter((line) => !line.startsWith('Date: ')).sort(),
    body: text.slice(end + 4),
  };
};

/** A request for one answer, after which its connection is closed. */
export const requestOf = (
  start: string,
  headers: Readonly<Record<string, string>> = {},
  body: string | Buffer = '',
): RawRequest => {
  const all = { Host: 'localhost', Connection: 'close', ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return [Buffer.concat([Buffer.from(`${start} HTTP/1.1\r\n${lines.join('')}\r\n`), Buffer.from(body)])];
};
