import type { IncomingMessage } from 'node:http';
import type * as Api from '@opentelemetry/api';
import type { Asked } from '../../../audit/record/asked.js';
import type { Entry } from '../../../audit/record/record.js';
import { andThen } from '../../../decide/evaluate.js';
import type { DecideRequest } from '../../../decide/request/decide-request.js';
import { traceContextOf, traceResponse, type TraceContext } from './trace-context.js';
import { namedTrace, type RequestTrace, type Tracing } from './tracing.js';

/** Loads `@opentelemetry/api`, once, and makes spans by the provider that this process has registered there. Rejects where it is not installed. */
export const openTracing = async (): Promise<Tracing> => tracingBy(await import('@opentelemetry/api'));

/** The same by an API that is there. */
const tracingBy = ({ trace, ROOT_CONTEXT, SpanKind, SpanStatusCode }: typeof Api): Tracing => {
  const tracer = trace.getTracer('clausebook');
  const below = (span: Api.Span): Api.Context => trace.setSpan(ROOT_CONTEXT, span);
  /** The spans of requests and of decisions, by who asked for what is decided in them: the record of a decision has that too. */
  const requests = new WeakMap<Asked, Api.Span>();
  const decisions = new WeakMap<Asked, Api.Span>();

  const parentOf = (named: TraceContext | undefined): Api.Context =>
    named === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, { ...named, isRemote: true });

  const request = (asked: IncomingMessage): RequestTrace | undefined => {
    const { method = '' } = asked;
    const attributes = { 'http.request.method': method };
    const context = parentOf(traceContextOf(asked.headers));
    const span = tracer.startSpan(method, { kind: SpanKind.SERVER, attributes }, context);
    // Nobody has registered what makes spans.
    if (!trace.isSpanContextValid(span.spanContext())) return namedTrace(asked);
    return {
      traceId: span.spanContext().traceId,
      traceresponse: traceResponse(span.spanContext()),
      know: (by) => {
        requests.set(by, span);
      },
      end: ({ route, status, requestId, complete }) => {
        span.updateName(route === null ? method : `${method} ${route}`);
        if (route !== null) span.setAttribute('http.route', route);
        if (requestId !== null) span.setAttribute('clausebook.request.id', requestId);
        span.setAttribute('http.response.status_code', status);
        if (status >= 500 || !complete) span.setStatus({ code: SpanStatusCode.ERROR });
        span.end();
      },
    };
  };

  /** Decides within a span of its own, which the records of what is decided find by who asked. */
  const within = <Result extends { readonly code: string }>(
    names: readonly string[],
    asking: DecideRequest,
    decide: (request: DecideRequest) => Result | Promise<Result>,
  ): Result | Promise<Result> => {
    const parent = asking.asked === undefined ? undefined : requests.get(asking.asked);
    if (parent === undefined) return decide(asking);
    const span = tracer.startSpan(
      'decide',
      { attributes: { 'clausebook.decisions': [...names] } },
      below(parent),
    );
    const asked = { ...asking.asked };
    decisions.set(asked, span);
    const fail = (error: unknown): never => {
      span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
      throw error;
    };
    const finish = (result: Result): Result => {
      if (result.code !== 'decided') span.setAttribute('clausebook.problem', result.code);
      else if ('replayed' in result) span.setAttribute('clausebook.replayed', true);
      span.end();
      return result;
    };
    try {
      const decided = decide({ ...asking, asked });
      return decided instanceof Promise ? decided.then(finish, fail) : andThen(decided, finish);
    } catch (error) {
      return fail(error);
    }
  };

  const committed = (entries: readonly Entry[], ms: number | null): void => {
    const [first] = entries;
    const parent = first?.asked === undefined ? undefined : decisions.get(first.asked);
    if (parent === undefined) return;
    for (const entry of entries) parent.addEvent('decided', attributesOf(entry));
    if (first !== undefined && entries.length === 1) parent.setAttributes(attributesOf(first));
    const now = Date.now();
    const span = tracer.startSpan(
      'commit',
      { startTime: now - (ms ?? 0), attributes: { 'clausebook.decision.ids': entries.map(({ id }) => id) } },
      below(parent),
    );
    if (ms === null) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end(now);
  };

  return {
    request,
    decide: (decide) => (name, asking) => within([name], asking, (own) => decide(name, own)),
    decideTogether: (decide) => (names, asking) => within(names, asking, (own) => decide(names, own)),
    hook: {
      recorded: committed,
      refused: (entries) => {
        committed(entries, null);
      },
    },
  };
};

/** What is told of a decision: nothing of its facts. */
const attributesOf = ({ id, inputs: { edition }, decision }: Entry): Api.Attributes => ({
  'clausebook.decision': decision.decision,
  'clausebook.decision.id': id,
  'clausebook.outcome': decision.outcome,
  'clausebook.rules': [...decision.standing],
  'clausebook.edition': `${edition.document}/${edition.revision}`,
  'clausebook.edition.digest': edition.digest,
});
