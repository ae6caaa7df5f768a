import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import * as api from '@opentelemetry/api';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
  type ReadableSpan,
} from '@opentelemetry/sdk-trace-base';
import type { DecisionLog } from '../../../src/audit/store/decision-log.js';
import { NotRecordedError } from '../../../src/audit/store/failures.js';
import type { AnswerSent } from '../../../src/service/http/gate.js';
import { makeServiceLog } from '../../../src/service/monitoring/service-log.js';
import { openTracing } from '../../../src/service/monitoring/tracing/open-tracing.js';
import { traceContextOf } from '../../../src/service/monitoring/tracing/trace-context.js';
import { at, memoryLog, startForTest } from '../service-under-test.js';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const spanId = '00f067aa0ba902b7';
const traceparent = `00-${traceId}-${spanId}-01`;
const asked = { facts: { daysLate: 3, borrower: 'Ada' }, subject: 'reader-7', metadata: { order: 'A-17' } };

/** A service that makes spans, and those that ended. */
const serve = async (context: TestContext, given?: DecisionLog) => {
  const exporter = new InMemorySpanExporter();
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  api.trace.setGlobalTracerProvider(provider);
  context.after(() => {
    api.trace.disable();
  });
  const tracing = await openTracing();
  const log = given ?? memoryLog();
  log.hang(tracing.hook);
  const answers: AnswerSent[] = [];
  const service = await startForTest(context, {
    log,
    tracing,
    tellAnswer: (answer) => answers.push(answer),
    gate: () => ({ code: 'admitted', requestId: 'r-1' }),
  });
  const spans = async (count: number): Promise<readonly ReadableSpan[]> => {
    while (exporter.getFinishedSpans().length < count) await new Promise((resolve) => setTimeout(resolve, 5));
    return exporter.getFinishedSpans();
  };
  return { ...service, spans, answers };
};

const named = (spans: readonly ReadableSpan[], name: string): ReadableSpan => {
  const span = spans.find((one) => one.name === name);
  assert.ok(span !== undefined, spans.map((one) => one.name).join());
  return span;
};

