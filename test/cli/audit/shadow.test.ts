import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { makeCompiledEvaluator } from '../../../src/engine/compiled/compiled-evaluator.js';
import { makeReferenceEvaluator } from '../../../src/engine/reference/reference-evaluator.js';
import { loadEditions } from '../../../src/decide/editions/load-editions.js';
import { makeShadowing } from '../../../src/decide/shadow/shadowing.js';
import { lying } from '../../engine/support/wrong-evaluators.js';
import { call, lateReturn, libraryEditions, temporary } from '../support/call.js';

describe('`clausebook serve --shadow`', () => {
  const refused: readonly (readonly [readonly string[], Readonly<Record<string, string>>, RegExp])[] = [
    [['--shadow', '1.5'], {}, /`--shadow 1\.5`: give a share from 0 to 1/],
    [['--shadow=-1'], {}, /`--shadow -1`: give a share/],
    [['--shadow', 'all'], {}, /`--shadow all`: give a share/],
    [['--shadow', '.'], {}, /`--shadow \.`: give a share/],
    [[], { CLAUSEBOOK_SHADOW: '2' }, /`CLAUSEBOOK_SHADOW=2`: give a share/],
    [['--shadow', '0.1', '--engine', 'reference'], {}, /The reference has no shadow/],
  ];
  for (const [options, environment, message] of refused)
    test(`refuses ${[...options, ...Object.values(environment)].join(' ')}`, async (t) => {
      const data = await temporary(t);
      const argv = ['serve', '--port', '0', '--data', data, '--editions', libraryEditions, ...options];
      const { code, err } = await call(argv, { environment });
      assert.equal(code, 2);
      assert.match(err, message);
    });

  test('answers as without it, since the two agree', async (t) => {
    const data = await temporary(t);
    let stop: () => void = () => undefined;
    const untilStopped = new Promise<void>((resolve) => {
      stop = resolve;
    });
    let outcome: Promise<unknown> = Promise.resolve();
    const argv = ['serve', '--port', '0', '--data', data, '--editions', libraryEditions, '--shadow', '1'];
    const { code, err } = await call(argv, {
      untilStopped,
      onOut: (text) => {
        const url = /serves on (http:\S+)\n/.exec(text)?.[1] ?? '';
        outcome = fetch(`${url}/decide/fee`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ facts: lateReturn }),
        })
          .then(async (response) => (await response.json()) as { readonly outcome: unknown }) // a decision
          .finally(stop);
      },
    });
    assert.equal(code, 0);
    assert.equal(((await outcome) as { readonly outcome: unknown }).outcome, 'owed'); // as above
    assert.doesNotMatch(err, /differ/);
    assert.ok(!(await readdir(data)).includes('differences'));
  });
});

test('A kept difference is repeated by `clausebook decide` with either engine', async (t) => {
  const data = await temporary(t);
  const loaded = await loadEditions(libraryEditions);
  const edition =
    loaded.code === 'loaded' ? loaded.editions.find(({ decisions }) => decisions.has('fee')) : undefined;
  assert.ok(edition !== undefined);
  const shadowing = makeShadowing({
    share: 1,
    makeLeading: (of) => lying(makeCompiledEvaluator(of), { outcome: 'not-owed' }),
    makeReference: makeReferenceEvaluator,
    random: () => 0,
    dataDirectory: data,
    newId: () => 'one',
    report: () => undefined,
  });
  const asOf = Date.parse('2025-07-01T12:00:00.000Z');
  await shadowing.makeEvaluator(edition).decide({ decision: 'fee', facts: lateReturn, asOf });
  await shadowing.settled();

  const folder = join(data, 'differences');
  const [request = ''] = (await readdir(folder)).filter((file) => file.endsWith('.request.json'));
  assert.match(await readFile(join(folder, request), 'utf8'), new RegExp(edition.identity.digest));
  for (const engine of ['reference', 'compiled']) {
    const argv = ['decide', 'fee', '--facts', join(folder, request), '--engine', engine, '--json'];
    const { code, out } = await call([...argv, '--editions', libraryEditions]);
    assert.equal(code, 0);
    const answer = JSON.parse(out) as { readonly outcome: string; readonly asOf: string }; // as `--json` prints it
    assert.deepEqual([answer.outcome, answer.asOf], ['owed', '2025-07-01T12:00:00.000Z']);
  }
});
