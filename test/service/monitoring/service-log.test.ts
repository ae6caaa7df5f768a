import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { makeReferenceEvaluator } from '../../../src/engine/reference/reference-evaluator.js';
import { makeServiceLog, type LogLevel } from '../../../src/service/monitoring/service-log.js';
import { NotRecordedError } from '../../../src/audit/store/failures.js';
import { openAccessForTest } from '../access/access-under-test.js';
import { exchange, requestOf } from '../http/raw-http.js';
import { isRecord, memoryLog, now, startForTest } from '../service-under-test.js';

/** A log whose lines are kept. */
const keptLog = (level: LogLevel) => {
  const lines: string[] = [];
  return { lines, log: makeServiceLog({ level, write: (line) => lines.push(line), now: () => now }) };
};
const parsed = (lines: readonly string[]): readonly Readonly<Record<string, unknown>>[] =>
  lines.map((line) => {
    const json: unknown = JSON.parse(line);
    assert.ok(isRecord(json));
    return json;
  });

const secret = 'kept-from-the-log';

describe('the service’s own log', () => {
  it('is a JSON object on each line, with level, time and event', () => {
    const { lines, log } = keptLog('info');
    log.started({ url: 'http://127.0.0.1:1', editions: [], authentication: false });
    log.stopping();
    log.store({ code: 'write-failed', cause: new Error(secret) });
    log.store({ code: 'write-recovered' });
    assert.ok(lines.every((line) => line.indexOf('\n') === line.length - 1));
    assert.deepEqual(
      parsed(lines).map(({ level, time, event }) => [level, time, event]),
      [
        ['info', '2026-08-15T12:00:00.000Z', 'started'],
        ['warn', '2026-08-15T12:00:00.000Z', 'no-authentication'],
        ['info', '2026-08-15T12:00:00.000Z', 'stopping'],
        ['error', '2026-08-15T12:00:00.000Z', 'store'],
        ['info', '2026-08-15T12:00:00.000Z', 'store'],
      ],
    );
  });

  it('tells refusals and failures at its usual level, and each answer at debug', async (t) => {
    for (const [level, events] of [
      ['error', ['answered 503']],
      ['info', ['refused', 'answered 503']],
      ['debug', ['refused', 'answered 401', 'answered 503', 'answered 404']],
    ] as const) {
      const { lines, log } = keptLog(level);
      const { gate, keys } = await openAccessForTest(t, { tellRefusal: log.refused });
      const append = () => Promise.reject(new NotRecordedError('full'));
      const told: unknown[] = [];
      const service = await startForTest(t, {
        log: { ...memoryLog(), append },
        gate,
        tellAnswer: (answer) => {
          log.answered(answer);
          told.push(answer);
        },
      });
      const headers = { Authorization: `Bearer ${keys.decide}`, 'X-Request-Id': 'mine' };
      await service.get('/decisions');
      await service.post('/decide/fine', { facts: { daysLate: 1 } }, headers);
      await service.post('/decide/nothing', { facts: {} }, headers);
      while (told.length < 3) await new Promise((resolve) => setImmediate(resolve));
      assert.deepEqual(
        parsed(lines).map(({ event, status }) =>
          typeof status === 'number' ? `${String(event)} ${status}` : event,
        ),
        events,
      );
      const failed = parsed(lines).find(({ status }) => status === 503);
      assert.ok(failed !== undefined);
      assert.equal(failed['requestId'], 'mine');
      assert.equal(failed['route'], '/decide/:decision');
      assert.match(String(failed['caller']), /^key:/);
    }
  });

  it('holds no fact, subject, key, query or address at any level, however a request fails', async (t) => {
    const { lines, log } = keptLog('trace');
    const { gate, keys, refusals } = await openAccessForTest(t);
    let told = 0;
    const failing = { current: false };
    const service = await startForTest(t, {
      gate,
      makeEvaluator: (edition) => {
        const evaluator = makeReferenceEvaluator(edition);
        return {
          ...evaluator,
          decide: (question) => {
            if (!failing.current) return evaluator.decide(question);
            const cause = new TypeError(`${secret}-cause\n    at ${secret} (x:1:1)`);
            throw new SyntaxError(`Unexpected \n    at ${JSON.stringify(question.facts)} (x:1:1)`, { cause });
          },
        };
      },
      tellAnswer: (answer) => {
        log.answered(answer);
        told += 1;
      },
    });
    const body = JSON.stringify({
      facts: { daysLate: 1, borrower: `${secret}-fact` },
      subject: `${secret}-subject`,
    });
    const common = { 'Content-Type': 'application/json', Cookie: secret, 'X-Other': secret, Referer: secret };
    const allowed = { ...common, Authorization: `Bearer ${keys.decide}`, 'User-Agent': secret };
    const texts = [body, `{"${secret}"`, `"${secret}"`, JSON.stringify({ facts: { [secret]: secret } })];
    let asked = 0;
    for (const isFailing of [false, true]) {
      failing.current = isFailing;
      for (const credentials of [
        allowed,
        { ...common, Authorization: `Bearer ${secret}` },
        { ...common, Authorization: `Bearer ${keys.decide.slice(0, -5)}wrong` },
        { ...common, 'X-API-Key': `${secret} x`, 'X-Request-Id': `${secret}!` },
      ])
        for (const address of [
          '/decide/fine',
          `/decide/fine?${secret}=${secret}`,
          `/decide/${secret}`,
          `/${secret}`,
          `/decisions?subject=${secret}`,
          `/decisions/${secret}/trace`,
        ])
          for (const text of texts) {
            const headers = { ...credentials, 'Content-Length': String(Buffer.byteLength(text)) };
            await exchange(service.port, requestOf(`POST ${address}`, headers, text));
            asked += 1;
          }
    }
    while (told < asked) await new Promise((resolve) => setImmediate(resolve));
    for (const refusal of refusals) log.refused(refusal);
    for (const defect of service.defects) log.defect(defect);
    assert.ok(service.defects.length > 0 && refusals.length > 0);
    log.store({ code: 'write-failed', cause: new Error(secret) });
    log.checkpointFailed(new Error(secret, { cause: new Error(secret) }));
    log.keysUnreadable(new SyntaxError(secret));

    const all = lines.join('');
    assert.ok(lines.length >= asked);
    assert.ok(
      !all.includes(secret),
      lines.find((line) => line.includes(secret)),
    );
    for (const key of Object.values(keys)) assert.ok(!all.includes(key.slice(-20)));
    const defect = parsed(lines).find(({ event }) => event === 'defect');
    const error = defect?.['error'];
    assert.ok(
      isRecord(error) && Array.isArray(error['at']) && error['at'].length > 0,
      'but where it happened',
    );
    assert.equal(error['name'], 'SyntaxError');
  });
});
