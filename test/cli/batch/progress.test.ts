import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { makeProgress, tellSummary } from '../../../src/cli/batch/progress.js';

describe('How far a batch is', () => {
  const follow = (sizeBytes: number | null) => {
    const told: string[] = [];
    const clock = { now: 0 };
    const progress = makeProgress({
      sizeBytes,
      startedAt: 0,
      now: () => clock.now,
      everyMs: 2000,
      tell: (line) => told.push(line),
    });
    return { told, clock, progress };
  };

  test('is told in lines, per second, with the share and the time that remains', () => {
    const { told, clock, progress } = follow(1000);
    clock.now = 4000;
    progress({ decided: 7999, refused: 1, firstRefused: null, readBytes: 250 });
    assert.deepEqual(told, ['8,000 lines, 2,000 per second, 25 %, 0:12 left']);
  });

  test('is told no more often than asked for', () => {
    const { told, clock, progress } = follow(1000);
    for (const at of [0, 1999, 2000, 3999, 4000]) {
      clock.now = at;
      progress({ decided: at, refused: 0, firstRefused: null, readBytes: 1 });
    }
    assert.deepEqual(
      told.map((line) => line.split(' ')[0]),
      ['2,000', '4,000'],
    );
  });

  test('has no share where nobody knows the size', () => {
    const { told, clock, progress } = follow(null);
    clock.now = 2000;
    progress({ decided: 4, refused: 0, firstRefused: null, readBytes: 250 });
    assert.deepEqual(told, ['4 lines, 2 per second']);
  });

  test('ends with what came of all lines', () => {
    assert.equal(
      tellSummary({ decided: 120, refused: 0, firstRefused: null, readBytes: 0 }, 60_000),
      '120 lines in 1:00 (2 per second): 120 decided, 0 refused; nothing is recorded',
    );
  });

  test('says so of one line, too', () => {
    assert.match(
      tellSummary({ decided: 1, refused: 0, firstRefused: null, readBytes: 0 }, 60_000),
      /^1 line in 1:00 /,
    );
  });

  test('ends with the first line that was refused, too', () => {
    const firstRefused = { line: 3, code: 'invalid-request' } as const;
    assert.equal(
      tellSummary({ decided: 119, refused: 1, firstRefused, readBytes: 0 }, 60_000),
      '120 lines in 1:00 (2 per second): 119 decided, 1 refused; nothing is recorded; first refused: line 3, invalid-request',
    );
  });
});
