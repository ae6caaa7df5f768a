import type { IncomingMessage } from 'node:http';
import type { Caller } from '../access/scope.js';
import type { Failure } from './failure.js';

/** Whether a request may go on. */
export type Admission =
  | Admitted
  | {
      readonly code: 'refused';
      readonly failure: Failure;
      readonly headers?: RawHeaders;
      readonly requestId?: string;
    }
  /** A browser asks for a page of another origin whether it may ask (Fetch §3.3.6). */
  | { readonly code: 'preflight'; readonly headers: RawHeaders; readonly requestId?: string };

/** A request that may go on. */
export interface Admitted {
  readonly code: 'admitted';
  /** For its answer, whatever that is. */
  readonly headers?: RawHeaders;
  /** Names the request in the answer, and in the service's own log. */
  readonly requestId?: string;
  /** Who asks; left out where nobody has to say. */
  readonly caller?: Caller;
  /** Left out where nothing is limited. */
  readonly quota?: Quota;
}

/** What whoever asks may still have decided. */
export interface Quota {
  /** Takes so many decisions where any is left; the failure where none is. */
  readonly take: (decisions: number) => Failure | undefined;
  /** Takes so many whatever is left; what follows waits the longer. */
  readonly owe: (decisions: number) => void;
  /** What is left now, as the header `RateLimit` says it. */
  readonly left: () => string;
}

/** Names and values of headers in turn, as `writeHead` takes them. */
export type RawHeaders = readonly string[];

/** Asked of every request before anything else, whichever path answers it. At once where it can be, since most are admitted so. */
export type Gate = (request: IncomingMessage) => Admission | Promise<Admission>;

/** An answer that has been sent, or was cut. */
export interface AnswerSent {
  readonly request: IncomingMessage;
  /** As the gate named it; `null` where it did not. */
  readonly requestId: string | null;
  /** {@link Caller.id}; `null` where nobody has to say who asks, or the gate refused. */
  readonly callerId: string | null;
  /** The route's pattern, such as `/decide/:decision`; `null` where no route has the address, or the gate refused. */
  readonly route: string | null;
  readonly status: number;
  /** The trace that the request is in; left out where it is in none. */
  readonly traceId?: string;
  /** When the request came, on the clock of `performance.now()`, in milliseconds. */
  readonly startedAt: number;
  /** Whether the whole answer was handed over; otherwise its receiver went away. */
  readonly complete: boolean;
}

/** Told of every answer, by whichever path it went. */
export type TellAnswer = (answer: AnswerSent) => void;

/** Admits every request. */
export const openGate: Gate = () => admitted;

const admitted: Admission = { code: 'admitted' };
