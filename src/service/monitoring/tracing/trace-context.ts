import type { IncomingHttpHeaders } from 'node:http';

/** Where a request stands in a trace, as W3C Trace Context says it. */
export interface TraceContext {
  /** 16 bytes, hexadecimal; never zeros alone. */
  readonly traceId: string;
  /** 8 bytes of the span that asks, hexadecimal; never zeros alone. */
  readonly spanId: string;
  /** A byte; its lowest bit: sampled. */
  readonly traceFlags: number;
}

const form = /^([\da-f]{2})-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})(-.*)?$/;

/** The context of a request; `undefined` where it has none, or one that is malformed, which counts as none (§4.3). Of later versions what this one knows is read. */
export const traceContextOf = ({ traceparent }: IncomingHttpHeaders): TraceContext | undefined => {
  if (typeof traceparent !== 'string') return undefined;
  const [, version, traceId = '', spanId = '', flags = '', more] = form.exec(traceparent) ?? [];
  if (version === undefined || version === 'ff' || (version === '00' && more !== undefined)) return undefined;
  if (/^0+$/.test(traceId) || /^0+$/.test(spanId)) return undefined;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) };
};

/** The header `traceresponse` (Trace Context Level 2, §4): in which trace a request was answered, and by which span. */
export const traceResponse = ({ traceId, spanId, traceFlags }: TraceContext): string =>
  `00-${traceId}-${spanId}-${(traceFlags & 1).toString(16).padStart(2, '0')}`;
