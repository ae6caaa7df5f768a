import type { CloudEvent } from '../../../wire/events.js';
import { signatureHeaders } from './signature.js';
import type { Webhook } from './webhook-file.js';

/** What came of sending an event. */
export type Sent =
  | { readonly code: 'taken' }
  /** The receiver does not answer, or says that it can't now. */
  | { readonly code: 'away'; readonly reason: string; readonly retryAfterMs?: number }
  /** The receiver answers, and does not take this event. */
  | { readonly code: 'refused'; readonly reason: string };

/** Sends an event; never rejects. */
export type SendEvent = (webhook: Webhook, event: CloudEvent, signal: AbortSignal) => Promise<Sent>;

/** A receiver that has not answered by then is away. */
const answerMs = 15_000;
/** However long a receiver asks to be left alone, it is asked again after that. */
const mostRetryAfterMs = 3_600_000;

/** Sends events over HTTP, signed as Standard Webhooks has it. No redirect is followed: what is sent goes to the address that was named alone. @param now epoch milliseconds */
export const makeSendEvent =
  (now: () => number): SendEvent =>
  async ({ url, keys }, event, signal) => {
    const body = JSON.stringify(event);
    try {
      const response = await fetch(url, {
        method: 'POST',
        redirect: 'manual',
        signal: AbortSignal.any([signal, AbortSignal.timeout(answerMs)]),
        headers: {
          'content-type': 'application/cloudevents+json; charset=utf-8',
          'user-agent': 'clausebook',
          ...signatureHeaders(keys, { id: event.id, seconds: Math.floor(now() / 1000), body }),
        },
        body,
      });
      await response.body?.cancel();
      const { status, ok } = response;
      if (ok) return { code: 'taken' };
      const reason = String(status);
      if (status < 500 && status !== 408 && status !== 429) return { code: 'refused', reason };
      const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
      return Number.isFinite(seconds) && seconds > 0
        ? { code: 'away', reason, retryAfterMs: Math.min(seconds * 1000, mostRetryAfterMs) }
        : { code: 'away', reason };
    } catch (cause) {
      return { code: 'away', reason: reasonOf(cause) };
    }
  };

/** The code of what failed: an error's message may hold an address. */
const reasonOf = (cause: unknown): string => {
  if (!(cause instanceof Error)) return 'unknown';
  const below = cause.cause;
  if (below instanceof Error && 'code' in below && typeof below.code === 'string') return below.code;
  return cause.name;
};
