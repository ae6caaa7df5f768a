import type { IncomingMessage } from 'node:http';
import type { Asked } from '../../../audit/record/asked.js';
import type { Hook } from '../../../audit/store/hook.js';
import type { Decide, DecideTogether } from '../../../decide/decide.js';
import type { AnswerSent } from '../../http/gate.js';
import { traceContextOf, traceResponse } from './trace-context.js';

/** The trace that a request is in. */
export interface RequestTrace {
  readonly traceId: string;
  /** The header of its answer. */
  readonly traceresponse: string;
  /** What is decided for whoever asked so belongs to it; left out where there are no spans. */
  readonly know?: (asked: Asked) => void;
  /** Ends its span. */
  readonly end?: (answer: AnswerSent) => void;
}

/** Makes spans of what a service does: of each request, each decision, each commit; none of them has facts. */
export interface Tracing {
  /** `undefined` where no trace is made, and none was named. */
  readonly request: (request: IncomingMessage) => RequestTrace | undefined;
  readonly decide: (decide: Decide) => Decide;
  readonly decideTogether: (decide: DecideTogether) => DecideTogether;
  /** To be hung into the log: tells of each commit. */
  readonly hook: Hook;
}

/** The trace that a request names, where no spans are made: it stands in the answer and in lines of the service's own log. */
export const namedTrace = ({ headers }: IncomingMessage): RequestTrace | undefined => {
  const named = traceContextOf(headers);
  return named === undefined ? undefined : { traceId: named.traceId, traceresponse: traceResponse(named) };
};