describe('spans', () => {
  it('are of the request, of the decision and of the commit, in the caller’s trace, without facts', async (t) => {
    const service = await serve(t);
    const { json, headers } = await service.post('/decide/fine', asked, { traceparent });
    const spans = await service.spans(3);
    const [request, decide, commit] = ['POST /decide/:decision', 'decide', 'commit'].map((name) =>
      named(spans, name),
    );
    assert.deepEqual(
      spans.map((span) => span.spanContext().traceId),
      [traceId, traceId, traceId],
    );
    assert.deepEqual(
      [request, decide, commit].map((span) => span?.parentSpanContext?.spanId),
      [spanId, request?.spanContext().spanId, decide?.spanContext().spanId],
    );
    assert.equal(headers.get('traceresponse'), `00-${traceId}-${request?.spanContext().spanId}-01`);
    assert.deepEqual(request?.attributes, {
      'http.request.method': 'POST',
      'http.route': '/decide/:decision',
      'http.response.status_code': 200,
      'clausebook.request.id': 'r-1',
    });
    assert.deepEqual(decide?.attributes, {
      'clausebook.decisions': ['fine'],
      'clausebook.decision': 'fine',
      'clausebook.decision.id': json['id'],
      'clausebook.outcome': at(json, 'outcome'),
      'clausebook.rules': ['late-items-cost'],
      'clausebook.edition': 'library-rules/2026-01-01',
      'clausebook.edition.digest': at(json, 'edition.digest'),
    });
    assert.deepEqual(commit?.attributes, { 'clausebook.decision.ids': [json['id']] });
    const told = JSON.stringify(spans.map(({ name, attributes, events }) => ({ name, attributes, events })));
    assert.ok(!/Ada|reader-7|A-17|daysLate/.test(told), told);
    while (service.answers.length < 1) await new Promise((resolve) => setTimeout(resolve, 5));
    assert.equal(service.answers[0]?.traceId, traceId);
  });

  it('begin a trace where none is named, or what is named is malformed', async (t) => {
    const service = await serve(t);
    const { headers } = await service.get('/editions', { traceparent: `00-${traceId}-${spanId}-1` });
    const [span] = await service.spans(1);
    assert.deepEqual([span?.name, span?.parentSpanContext], ['GET /editions', undefined]);
    assert.equal(headers.get('traceresponse')?.split('-')[1], span?.spanContext().traceId);
  });

  it('are of each decision of a list, and say what was refused', async (t) => {
    const service = await serve(t);
    await service.post(
      '/decide',
      [
        { ...asked, decision: 'fine' },
        { decision: 'fine', facts: {} },
      ],
      { traceparent },
    );
    const spans = await service.spans(4);
    const request = named(spans, 'POST /decide').spanContext().spanId;
    const decides = spans.filter(({ name }) => name === 'decide');
    assert.deepEqual(
      decides.map(({ parentSpanContext }) => parentSpanContext?.spanId),
      [request, request],
    );
    assert.deepEqual(
      decides.flatMap(({ attributes }) => attributes['clausebook.problem'] ?? []),
      ['invalid-facts'],
    );
    await service.post('/decide', { ...asked, decisions: ['fine', 'none'] });
    const more = (await service.spans(6)).slice(4);
    assert.deepEqual(named(more, 'decide').attributes, {
      'clausebook.decisions': ['fine', 'none'],
      'clausebook.problem': 'unknown-decision',
    });
  });

  it('tell that nothing was recorded', async (t) => {
    const log = memoryLog();
    const hooks: Parameters<DecisionLog['hang']>[0][] = [];
    const failing: DecisionLog = {
      ...log,
      hang: (hook) => hooks.push(hook),
      append: (entry) => {
        const cause = new NotRecordedError('The disk is full.');
        for (const hook of hooks) hook.refused?.([entry], cause);
        return Promise.reject(cause);
      },
    };
    const service = await serve(t, failing);
    assert.equal((await service.post('/decide/fine', asked)).status, 503);
    const spans = await service.spans(3);
    assert.equal(named(spans, 'commit').status.code, api.SpanStatusCode.ERROR);
    assert.equal(named(spans, 'POST /decide/:decision').status.code, api.SpanStatusCode.ERROR);
    assert.equal(named(spans, 'decide').attributes['clausebook.problem'], 'not-recorded');
  });
});

describe('a trace that a request names', () => {
  it('stands in its answer and in lines of the log, where no spans are made', async (t) => {
    const lines: string[] = [];
    const log = makeServiceLog({ level: 'debug', write: (line) => lines.push(line), now: () => 0 });
    const { get, post } = await startForTest(t, { tellAnswer: log.answered });
    for (const reply of [
      await post('/decide/fine', asked, { traceparent }),
      await get('/editions', { traceparent }),
      await get('/nowhere', { traceparent }),
    ])
      assert.equal(reply.headers.get('traceresponse'), traceparent);
    assert.equal((await get('/editions')).headers.get('traceresponse'), null);
    while (lines.length < 4) await new Promise((resolve) => setTimeout(resolve, 5));
    assert.deepEqual(
      lines.map((line) => at(JSON.parse(line), 'traceId')),
      [traceId, traceId, traceId, undefined],
    );
  });

  it('is passed over where it is malformed', () => {
    const read = (text: string) => traceContextOf({ traceparent: text });
    assert.deepEqual(read(traceparent), { traceId, spanId, traceFlags: 1 });
    assert.deepEqual(read(`cc-${traceId}-${spanId}-09-more`), { traceId, spanId, traceFlags: 9 });
    for (const text of [
      '',
      `ff-${traceId}-${spanId}-01`,
      `00-${traceId}-${spanId}-01-more`,
      `00-${traceId.toUpperCase()}-${spanId}-01`,
      `00-${'0'.repeat(32)}-${spanId}-01`,
      `00-${traceId}-${'0'.repeat(16)}-01`,
      `00-${traceId}-${spanId}`,
      `${traceparent}, ${traceparent}`,
      `${traceparent} `,
      `cc-${traceId}-${spanId}-01more`,
    ])
      assert.equal(read(text), undefined, text);
    assert.equal(traceContextOf({}), undefined);
  });
});
