import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startService } from '../../src/index.js';
import { call, lateReturn, libraryEditions, temporary } from '../cli/support/call.js';

const rules = fileURLToPath(new URL('../../rules', import.meta.url));
const asOf = '2026-08-15T12:00:00Z';
const facts = { dealing: { kind: 'sell', by: 'customer' } };
const tried = [
  'transfer',
  '--editions',
  rules,
  '--edition',
  'kommo-ai-agent-terms/2026-04-27',
  '--as-of',
  asOf,
];

describe('`--letter`', () => {
  test('of `decide` prints what the customer would be told, and that nothing was decided', async () => {
    const { code, out, err } = await call(['decide', ...tried, '--letter'], { input: JSON.stringify(facts) });
    assert.deepEqual([code, err], [0, '']);
    assert.match(
      out,
      /How this would be decided on 15 August 2026, 12:00 UTC\. Nothing has been decided\.\n/,
    );
    assert.match(out, /\n\nThe answer\nNo, these terms prohibit it\.\n\nWhy\n- Credits are non-transferable/);
    const json = await call(['decide', ...tried, '--letter', '--json'], { input: JSON.stringify(facts) });
    const letter = JSON.parse(json.out) as { readonly recorded: unknown; readonly answer: unknown }; // as it was just printed
    assert.deepEqual([letter.recorded, letter.answer], [false, 'No, these terms prohibit it.']);
  });

  test('of `explain` prints the letter of a recorded decision, and not its trace', async (t) => {
    const data = join(await temporary(t), 'data');
    const service = await startService({ editionsDirectory: rules, dataDirectory: data });
    const response = await fetch(`${service.url}/decide/transfer`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        facts,
        asOf,
        edition: { document: 'kommo-ai-agent-terms', revision: '2026-04-27' },
      }),
    });
    const { id } = (await response.json()) as { readonly id: string }; // as the service answers
    const fromService = await call(['explain', id, '--url', service.url, '--letter']);
    await service.close();
    const { code, out, err } = await call(['explain', id, '--data', data, '--letter']);
    assert.deepEqual([code, err], [0, '']);
    assert.match(out, new RegExp(`\\nDecision ${id} of `));
    assert.match(out, /\nThe answer\nNo, these terms prohibit it\.\n/);
    assert.doesNotMatch(out, /How each rule came out|credits-may-not-be-dealt-in/);
    assert.equal(fromService.out, out);
    const wrong = await call(['explain', id, '--data', data, '--letter', '--reveal']);
    assert.equal(wrong.code, 2);
  });

  test('says so where the edition has no words', async () => {
    const { code, out, err } = await call(['decide', 'fee', '--editions', libraryEditions, '--letter'], {
      input: JSON.stringify(lateReturn),
    });
    assert.deepEqual([code, out], [1, '']);
    assert.match(err, /^no-letter: /);
  });
});
