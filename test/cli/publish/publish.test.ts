import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { sha256 } from '../../../src/language/canonical.js';
import { boatsUntil, digestIn, harbour } from '../support/boat-release.js';
import { writeEdition } from '../support/call.js';

/** With `storm` left out, the boat stays where there is no wind alone. */
const calm = {
  id: 'calm',
  clauses: ['1.2'],
  modality: 'must',
  when: { fact: 'wind', operator: 'equal', value: 0 },
  then: { outcome: 'stays', because: 'It is calm.' },
  overrides: ['by-default'],
};

const both = ['--author', 'Ann', '--reason', 'So'];

describe('`clausebook publish`', () => {
  test('enters an edition that every check and its scenarios bear out, signed', async (t) => {
    const { publish, call, data } = await harbour(t);
    const tried = await publish(boatsUntil(8), ['--dry-run']);
    assert.equal(tried.code, 0, tried.out + tried.err);
    assert.match((await call('editions')).out, /Nothing is published/);
    const first = await publish(boatsUntil(8));
    assert.equal(first.code, 0, first.out + first.err);
    const kept = await readFile(join(data, 'releases', `${digestIn(first).slice(7)}.json`), 'utf8');
    assert.match(kept, /boat-hire/);
    const listed = await call('editions');
    assert.match(
      listed.out,
      /published {2}boat-hire\/2026 .*\n.*Ann, approved by Ben: The season\nAll signatures hold\./,
    );
    assert.equal(listed.code, 0);
  });

  test('refuses one whose scenarios fail, and tells which', async (t) => {
    const { publish, call } = await harbour(t);
    const { code, out } = await publish(boatsUntil(10));
    assert.equal(code, 1);
    assert.match(out, /scenarios-failed: .*01\.feature:\d+\n {2}“A wind of 9/);
    assert.match((await call('editions')).out, /Nothing is published/);
  });

  test('refuses with --require-proof what the evidence does not prove, and enters the digest of what does', async (t) => {
    const { publish, call, directory, data } = await harbour(t);
    const always = "\n  - { name: one-answer, clauses: ['1.1'], decisions: [hire], holds: wind >= 0 }";
    const files = boatsUntil(8, '2026', undefined, always);
    const edition = { digest: digestIn(await publish(files, ['--dry-run'])) };
    const evidence = join(directory, 'proof.json');
    const requiring = async (proof: object, ...more: readonly string[]) => {
      const at = '2026-11-30T09:00:00Z';
      await writeFile(evidence, JSON.stringify({ solver: 'a solver 1.2', at, mostItems: 2, ...proof }));
      return publish(files, ['--require-proof', evidence, ...more]);
    };
    const property = { id: 'no-gap', verdict: 'proved', clauses: ['1.1'] };
    const hire = { code: 'tried', decision: 'hire', properties: [property] };
    const invariant = { code: 'tried', invariant: 'one-answer', properties: [property] };
    const refused: readonly (readonly [object, RegExp])[] = [
      [
        { edition: { digest: 'sha256:00' }, decisions: [hire] },
        /not-proved: .*proof\.json\n {2}It proves sha256:00/,
      ],
      [{ edition, decisions: [] }, /not-proved: .*\n {2}`hire` is not proved in it/],
      [{ edition, decisions: [{ ...hire, properties: [] }] }, /`hire` has findings: 1/],
      [{ edition, decisions: [{ code: 'untranslatable', decision: 'hire' }] }, /`hire` has findings: 1/],
      [
        { edition, decisions: [{ ...hire, properties: [property, { id: 'x', verdict: 'unknown' }] }] },
        /`hire` has findings: 1/,
      ],
      [{ edition, decisions: [hire] }, /`one-answer` is not proved in it/],
      [
        {
          edition,
          decisions: [hire],
          invariants: [{ ...invariant, properties: [{ id: 'always', verdict: 'refuted' }] }],
        },
        /`one-answer` has findings: 1/,
      ],
    ];
    for (const [proof, told] of refused) {
      const { code, out, err } = await requiring(proof);
      assert.equal(code, 1, out + err);
      assert.match(out, told);
    }
    for (const none of [
      'no proof',
      JSON.stringify({ edition, decisions: [hire], invariants: [invariant] }),
    ]) {
      await writeFile(evidence, none);
      assert.equal((await publish(files, ['--require-proof', evidence])).code, 3);
    }
    const bounded = { ...hire, bounded: ['gear'], properties: [property, { ...property, clauses: [] }] };
    const proved = await requiring({ edition, decisions: [bounded], invariants: [invariant] });
    assert.equal(proved.code, 0, proved.out + proved.err);
    const registry = await readFile(join(data, 'registry.json'), 'utf8');
    assert.ok(registry.includes(`"proof": "${sha256(await readFile(evidence))}"`), registry);
    const { entries } = JSON.parse(registry) as { readonly entries: readonly { readonly proved?: object }[] };
    assert.deepEqual(entries.at(-1)?.proved, {
      solver: 'a solver 1.2',
      at: '2026-11-30T09:00:00Z',
      properties: 3,
      items: 2,
      clauses: { '1.1': 2 },
      invariants: ['one-answer'],
      each: [
        { of: 'hire', verdict: 'proved', clauses: ['1.1'], properties: ['no-gap'] },
        { of: 'hire', verdict: 'proved', clauses: [], properties: ['no-gap'] },
        { of: 'one-answer', verdict: 'proved', clauses: ['1.1'], properties: ['no-gap'] },
      ],
    });
    const listed = await call('editions');
    assert.match(listed.out, /All signatures hold\./);
    assert.match(listed.out, /proved: sha256:[0-9a-f]{64}/);
  });

  test('refuses one with a reading whose rejected side changes nothing, or is no part of an edition', async (t) => {
    const { publish } = await harbour(t);
    const withOtherwise = (otherwise: object): ReadonlyMap<string, string> =>
      boatsUntil(8, '2026', otherwise);
    const idle = await publish(withOtherwise({}), ['--dry-run']);
    assert.equal(idle.code, 1);
    assert.match(
      idle.out,
      /check-failed: .*readings\.yaml:\d+:\d+ +warning +reading-idle\n.*`R1` rejected changes/,
    );
    const loose = await publish(withOtherwise({ decisions: { hire: { rules: [{ id: 'other' }] } } }), [
      '--dry-run',
    ]);
    assert.match(loose.out, /check-failed: .* reading-otherwise\n/);
    const turning = await publish(
      withOtherwise({ decisions: { hire: { without: ['storm'], rules: [calm] } } }),
      ['--dry-run'],
    );
    assert.equal(turning.code, 0, turning.out + turning.err);
  });

  test('refuses too few approvals: the author’s own is none', async (t) => {
    const { publish } = await harbour(t);
    const { code, out } = await publish(boatsUntil(8), ['--author', 'Ann', '--reviewer', 'ann']);
    assert.equal(code, 1);
    assert.match(out, /too-few-approvals: 0 of 1/);
    const two = await publish(boatsUntil(8), ['--approvals', '2', '--reviewer', 'Cy']);
    assert.equal(two.code, 0, two.out);
  });

  test('refuses an effective instant in the past, which only what was in force before may have', async (t) => {
    const { publish } = await harbour(t);
    const past = new Map(
      [...boatsUntil(8)].map(([name, text]) => [name, text.replace('2026-05-01', '2025-05-01')]),
    );
    const refused = await publish(past);
    assert.match(refused.out, /effective-in-the-past: edition\.yaml/);
    const adopted = await publish(past, ['--adopt']);
    assert.equal(adopted.code, 0, adopted.out);
    assert.equal((await publish(boatsUntil(8, '2027'))).code, 0);
    const late = new Map([...past].map(([name, text]) => [name, text.replace('"2026"', '"2024"')]));
    assert.match((await publish(late, ['--adopt'])).out, /adopted-too-late/);
  });

  test('refuses to take the place of what is served from a folder before that is adopted', async (t) => {
    const { publish, directory } = await harbour(t);
    await writeEdition(directory, 'rules/boat-hire/2026', boatsUntil(8));
    assert.match((await publish(boatsUntil(7, '2027'))).out, /not-adopted: boat-hire\/2026/);
  });

  test('refuses another release of a revision that is in force from its folder before that is adopted', async (t) => {
    const { publish, directory } = await harbour(t);
    const inForce = new Map(
      [...boatsUntil(8)].map(([name, text]) => [name, text.replace('2026-05-01', '2025-05-01')]),
    );
    await writeEdition(directory, 'rules/boat-hire/2026', inForce);
    // In time by itself, of another folder: nothing would govern until then.
    const refused = await publish(boatsUntil(7));
    assert.match(refused.out, /not-adopted: boat-hire\/2026\n {2}It is in force since 2025-05-01/);
    assert.equal(refused.code, 1);
  });

  test('refuses a release twice, and one that was withdrawn', async (t) => {
    const { publish, call } = await harbour(t);
    const digest = digestIn(await publish(boatsUntil(8)));
    assert.match((await publish(boatsUntil(8))).out, /already-published/);
    assert.equal((await call('withdraw', digest, ...both)).code, 0);
    assert.match((await publish(boatsUntil(8))).out, /withdrawn-release/);
    assert.equal((await call('withdraw', digest, ...both)).code, 1);
  });

  test('lets one of two at once go first, and the other after it', async (t) => {
    const { publish, call } = await harbour(t);
    assert.equal((await publish(boatsUntil(8))).code, 0);
    const [one, other] = await Promise.all([publish(boatsUntil(7)), publish(boatsUntil(6))]);
    assert.deepEqual([one.code, other.code], [0, 0], one.out + other.out);
    const same = await Promise.all([publish(boatsUntil(5)), publish(boatsUntil(5))]);
    assert.deepEqual(same.map(({ code }) => code).sort(), [0, 1]);
    const { entries, problem } = JSON.parse((await call('editions', '--json')).out) as {
      readonly entries: readonly unknown[];
      readonly problem: unknown;
    };
    assert.equal(entries.length, 4);
    assert.equal(problem, null);
  });

  test('adds nothing to a registry whose entries were changed', async (t) => {
    const { publish, call, data } = await harbour(t);
    await publish(boatsUntil(8));
    const file = join(data, 'registry.json');
    await writeFile(file, (await readFile(file, 'utf8')).replace('"Ann"', '"Eve"'));
    const listed = await call('editions');
    assert.equal(listed.code, 1);
    assert.match(listed.out, /The signature of entry 1 is not over what it says/);
    const next = await publish(boatsUntil(7));
    assert.equal(next.code, 3);
    assert.match(next.err, /registry-broken/);
  });
});

describe('`clausebook restore`', () => {
  test('rolls back to a release that others followed, and to none that counts already', async (t) => {
    const { publish, call } = await harbour(t);
    const first = digestIn(await publish(boatsUntil(8)));
    const second = digestIn(await publish(boatsUntil(7)));
    assert.equal((await call('restore', second, ...both)).code, 1);
    assert.equal((await call('restore', first, ...both)).code, 0);
    assert.match((await call('restore', first, ...both)).out, /nothing-to-restore/);
  });
});
