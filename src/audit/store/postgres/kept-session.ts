import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import { ChainSession, type FormerSession } from './chain-session.js';
import { RecordsLostError } from './failures.js';

/** How long to wait before another try to connect: at first, and at most. */
const waitMs = { first: 20, most: 1000 };

/** Keeps one session open: where it is lost, another is opened as soon as that can be. */
export class KeptSession {
  readonly #config: pg.ClientConfig;
  readonly #closing = new AbortController();
  #former: FormerSession | undefined;
  #session: ChainSession | undefined;
  #opening: Promise<void> = Promise.resolve();
  #problem: unknown;
  /** No other session is opened any more. */
  #isGivenUp = false;
  readonly #waiting = new Set<() => void>();

  private constructor(config: pg.ClientConfig) {
    this.#config = config;
  }

  /** Opens the first session; rejects where that can't be, once. */
  static async open(config: pg.ClientConfig): Promise<KeptSession> {
    const kept = new KeptSession(config);
    await kept.#open();
    return kept;
  }

  /** The session of this moment. */
  get held(): ChainSession | undefined {
    return this.#session;
  }

  /** What keeps it from having a session now; `null` where it has one. */
  get problem(): unknown {
    return this.#session === undefined ? (this.#problem ?? new Error('The connection was lost.')) : null;
  }

  /** The session; `undefined` where there is none after so long, and at once where none comes any more: records were lost, or this is closed. */
  async current(withinMs: number): Promise<ChainSession | undefined> {
    const giveUpAt = performance.now() + withinMs;
    while (this.#session === undefined && !this.#isGivenUp && !this.#closing.signal.aborted) {
      const leftMs = giveUpAt - performance.now();
      if (leftMs <= 0) break;
      await this.#change(leftMs);
    }
    return this.#session;
  }

  /** Resolves when a session was opened, or none comes any more, or after so long. */
  #change(withinMs: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, withinMs);
      this.#waiting.add(done);
    });
  }

  /** Gives up a session that is not to be trusted any more, and opens another. */
  discard(session: ChainSession): void {
    if (this.#session !== session) return;
    this.#session = undefined;
    this.#former = session.asFormer;
    void session.close();
    this.#opening = this.#reopen();
  }

  async close(): Promise<void> {
    this.#closing.abort();
    const session = this.#session;
    this.#session = undefined;
    await session?.close();
    this.#wake();
    await this.#opening;
  }

  #wake(): void {
    for (const each of [...this.#waiting]) each();
  }

  async #open(): Promise<void> {
    const session = await ChainSession.open(this.#config, this.#former, () => {
      this.discard(session);
    });
    if (this.#closing.signal.aborted) return session.close();
    this.#session = session;
    this.#problem = undefined;
    if (session.isLost) this.discard(session);
    else this.#wake();
  }

  async #reopen(): Promise<void> {
    for (let ms = waitMs.first; !this.#closing.signal.aborted; ms = Math.min(ms * 2, waitMs.most)) {
      try {
        await this.#open();
        return;
      } catch (cause) {
        this.#problem = cause;
        // Nobody but a person can say what became of them: nothing is recorded until the service is started anew.
        if (cause instanceof RecordsLostError) {
          this.#isGivenUp = true;
          this.#wake();
          return;
        }
        await wait(ms, undefined, { signal: this.#closing.signal }).catch(() => undefined);
      }
    }
  }
}
