import assert from 'node:assert/strict';
import { request as ask, type ClientRequest, type IncomingMessage } from 'node:http';
import { createInterface } from 'node:readline';
import { describe, it, type TestContext } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { at, memoryLog, startForTest, type ServiceOptions } from '../service-under-test.js';

const ndjson = { 'Content-Type': 'application/x-ndjson' };
const line = (daysLate: number): string => `${JSON.stringify({ decision: 'fine', facts: { daysLate } })}\n`;
const answersOf = (text: string): readonly unknown[] =>
  text
    .trimEnd()
    .split('\n')
    .map((each): unknown => JSON.parse(each));

/** A stream that is open in both directions. */
const open = async (
  context: TestContext,
  options: ServiceOptions = {},
): Promise<{
  readonly service: Awaited<ReturnType<typeof startForTest>>;
  readonly sending: ClientRequest;
  readonly reply: Promise<IncomingMessage>;
}> => {
  const service = await startForTest(context, options);
  const sending = ask(`${service.url}/decide`, { method: 'POST', headers: ndjson });
  const reply = new Promise<IncomingMessage>((resolve, reject) => {
    sending.once('response', resolve);
    sending.once('error', reject);
  });
  sending.flushHeaders();
  return { service, sending, reply };
};

describe('POST /decide with lines', () => {
  it('answers each with a line, in their order, as if it had been asked alone', async (t) => {
    const log = memoryLog();
    const service = await startForTest(t, { log });
    const count = 500;
    const lines = Array.from({ length: count }, (_, place) => line(place));
    const { status, headers, text } = await fetchText(service.url, lines.join(''));
    assert.equal(status, 200);
    assert.match(headers.get('content-type') ?? '', /^application\/x-ndjson/);
    const answers = answersOf(text);
    assert.deepEqual(
      answers.map((answer) => at(answer, 'answer.effects.days')),
      Array.from({ length: count }, (_, place) => place),
    );
    assert.equal((await log.health()).records, count);
  });
  it('goes on after a line that is wrong, too long or blank, and needs no end of the last', async (t) => {
    const service = await startForTest(t, { limits: { bodyLimitBytes: 200 } });
    const body = [
      '{',
      '',
      '  \r',
      '7',
      JSON.stringify({ decision: 'fine', facts: { daysLate: -1 } }),
      ' '.repeat(300),
      '\u00ff',
      `${line(1).trimEnd()}\r`,
      '[]',
      JSON.stringify({ decisions: ['fine', 'loan'], facts: {} }),
      line(2).trimEnd(),
    ].join('\n');
    const { text } = await fetchText(service.url, Buffer.from(body, 'latin1'));
    assert.deepEqual(
      answersOf(text).map((answer) => at(answer, 'status')),
      [400, 400, 422, 413, 400, 200, 400, 404, 200],
    );
    assert.deepEqual(
      answersOf(text).map((answer) => at(answer, 'line')),
      [1, 4, 5, 6, 7, 8, 9, 10, 11],
    );
    assert.deepEqual(
      [0, 4].map((place) => at(answersOf(text)[place], 'problem.position.line')),
      [1, 7],
    );
    assert.match(String(at(answersOf(text)[4], 'problem.detail')), /^At line 7, column 1: /);
    assert.equal((await fetchText(service.url, '')).text, '');
  });
  it('answers a line before the next one is sent', async (t) => {
    const { sending, reply } = await open(t);
    sending.write(line(0));
    const answers = createInterface({ input: await reply })[Symbol.asyncIterator]();
    for (let daysLate = 0; daysLate < 5; daysLate += 1) {
      const next: IteratorResult<string, unknown> = await answers.next();
      assert.equal(at(JSON.parse(String(next.value)), 'answer.effects.days'), daysLate);
      sending.write(line(daysLate + 1));
    }
    sending.end();
    assert.equal((await answers.next()).done, false);
    assert.equal((await answers.next()).done, true);
  });
  it('reads no further while its answers are not taken', async (t) => {
    let decided = 0;
    const errors = [{ pointer: '', code: 'not-allowed' as const, message: 'x'.repeat(20_000) }];
    const { sending, reply } = await open(t, {
      makeEvaluator: () => ({
        name: 'reference',
        decide: () => {
          decided += 1;
          return { code: 'invalid-facts', errors };
        },
        explain: () => ({ code: 'invalid-facts', errors }),
      }),
    });
    const answers = await reply;
    const total = 3000;
    let sent = 0;
    const pump = (): void => {
      while (sent < total) {
        sent += 1;
        if (!sending.write(line(sent % 100))) {
          sending.once('drain', pump);
          return;
        }
      }
      sending.end();
    };
    pump();
    while (decided === 0) await wait(10);
    let before = -1;
    for (let waited = 0; before !== decided && waited < 100; waited += 1) {
      before = decided;
      await wait(200);
    }
    assert.equal(before, decided);
    assert.ok(decided > 0 && decided < total, `${decided} were decided though nobody took an answer`);
    let taken = 0;
    for await (const each of createInterface({ input: answers })) taken += each === '' ? 0 : 1;
    assert.equal(taken, total);
  });
  it('is no defect where its sender goes away', async (t) => {
    const { service, sending, reply } = await open(t);
    sending.on('error', () => undefined);
    sending.write(line(1));
    const answers = await reply;
    answers.on('error', () => undefined);
    await new Promise((resolve) => answers.once('data', resolve));
    sending.destroy();
    await wait(50);
    assert.deepEqual(service.defects, []);
    assert.equal((await service.get('/healthz')).status, 200);
  });
  it('is refused at the other addresses, and compressed', async (t) => {
    const service = await startForTest(t);
    const single = await service.post('/decide/fine', line(1), ndjson);
    assert.equal(single.status, 415);
    const zipped = await service.post('/decide', line(1), { ...ndjson, 'Content-Encoding': 'gzip' });
    assert.equal(zipped.status, 415);
  });
  it('answers the other lines where one meets a defect', async (t) => {
    const service = await startForTest(t, {
      makeEvaluator: () => ({
        name: 'reference',
        decide: ({ facts }) => {
          if (facts['daysLate'] === 1) throw new Error('a defect');
          return { code: 'invalid-facts', errors: [] };
        },
        explain: () => ({ code: 'invalid-facts', errors: [] }),
      }),
    });
    const { text } = await fetchText(service.url, line(1) + line(2));
    assert.deepEqual(
      answersOf(text).map((answer) => at(answer, 'status')),
      [500, 422],
    );
    assert.equal(service.defects.length, 1);
  });
});

const fetchText = async (
  url: string,
  body: string | Buffer,
): Promise<{ readonly status: number; readonly headers: Headers; readonly text: string }> => {
  const response = await fetch(`${url}/decide`, { method: 'POST', headers: ndjson, body });
  return { status: response.status, headers: response.headers, text: await response.text() };
};
