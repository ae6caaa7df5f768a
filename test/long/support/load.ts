import { Agent, request } from 'node:http';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from './random.js';
import { must, Violation } from './violation.js';

/** A request for a decision, and what is known of it. */
export interface Asked {
  readonly key: string;
  readonly subject: string;
  readonly body: string;
  /** The answer as it first came; `undefined` where none came. */
  answer?: { readonly id: string; readonly text: string };
}

/** An answer over HTTP, read to its end. */
export interface Reply {
  readonly status: number;
  readonly text: string;
  /** What `Retry-After` says; 1 second where it says nothing. */
  readonly retryAfterMs: number;
}

/** Nothing was decided, or nobody knows; it is asked again later. */
const isLater = ({ status }: Reply): boolean => status === 503 || status === 408;
/** A machine that has other things to do is waited for, and not for ever. */
const mostAgain = 30;
const patienceMs = 60_000;

/** Sends one request; `undefined` where the service went away before it answered whole. */
export const send = (
  url: string,
  {
    agent,
    method = 'POST',
    key,
    body,
  }: { readonly agent: Agent; readonly method?: string; readonly key?: string; readonly body?: string },
): Promise<Reply | undefined> =>
  new Promise((resolve) => {
    const headers = {
      ...(body === undefined
        ? {}
        : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    };
    const gone = (): void => {
      resolve(undefined);
    };
    const asked = request(url, { method, agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('error', gone).on('end', () => {
        const retryAfterMs = Number(response.headers['retry-after'] ?? 1) * 1000;
        resolve({ status: response.statusCode ?? 0, text, retryAfterMs });
      });
    });
    asked.on('error', gone);
    // Who can't be reached for so long is as good as gone.
    asked.setTimeout(patienceMs, () => asked.destroy());
    asked.end(body);
  });

/** Whom a request is about; no name is a part of another. */
export const memberOf = (random: Random): string => `member ${String(random.below(50)).padStart(2, '0')}`;

/** Which services are asked now; none while all are down. */
export type Urls = () => readonly string[];

/** What so many connections ask a service for, again and again under the same key where no answer came. */
export class Load {
  readonly #random: Random;
  readonly #name: string;
  /** Requests whose answer came. */
  readonly answered: Asked[] = [];
  /** Those of which nobody knows whether they were decided. */
  readonly unknown: Asked[] = [];
  /** How often each status came, with its code. */
  readonly statuses = new Map<string, number>();
  replayed = 0;
  #going = true;
  #count = 0;

  constructor(random: Random, name = randomUUID()) {
    this.#random = random;
    this.#name = name;
  }

  /** Asks over so many connections until `stop`, or until nobody answers. */
  async run(urls: Urls, connections: number): Promise<void> {
    this.#going = true;
    const agent = new Agent({ keepAlive: true, maxSockets: connections });
    const askOn = async (): Promise<void> => {
      while (this.#going && (await this.#askOne(urls, agent)));
    };
    await Promise.all(Array.from({ length: connections }, askOn));
    agent.destroy();
  }

  stop(): void {
    this.#going = false;
  }

  /** Asks again for all of which nobody knows; afterwards each of them is answered. */
  async settle(urls: Urls): Promise<void> {
    const agent = new Agent({ keepAlive: true, maxSockets: 16 });
    const left = this.unknown.splice(0);
    const settleOn = async (): Promise<void> => {
      for (let asked = left.pop(); asked !== undefined; asked = left.pop()) {
        let reply = await this.#send(asked, urls, agent);
        // A service that could not record it in time says so, and when to ask again.
        for (let again = 0; again < mostAgain && reply !== undefined && isLater(reply); again += 1) {
          await pause(reply.retryAfterMs);
          reply = await this.#send(asked, urls, agent);
        }
        must(
          reply?.status === 200,
          `A request sent again is answered ${reply?.status ?? 'not at all'}: ${reply?.text ?? ''}`,
        );
      }
    };
    await Promise.all(Array.from({ length: 16 }, settleOn));
    this.unknown.length = 0;
    agent.destroy();
  }

  async #askOne(urls: Urls, agent: Agent): Promise<boolean> {
    const again = this.#random.share();
    const asked = (again < 0.1 && this.unknown.shift()) || this.#new();
    const reply = await this.#send(asked, urls, agent);
    if (reply?.status === 200 && again > 0.95) await this.#send(asked, urls, agent);
    return reply !== undefined;
  }

  #new(): Asked {
    this.#count += 1;
    const nth = `${this.#name}-${String(this.#count).padStart(7, '0')}`;
    const subject = memberOf(this.#random);
    const body = JSON.stringify({
      asOf: '2025-07-01T12:00:00Z',
      subject,
      facts: {
        member: { name: `Ada ${nth}`, card: 'valid' },
        copy: { price: { minor: 2500 + this.#random.below(500), currency: 'EUR' } },
        loan: {
          handedOutAt: '2025-06-01T10:00:00Z',
          returnedAt: `2025-06-${10 + this.#random.below(20)}T10:00:00Z`,
        },
      },
    });
    return { key: nth, subject, body };
  }

  async #send(asked: Asked, urls: Urls, agent: Agent): Promise<Reply | undefined> {
    const now = urls();
    const reply =
      now.length === 0
        ? undefined
        : await send(`${this.#random.pick(now)}/decide/fee`, { agent, key: asked.key, body: asked.body });
    if (reply === undefined) {
      if (asked.answer === undefined) this.unknown.push(asked);
      return undefined;
    }
    const code = reply.status === 200 ? '' : ` ${/"code":"([^"]+)"/.exec(reply.text)?.[1] ?? '?'}`;
    this.statuses.set(`${reply.status}${code}`, (this.statuses.get(`${reply.status}${code}`) ?? 0) + 1);
    // Node answers 408 by itself where a request was not read in time, as on a machine that has other things to do; nothing was decided.
    if (isLater(reply)) {
      if (asked.answer === undefined) this.unknown.push(asked);
      return reply;
    }
    if (reply.status !== 200) throw new Violation(`A decision is answered ${reply.status}: ${reply.text}`);
    const id = /"id":"([^"]+)"/.exec(reply.text)?.[1] ?? '';
    if (asked.answer === undefined) {
      asked.answer = { id, text: reply.text };
      this.answered.push(asked);
    } else {
      this.replayed += 1;
      must(
        asked.answer.text === reply.text,
        `One key has two answers: ${asked.answer.text} and ${reply.text}`,
      );
    }
    return reply;
  }
}
