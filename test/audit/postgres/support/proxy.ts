import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import type { TestContext } from 'node:test';

/** A line to the server that can be cut in the middle of what is said. */
export interface Proxy {
  /** The server's URL, through the proxy. */
  readonly url: string;
  /** From now on, connections that are open drop what is said in a direction; new ones are sound. */
  readonly drop: (direction: 'requests' | 'answers') => void;
  /** Resolves when something was dropped since `drop`. */
  readonly dropped: () => Promise<void>;
  /** Cuts the clients off; `ghosts` leaves the server's sides open, as where only the network broke. */
  readonly cut: (options?: { readonly ghosts: boolean }) => void;
  /** Has whoever connects from now on reach another port of the same host. */
  readonly redirect: (port: number) => void;
  /** Cuts the clients off, and lets no other connect. */
  readonly refuse: () => void;
}

/** Puts a proxy before the server of a URL, until the test ends; each message takes so much longer by it. */
export const proxyTo = async (
  context: Pick<TestContext, 'after'>,
  url: string,
  { delayMs = 0 } = {},
): Promise<Proxy> => {
  const to = new URL(url);
  const own = new URL(url);
  const lines = new Set<{
    readonly client: Socket;
    readonly server: Socket;
    dropping?: 'requests' | 'answers';
  }>();
  let tellDropped: () => void = () => undefined;
  let dropped: Promise<void> = Promise.resolve();

  let refusing = false;
  let port = Number(to.port);

  const proxy = createServer((client) => {
    if (refusing) {
      client.destroy();
      return;
    }
    const server = connect(port, to.hostname);
    const line: { client: Socket; server: Socket; dropping?: 'requests' | 'answers' } = { client, server };
    lines.add(line);
    const pass = (direction: 'requests' | 'answers', other: Socket) => (bytes: Buffer) => {
      if (line.dropping === direction) tellDropped();
      else if (delayMs === 0) other.write(bytes);
      else setTimeout(() => other.write(bytes), delayMs);
    };
    client.on('data', pass('requests', server)).on('error', () => undefined);
    server.on('data', pass('answers', client)).on('error', () => undefined);
    client.on('end', () => server.end());
    server.on('close', () => client.destroy());
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  context.after(() => {
    for (const { client, server } of lines) {
      client.destroy();
      server.destroy();
    }
    proxy.close();
  });
  // A server that listens has an address with a port.
  own.port = String((proxy.address() as AddressInfo).port);
  const cut: Proxy['cut'] = ({ ghosts } = { ghosts: false }) => {
    for (const line of lines) {
      line.client.destroy();
      if (!ghosts) line.server.destroy();
    }
  };
  return {
    url: own.href,
    drop: (direction) => {
      dropped = new Promise((resolve) => (tellDropped = resolve));
      for (const line of lines) line.dropping = direction;
    },
    dropped: () => dropped,
    cut,
    redirect: (other) => {
      port = other;
    },
    refuse: () => {
      refusing = true;
      cut();
    },
  };
};
