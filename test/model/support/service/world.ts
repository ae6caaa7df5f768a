import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startService, type Service } from '../../../../src/clausebook.js';
import type { DecisionLog } from '../../../../src/audit/store/decision-log.js';
import { signEntry } from '../../../../src/audit/registry/registry-entry.js';
import { readSigningKeyFile } from '../../../../src/audit/chain/signing-key-file.js';
import { readVerifyingKeys } from '../../../../src/audit/chain/signing-key.js';
import { sourceOf } from '../../../../src/audit/store/log-source.js';
import { tellFinding } from '../../../../src/audit/verify/finding.js';
import { verifyLog } from '../../../../src/audit/verify/verify-log.js';
import { loadEdition } from '../../../../src/edition/build/load-edition.js';
import type { EditionIdentity } from '../../../../src/edition/model/edition.js';
import { openRegistryStore } from '../../../../src/open-registry-store.js';
import { openStore } from '../../../../src/open-store.js';
import { boatsUntil } from '../../../cli/support/boat-release.js';
import { writeEdition } from '../../../cli/support/call.js';
import { inDatabase } from '../../../support/postgres.js';
import { must } from '../asking.js';

/** Where a service of the model keeps its records. */
export interface Place {
  /** A folder of its own. */
  readonly folder: string;
  /** A database of its own; the data directory where it is left out. */
  readonly store?: string;
  /** Whether a service is waited for until it has seen what is published, or started anew, which is faster. */
  readonly waits: boolean;
}

/** An answer over HTTP. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly isReplayed: boolean;
}

/** A boat hire whose boats stay from so much wind on. */
export interface Release {
  readonly limit: number;
  readonly identity: EditionIdentity;
  readonly files: ReadonlyMap<string, string>;
}

const limits = [4, 5, 6, 7, 8] as const;

const releaseOf = (limit: number): Release => {
  const files = boatsUntil(limit);
  const { edition } = loadEdition(files);
  if (edition === undefined) throw new Error('The boat hire does not load.');
  return { limit, identity: edition.identity, files };
};

/** Those that are published, by their limit. */
export const releases: ReadonlyMap<number, Release> = new Map(
  limits.map((limit) => [limit, releaseOf(limit)]),
);

/** So often a request is sent of which nothing is recorded. */
const mostTries = 12;

/** The real service that commands act on. */
export class ServiceWorld {
  readonly #place: Place;
  #data: string;
  #kills = 0;
  #service: Service | undefined;
  readonly #defects: unknown[] = [];

  private constructor(place: Place) {
    this.#place = place;
    this.#data = join(place.folder, 'data');
  }

  static async start(place: Place): Promise<ServiceWorld> {
    await mkdir(place.folder, { recursive: true });
    await writeEdition(place.folder, 'rules/boat-hire/2026', boatsUntil(9));
    const world = new ServiceWorld(place);
    await world.#start();
    return world;
  }

  /**
   * Asks the service, as a client does: again where it says that nothing was recorded, since on a busy machine a database may be away for longer
   * than the service waits. Whatever it recorded all the same the model would find.
   */
  async send(method: 'GET' | 'POST', path: string, body?: unknown, key?: string): Promise<Answer> {
    for (let left = mostTries; ; left -= 1) {
      const answer = await this.#sendOnce(method, path, body, key);
      const isAgain = answer.status === 503 && answer.text.includes('"code":"not-recorded"') && left > 1;
      if (isAgain) continue;
      must(answer.status < 500, `${method} ${path} is answered ${answer.status}: ${answer.text}`);
      return answer;
    }
  }

  async #sendOnce(method: 'GET' | 'POST', path: string, body?: unknown, key?: string): Promise<Answer> {
    const response = await fetch(`${this.#running.url}${path}`, {
      method,
      headers: {
        'x-request-id': 'model',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, text, isReplayed: response.headers.has('idempotency-replayed') };
  }

  async restart(): Promise<void> {
    await this.#running.close();
    await this.#start();
  }

  /** What is on disk at this moment is all that the next service has; of a database, every connection breaks. */
  async kill(): Promise<void> {
    const { store, folder } = this.#place;
    if (store !== undefined) {
      await inDatabase(store, (client) =>
        client.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
        ),
      );
      return;
    }
    const before = this.#data;
    this.#kills += 1;
    this.#data = join(folder, `data-${this.#kills}`);
    await cp(before, this.#data, { recursive: true });
    await this.#running.close();
    await rm(before, { recursive: true });
    await this.#start();
  }

  /** Enters something in the registry, and sees to it that the service knows. */
  async enter(
    kind: 'published' | 'withdrawn',
    { identity, files }: Release,
    isServed: boolean,
  ): Promise<void> {
    const registry = await openRegistryStore({ dataDirectory: this.#data, store: this.#place.store });
    if (registry === null) throw new Error('There is no registry.');
    const key = await readSigningKeyFile(this.#keyFile);
    const before = (await registry.entries()).at(-1);
    const { document, revision, digest } = identity;
    const statement = {
      ...{ kind, document, revision, digest, effectiveFrom: '2026-05-01T00:00:00.000Z' },
      ...{ author: 'Ann', reviewers: ['Ben'], reason: 'The season' },
    };
    const entry = signEntry(statement, { key, before, at: Date.now() });
    await registry.add(
      entry,
      kind === 'published' ? { identity: { document, revision, digest }, files } : undefined,
    );
    await registry.close();
    // What is known as of a moment is known after it.
    await pause(2);
    if (!this.#place.waits) {
      await this.restart();
      return;
    }
    const isThere = async (): Promise<boolean> => {
      const { editions } = JSON.parse((await this.send('GET', '/editions')).text) as {
        readonly editions: readonly { readonly digest: string }[];
      }; // as the service answers
      return editions.some((each) => each.digest === digest) === isServed;
    };
    while (!(await isThere())) await pause(20);
  }

  /** Works on the log while no service runs. */
  async beside<Result>(work: (log: DecisionLog) => Promise<Result>): Promise<Result> {
    await this.#running.close();
    const log = await openStore({ dataDirectory: this.#data, store: this.#place.store });
    const result = await work(log);
    await log.close();
    await this.#start();
    return result;
  }

  /** Ends, and has the log verified. */
  async end(): Promise<void> {
    await this.#running.close();
    must(this.#defects.length === 0, `There were defects: ${this.#defects.map(String).join('\n')}`);
    const log = await openStore({ dataDirectory: this.#data, store: this.#place.store });
    try {
      const { published } = await readSigningKeyFile(this.#keyFile);
      const { findings } = await verifyLog(sourceOf(log), { keys: readVerifyingKeys(published.pem) });
      must(findings.length === 0, `The log is not whole: ${findings.map(tellFinding).join(' ')}`);
    } finally {
      await log.close();
    }
  }

  get #running(): Service {
    if (this.#service === undefined) throw new Error('No service runs.');
    return this.#service;
  }

  get #keyFile(): string {
    return join(this.#data, 'signing-key.pem');
  }

  async #start(): Promise<void> {
    this.#service = await startService({
      editionsDirectory: join(this.#place.folder, 'rules'),
      dataDirectory: this.#data,
      store: this.#place.store,
      checkpointEvery: { records: 5, ms: 1e6 },
      reportDefect: (error) => this.#defects.push(error),
    });
  }
}
