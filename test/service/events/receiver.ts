import { createHmac, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isRecord } from '../service-under-test.js';

/** What a receiver got. */
export interface Got {
  readonly id: string;
  readonly event: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** What a receiver answers: a status with headers, or nothing for ever. */
export type Answer =
  { readonly status: number; readonly headers?: Readonly<Record<string, string>> } | 'silence';

/** A receiver of webhooks that verifies each by itself, as docs/events.md tells it. */
export const startReceiver = async (
  secret: string,
  answer: (got: Got, nth: number) => Answer = () => ({ status: 204 }),
) => {
  const all: Got[] = [];
  const taken: Got[] = [];
  const wrong: string[] = [];
  let answering = answer;
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => (body += text));
    request.on('end', () => {
      const [id, seconds, signatures] = ['id', 'timestamp', 'signature'].map((name) =>
        String(request.headers[`webhook-${name}`]),
      );
      const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
      const own = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest();
      const isGenuine = (signatures ?? '').split(' ').some((one) => {
        const given = Buffer.from(one.slice('v1,'.length), 'base64');
        return one.startsWith('v1,') && given.length === own.length && timingSafeEqual(given, own);
      });
      if (!isGenuine || Math.abs(Date.now() / 1000 - Number(seconds)) > 300) wrong.push(body);
      const event: unknown = JSON.parse(body);
      if (!isRecord(event)) throw new TypeError(body);
      const got = { id: id ?? '', event, body };
      all.push(got);
      const said = answering(got, all.length);
      if (said === 'silence') return;
      if (said.status < 300) taken.push(got);
      response.writeHead(said.status, said.headers).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // it listens on a port
  return {
    url: `http://127.0.0.1:${port}/hook`,
    /** Whatever came, also again. */
    all,
    /** What was answered with 2xx. */
    taken,
    /** What was not signed by the secret. */
    wrong,
    answerBy: (next: (got: Got, nth: number) => Answer) => {
      answering = next;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};

/** Resolves when something holds. */
export const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 5));
};
