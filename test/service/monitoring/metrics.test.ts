import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { DecisionLog } from '../../../src/audit/store/decision-log.js';
import { NotRecordedError } from '../../../src/audit/store/failures.js';
import { hooked } from '../../../src/audit/store/sql/log-on.js';
import { makeMetrics } from '../../../src/service/monitoring/metrics.js';
import { libraryEdition } from '../library-edition.js';
import { memoryLog, startForTest } from '../service-under-test.js';

const start = async (context: TestContext, log: DecisionLog = memoryLog()) => {
  const { identity } = libraryEdition();
  const metrics = makeMetrics({
    editions: () => [identity],
    shadow: { evaluated: 7, differed: 2, notKept: 1 },
    logBytes: () => Promise.resolve(4096),
  });
  const watched = hooked(log);
  watched.hang(metrics.hook);
  metrics.watch(watched);
  let told = 0;
  const service = await startForTest(context, {
    log: watched,
    metrics,
    tellAnswer: (answer) => {
      metrics.answered(answer);
      told += 1;
    },
  });
  /** The figures, once so many answers are counted. */
  const read = async (answers: number): Promise<ReadonlyMap<string, number>> => {
    while (told < answers) await new Promise((resolve) => setImmediate(resolve));
    const { status, text, headers } = await service.get('/metrics');
    assert.equal(status, 200);
    assert.match(headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/);
    const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    return new Map(
      lines.map((line) => [
        line.slice(0, line.lastIndexOf(' ')),
        Number(line.slice(line.lastIndexOf(' ') + 1)),
      ]),
    );
  };
  return { metrics, service, read, identity };
};

describe('/metrics', () => {
  it('counts decisions by outcome, answers by route and class of status, and commits', async (t) => {
    const { service, read } = await start(t);
    for (const daysLate of [1, 2, 0]) await service.post('/decide/fine', { facts: { daysLate } });
    await service.post('/decide/fine', { facts: {} });
    await service.post('/preview/fine', { facts: { daysLate: 1 } });
    await service.post('/decide', [{ decision: 'fine', facts: { daysLate: 1 } }]);
    await service.get('/no-such-address');
    const figures = await read(7);
    const outcomes = [...figures].filter(([name]) => name.startsWith('clausebook_decisions_total'));
    assert.equal(figures.get('clausebook_decisions_total{decision="fine",outcome="due"}'), 3);
    assert.equal(
      outcomes.reduce((sum, [, count]) => sum + count, 0),
      4,
      'a preview is none',
    );
    const count = (route: string, status: string): number | undefined =>
      figures.get(`clausebook_request_duration_seconds_count{route="${route}",status="${status}"}`);
    assert.equal(count('/decide/:decision', '2xx'), 3);
    assert.equal(count('/decide/:decision', '4xx'), 1);
    assert.equal(count('/preview/:decision', '2xx'), 1);
    assert.equal(count('/decide', '2xx'), 1);
    assert.equal(count('none', '4xx'), 1);
    assert.equal(figures.get('clausebook_commit_duration_seconds_count'), 4);
  });

  it('tells the log, the editions, the shadow, defects and refusals, and the process', async (t) => {
    const { service, metrics, read, identity } = await start(t);
    await service.post('/decide/fine', { facts: { daysLate: 1 } });
    metrics.defect();
    metrics.refused({
      requestId: 'a',
      method: 'GET',
      need: 'audit',
      callerId: null,
      from: null,
      failure: { code: 'forbidden', scope: 'audit' },
    });
    const figures = await read(1);
    const { document, revision, digest } = identity;
    for (const [name, value] of [
      ['clausebook_log_writable', 1],
      ['clausebook_log_records', 1],
      ['clausebook_log_waiting', 0],
      ['clausebook_log_bytes', 4096],
      ['clausebook_defects_total', 1],
      ['clausebook_refused_total{code="forbidden"}', 1],
      ['clausebook_shadow_evaluated_total', 7],
      ['clausebook_shadow_differed_total', 2],
      ['clausebook_shadow_not_kept_total', 1],
      [`clausebook_edition_info{document="${document}",revision="${revision}",digest="${digest}"}`, 1],
    ] as const)
      assert.equal(figures.get(name), value, name);
    assert.ok([...figures.keys()].some((name) => name.startsWith('process_cpu_seconds_total')));
    assert.ok([...figures.keys()].some((name) => name.startsWith('nodejs_eventloop_lag')));
  });

  it('tells what the log did not take', async (t) => {
    const append = () => Promise.reject(new NotRecordedError('full'));
    const { service, read } = await start(t, { ...memoryLog(), append });
    await service.post('/decide/fine', { facts: { daysLate: 1 } });
    const figures = await read(1);
    assert.equal(figures.get('clausebook_not_recorded_total'), 1);
    assert.equal(figures.get('clausebook_decisions_total{decision="fine",outcome="due"}'), undefined);
  });
});
