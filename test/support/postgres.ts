import { randomBytes } from 'node:crypto';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

/** What the process of a server is asked. */
export type ServerRequest = 'stop' | 'start';

/** What it says. */
export type ServerReply =
  | { readonly code: 'ready'; readonly url: string }
  | { readonly code: 'failed'; readonly log: string }
  | { readonly code: 'done' };

/** A PostgreSQL server that ends with this process. */
export interface PostgresServer {
  /** Makes an empty database. @returns its URL */
  readonly makeDatabase: () => Promise<string>;
  /** Breaks every connection and resolves when the server is gone; what was committed stays. */
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
  /** Stops it and removes what it kept. */
  readonly remove: () => Promise<void>;
}

const replyOf = async (child: ChildProcess): Promise<ServerReply> => {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The process of the PostgreSQL server ended with ${String(code)}.`);
  });
  // `fork` checks no messages: the other side is postgres-server.ts.
  const [reply] = (await Promise.race([once(child, 'message'), ended])) as [ServerReply];
  return reply;
};

/** Starts a server. `durable` is for benchmarks: with it a commit waits for the disk. */
export const startPostgres = async ({ durable = false } = {}): Promise<PostgresServer> => {
  const child = fork(
    fileURLToPath(new URL('postgres-server.ts', import.meta.url)),
    durable ? ['--durable'] : [],
    {
      execArgv: ['--import', fileURLToPath(new URL('typescript.mjs', import.meta.url))],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      // Coverage is taken of this process alone.
      env: { ...process.env, NODE_V8_COVERAGE: undefined },
      detached: true,
    },
  );
  const reply = await replyOf(child);
  if (reply.code !== 'ready')
    throw new Error(`No PostgreSQL server: ${reply.code === 'failed' ? reply.log : reply.code}`);
  child.unref();
  child.channel?.unref();

  const ask = async (request: ServerRequest): Promise<void> => {
    child.channel?.ref();
    child.send(request);
    await replyOf(child);
    child.channel?.unref();
  };
  return {
    makeDatabase: async () => {
      const name = `test_${randomBytes(8).toString('hex')}`;
      await inDatabase(`${reply.url}/postgres`, (client) => client.query(`CREATE DATABASE ${name}`));
      return `${reply.url}/${name}`;
    },
    stop: () => ask('stop'),
    start: () => ask('start'),
    remove: async () => {
      const ended = once(child, 'exit');
      // Whoever waits for it stays until it is gone.
      child.ref();
      child.disconnect();
      await ended;
    },
  };
};

let shared: Promise<PostgresServer> | undefined;

/** The one server of the whole run, started when it is first asked for. */
export const sharedPostgres = (): Promise<PostgresServer> => (shared ??= startPostgres());

/** Runs something on a connection of its own. */
export const inDatabase = async <Result>(
  url: string,
  run: (client: pg.Client) => Promise<Result>,
): Promise<Result> => {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
};
