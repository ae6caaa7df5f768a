import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { createConnection, type AddressInfo, type Socket } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import { cutUntaken } from '../../../src/service/http/untaken-answers.js';

const takenTimeoutMs = 200;

/** A server with the limit, a request on a connection to it, and the server's end of that. */
const ask = async (
  context: TestContext,
  answer: RequestListener,
): Promise<readonly [client: Socket, server: Socket]> => {
  const server = createServer({ keepAliveTimeout: takenTimeoutMs }, answer);
  cutUntaken(server, takenTimeoutMs);
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const accepted = once(server, 'connection') as Promise<[Socket]>;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const client = createConnection(port, '127.0.0.1');
  client.on('error', () => undefined);
  context.after(() => client.destroy());
  client.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
  return [client, (await accepted)[0]];
};

const closed = (socket: Socket): Promise<void> =>
  new Promise((resolve) => {
    if (socket.closed) resolve();
    else
      socket.once('close', () => {
        resolve();
      });
  });
/** More than two kernels keep between them. */
const large = Buffer.alloc(64 * 1024 * 1024, 'a');

describe('a connection is cut', { timeout: 60_000 }, () => {
  it('where its answer is never taken', async (t) => {
    const [client, server] = await ask(t, (_request, response) => response.end(large));
    client.pause();
    await closed(server);
  });

  it('where a stream is never taken', async (t) => {
    const [client, server] = await ask(t, (_request, response) => {
      const more = (): void => {
        while (response.write(large.subarray(0, 64 * 1024)));
      };
      response.on('drain', more);
      more();
    });
    client.pause();
    await closed(server);
  });

  it('where nothing is asked any more', async (t) => {
    const [client, server] = await ask(t, (_request, response) => response.end('ok'));
    client.resume();
    await closed(server);
  });
});

describe('a connection is not cut', { timeout: 60_000 }, () => {
  it('while the service thinks', async (t) => {
    const [client] = await ask(t, (_request, response) => {
      setTimeout(() => response.end('late'), 4 * takenTimeoutMs);
    });
    const [chunk] = (await once(client.setEncoding('utf8'), 'data')) as [string];
    assert.match(chunk, /late/);
  });
});
