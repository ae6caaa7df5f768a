import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { call, lateReturn, libraryEditions } from '../support/call.js';

const ask = (argv: readonly string[], input: unknown) =>
  call(['ask', ...argv, '--editions', libraryEditions], { input: JSON.stringify(input) });

describe('`clausebook ask`', () => {
  test('tells in words what matters still, and that nothing is recorded', async () => {
    const { code, out, err } = await ask(['fee'], {});
    assert.deepEqual([code, err], [0, '']);
    assert.match(out, /^Is a fee owed, and how much\?\nAs of .*\n\nNot settled: .*\n/);
    assert.match(out, /\nWhat matters still:\n- /);
    assert.ok(out.endsWith('\nNot recorded.\n'));
  });

  test('tells what is settled once all is known, and as JSON what the service would', async () => {
    const { out } = await ask(['fee', '--json', '--without', 'hardship,law'], lateReturn);
    const answer = JSON.parse(out) as { settled: boolean; outcome: string; recorded: boolean }; // as `--json` prints it
    assert.deepEqual([answer.settled, answer.outcome, answer.recorded], [true, 'owed', false]);
  });

  test('refuses a fact that is none', async () => {
    const { code, err } = await ask(['fee', '--without', 'nothing'], {});
    assert.equal(code, 1);
    assert.match(err, /`nothing` is no fact of the vocabulary/);
  });
});
