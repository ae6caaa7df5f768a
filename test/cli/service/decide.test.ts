import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { call, lateReturn, libraryEditions, now, temporary } from '../support/call.js';

const library = ['--editions', libraryEditions];
const decide = (argv: readonly string[], input: unknown = lateReturn) =>
  call(['decide', ...argv, ...library], { input: typeof input === 'string' ? input : JSON.stringify(input) });

/** What is read of a printed answer or problem. */
interface Printed {
  readonly code?: string;
  readonly outcome?: string;
  readonly asOf?: string;
  readonly subject?: string;
  readonly recorded?: boolean;
  readonly effects?: unknown;
  readonly errors?: readonly { readonly pointer: string; readonly code: string }[];
}
const printed = (out: string): Printed => JSON.parse(out) as Printed; // as `--json` prints it

describe('`clausebook decide`', () => {
  test('tells a decision on facts from standard input, in words, and that it is not recorded', async () => {
    const { code, out, err } = await decide(['fee']);
    assert.equal(code, 0);
    assert.equal(err, '');
    assert.match(out, /^Is a fee owed, and how much\?\nDecision as of 1 July 2025, 12:00 UTC, .*: owed\.\n/);
    assert.match(out, /- The item is 3 days late\.\n {2}Clause 3\.1: “/);
    assert.match(out, /- amount: EUR 0\.90\n- days: 3\n/);
    assert.ok(out.endsWith('\nNot recorded.\n'));
  });

  test('prints the answer as the service would, with --json', async () => {
    const { code, out } = await decide(['fee', '--json']);
    assert.equal(code, 0);
    const { outcome, asOf, effects, recorded } = printed(out);
    assert.deepEqual(
      { outcome, asOf, effects, recorded },
      {
        outcome: 'owed',
        asOf: now,
        effects: { amount: { minor: 90, currency: 'EUR' }, days: 3 },
        recorded: false,
      },
    );
  });

  test('reads facts, or a whole request, from a file; options win over what it says', async (t) => {
    const file = join(await temporary(t), 'case.json');
    const asOf = '2025-06-21T10:00:00.000Z';
    await writeFile(file, JSON.stringify({ facts: lateReturn, asOf, subject: 'case 1' }));
    const asked = printed((await decide(['fee', '--facts', file, '--json'], '')).out);
    assert.deepEqual([asked.asOf, asked.subject], [asOf, 'case 1']);
    const other = ['fee', '--facts', file, '--as-of', '2025-08-01T00:00:00+02:00', '--json'];
    assert.equal(printed((await decide(other, '')).out).asOf, '2025-07-31T22:00:00.000Z');
    await writeFile(file, JSON.stringify(lateReturn));
    assert.equal(printed((await decide(['fee', '--facts', file, '--json'], '')).out).outcome, 'owed');
  });

  test('decides under the edition that is named', async () => {
    assert.equal((await decide(['fee', '--edition', 'library-lending'])).code, 0);
    assert.equal((await decide(['fee', '--edition', 'library-lending/2025-03-01'])).code, 0);
    const { code, err } = await decide(['fee', '--edition', 'library-lending/1999']);
    assert.equal(code, 1);
    assert.match(err, /^unknown-edition: /);
  });

  test('refuses wrong facts with 1, each on a line of its own', async () => {
    const { code, out, err } = await decide(['fee'], { ...lateReturn, copy: {}, lon: 1 });
    assert.equal(code, 1);
    assert.equal(out, '');
    assert.match(
      err,
      /^invalid-facts: .*\n {2}\/copy\/price {2}missing-fact {2}.*\n {2}\/lon {2}unknown-fact {2}.*`loan`\?\n$/,
    );
  });

  test('prints the problem document with --json', async () => {
    const { code, out, err } = await decide(['fee', '--json'], { ...lateReturn, copy: {} });
    assert.equal(code, 1);
    assert.equal(err, '');
    assert.deepEqual(
      printed(out).errors?.map(({ pointer }) => pointer),
      ['/copy/price'],
    );
  });

  for (const [what, argv, input, problem] of [
    ['what is not JSON', ['fee'], '{', 'not-json'],
    ['an instant without an offset', ['fee', '--as-of', '2025-07-01T12:00:00'], lateReturn, 'invalid-as-of'],
    ['a decision that there is not', ['fees'], lateReturn, 'unknown-decision'],
    [
      'an instant before the first edition',
      ['fee', '--as-of', '2024-01-01T00:00:00Z'],
      lateReturn,
      'no-governing-edition',
    ],
    ['a list', ['fee'], [], 'invalid-request'],
    ['a key that a request does not have', ['fee'], { facts: {}, fact: {} }, 'invalid-request'],
  ] as const) {
    test(`refuses ${what} with 1`, async () => {
      const { code, err } = await decide(argv, input);
      assert.equal(code, 1);
      assert.match(err, new RegExp(`^${problem}: `));
      assert.equal(printed((await decide([...argv, '--json'], input)).out).code, problem);
    });
  }
});
