import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { makeAnswerChunk, maximumLineBytes } from '../../../src/cli/batch/answer-chunk.js';
import type { AskedOfAll, ChunkLines } from '../../../src/cli/batch/messages.js';
import { engines } from '../../../src/engine/engines.js';
import { defaultLimits } from '../../../src/service/http/request/request-limits.js';
import type { DecideParts } from '../../../src/decide/decide.js';
import { makeEvaluators } from '../../../src/decide/evaluate.js';
import { makeEditions } from '../../../src/decide/editions/editions.js';
import { loadEditions, loadKeptRelease } from '../../../src/decide/editions/load-editions.js';
import { lateReturn, libraryEditions, now } from '../support/call.js';
import { linesOf, request, type AnsweredLine } from './support/lines.js';

const nothingAsked: AskedOfAll = { decision: null, asOf: null, edition: null };

const linesFrom = (text: string, firstLine = 1): ChunkLines => ({
  bytes: new TextEncoder().encode(text),
  firstLine,
});

describe('A chunk of lines', () => {
  let parts: Pick<DecideParts, 'editions' | 'evaluators' | 'clock'>;
  before(async () => {
    const loaded = await loadEditions(libraryEditions);
    assert.equal(loaded.code, 'loaded');
    parts = {
      editions: makeEditions(loaded.editions, {
        files: () => Promise.resolve(undefined),
        load: loadKeptRelease,
      }),
      evaluators: makeEvaluators(engines.compiled),
      clock: () => Date.parse(now),
    };
  });

  const answer = async (
    text: string,
    asked: Partial<AskedOfAll> = {},
  ): Promise<{
    readonly lines: readonly AnsweredLine[];
    readonly decided: number;
    readonly refused: number;
  }> => {
    const chunk = await makeAnswerChunk(parts, { ...nothingAsked, ...asked })(linesFrom(text));
    assert.deepEqual(chunk.defects, []);
    return { ...chunk, lines: linesOf(Buffer.from(chunk.bytes).toString()) };
  };

  test('is answered line by line as the service would, and each says that it is not recorded', async () => {
    const { lines, decided, refused } = await answer(
      `${request({ subject: 'one' })}\n${request({ subject: 'two' })}\n`,
    );
    assert.deepEqual(
      lines.map((line) => [line.status, line.answer?.subject, line.answer?.outcome, line.answer?.recorded]),
      [
        [200, 'one', 'owed', false],
        [200, 'two', 'owed', false],
      ],
    );
    assert.deepEqual([decided, refused], [2, 0]);
  });

  test('is decided for one instant where its lines have no asOf', async () => {
    const { lines } = await answer(`${request()}\n${request()}`);
    assert.deepEqual(
      lines.map((line) => line.answer?.asOf),
      [now, now],
    );
  });

  test('has a problem for each line that is wrong, and answers for the others', async () => {
    const { lines, decided, refused } = await answer(
      [
        'not json',
        request({ decision: 'nothing' }),
        request({ asOf: 'yesterday' }),
        JSON.stringify({ decision: 'fee', facts: {} }),
        JSON.stringify({ facts: lateReturn }),
        '[]',
        `"${'x'.repeat(maximumLineBytes)}"`,
        request(),
      ].join('\n'),
    );
    assert.deepEqual(
      lines.map(({ status, problem }) => problem?.code ?? status),
      [
        'not-json',
        'unknown-decision',
        'invalid-as-of',
        'invalid-facts',
        'invalid-request',
        'invalid-request',
        'body-too-large',
        200,
      ],
    );
    assert.deepEqual([decided, refused], [1, 7]);
  });

  test('may have lines as long as the service takes requests', async () => {
    assert.equal(maximumLineBytes, defaultLimits.bodyLimitBytes);
    const longest = request().padEnd(maximumLineBytes, ' ');
    const { lines } = await answer(`${longest}\n${longest} \n`);
    assert.deepEqual(
      lines.map(({ status }) => status),
      [200, 413],
    );
  });

  test('may have blank lines, which are passed over', async () => {
    assert.equal((await answer(`\n${request()}\n  \r\n\n${request()}\n\n`)).lines.length, 2);
  });

  test('says of each answer which line of the file it is of, blank ones counted, and which was refused first', async () => {
    const text = ['', request(), '  \r', '{ "decision": }', request({ decision: 'nothing' }), ''].join('\n');
    const { bytes, firstRefused } = await makeAnswerChunk(parts, nothingAsked)(linesFrom(text, 11));
    const lines = linesOf(Buffer.from(bytes).toString());
    assert.deepEqual(
      lines.map(({ line, problem }) => [line, problem?.code]),
      [
        [12, undefined],
        [14, 'not-json'],
        [15, 'unknown-decision'],
      ],
    );
    assert.deepEqual(lines[1]?.problem?.position, { offset: 14, line: 14, column: 15 });
    assert.match(lines[1].problem.detail, /^At line 14, column 15: /);
    assert.deepEqual(firstRefused, { line: 14, code: 'not-json' });
    const { firstRefused: none } = await makeAnswerChunk(parts, nothingAsked)(linesFrom(request()));
    assert.equal(none, null);
  });

  test('may leave the decision to the call, and must then not name it', async () => {
    const { lines } = await answer(`${JSON.stringify({ facts: lateReturn })}\n${request()}\n`, {
      decision: 'fee',
    });
    assert.deepEqual(
      lines.map(({ status }) => status),
      [200, 400],
    );
  });

  test('is decided for the instant, and under the edition, that the call names', async () => {
    const asOf = '2025-07-02T00:00:00.000Z';
    const { lines } = await answer(`${request({ asOf: now })}\n`, { asOf });
    assert.equal(lines[0]?.answer?.asOf, asOf);
    const other = await answer(request(), { edition: { document: 'another' } });
    assert.equal(other.lines[0]?.problem?.code, 'unknown-edition');
  });

  test('may ask for several decisions together', async () => {
    const together = (...decisions: readonly string[]): string =>
      JSON.stringify({ decisions, facts: lateReturn });
    const { lines } = await answer(`${together('fee', 'nothing')}\n`);
    assert.equal(lines[0]?.problem?.code, 'unknown-decision');
  });

  test('tells a defect, answers its line with a problem, and goes on', async () => {
    const broken = {
      ...parts,
      evaluators: () => ({
        name: 'compiled' as const,
        decide: () => {
          throw new TypeError('out of order');
        },
        explain: () => Promise.reject(new TypeError('not asked')),
      }),
    };
    const { bytes, defects } = await makeAnswerChunk(
      broken,
      nothingAsked,
    )(linesFrom(`${request()}\n${request()}`));
    const lines = linesOf(Buffer.from(bytes).toString());
    assert.deepEqual(
      lines.map(({ problem }) => problem?.code),
      ['internal', 'internal'],
    );
    assert.equal(defects.length, 2);
    assert.match(defects[0] ?? '', /out of order/);
  });
});
