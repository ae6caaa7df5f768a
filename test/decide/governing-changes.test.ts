import assert from 'node:assert/strict';
import { before, describe, it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Edition } from '../../src/edition/model/edition.js';
import { readEditionFolder } from '../../src/edition/read/read-edition-folder.js';
import { loadReviewed } from '../engine/compiled/support/load-reviewed.js';
import { makeCompiledEvaluator } from '../../src/engine/compiled/compiled-evaluator.js';
import {
  makeEditions,
  makePublishedEditions,
  type KeptReleases,
} from '../../src/decide/editions/editions.js';
import type { Publication } from '../../src/edition/model/publication.js';
import { at, startForTest, type ServiceUnderTest } from '../service/service-under-test.js';

const folder = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const none: KeptReleases = {
  files: () => Promise.resolve(undefined),
  load: () => Promise.reject(new Error('No release is read in this test.')),
};
const change = Date.UTC(2027, 0, 1);
const instant = (epochMs: number): string => new Date(epochMs).toISOString();
/** A package of a year that was bought when its first period started. */
const boughtAt = (epochMs: number) => ({
  package: {
    id: 'P-1',
    kind: 'paid',
    plan: 'multi-period',
    periods: 12,
    startsAt: instant(epochMs),
    feePaid: { minor: 120_000, currency: 'USD' },
    creditsPerPeriod: 1000,
  },
});
const refund = (epochMs: number) => ({ ...boughtAt(epochMs), ground: 'changed-need' });
const use = (epochMs: number) => ({
  ...boughtAt(epochMs),
  subscription: { status: 'active', paid: true },
  credits: { allocated: 1000, consumed: 0 },
  event: { functionality: 'ai-reply', units: 1 },
});

let editions: readonly Edition[];
before(async () => {
  editions = await Promise.all(
    ['rules/kommo-ai-agent-terms/2026-04-27', 'test/editions/kommo-ai-agent-terms/2027-01-01'].map(
      async (path) => loadReviewed(await readEditionFolder(folder(path))),
    ),
  );
});

/** Asks for a decision, and gives the revision that governed, or the code of why none did. */
const revisionOf = async (
  service: ServiceUnderTest,
  decision: string,
  body: Readonly<Record<string, unknown>>,
): Promise<unknown> => {
  const { json } = await service.post(`/preview/${decision}`, body);
  return at(json, 'edition.revision') ?? at(json, 'code');
};

const start = (context: TestContext): Promise<ServiceUnderTest> =>
  startForTest(context, {
    editions,
    makeEvaluator: makeCompiledEvaluator,
    clock: () => Date.UTC(2027, 5, 1),
  });

describe('which words govern, before and after a change of the terms', () => {
  it('those under which the package was bought, as long as the customer is silent', async (t) => {
    const service = await start(t);
    for (const [bought, expected] of [
      [Date.UTC(2026, 4, 1), '2026-04-27'],
      [change - 1, '2026-04-27'],
      [change, '2027-01-01'],
      [change + 1, '2027-01-01'],
    ] as const)
      assert.equal(
        await revisionOf(service, 'refund', { asOf: '2027-02-15T00:00:00Z', facts: refund(bought) }),
        expected,
        instant(bought),
      );
  });

  it('the new ones from a use after the change on, which is metered by them', async (t) => {
    const service = await start(t);
    const facts = use(Date.UTC(2026, 11, 15));
    for (const [asOf, revision, credits] of [
      [change - 1, '2026-04-27', 2],
      [change, '2026-04-27', 2],
      [change + 1, '2027-01-01', 3],
    ] as const) {
      const { json } = await service.post('/decide/consumption', { asOf: instant(asOf), facts });
      assert.equal(at(json, 'edition.revision'), revision, instant(asOf));
      assert.equal(at(json, 'effects.credits'), credits, instant(asOf));
      assert.equal(at(json, 'governing.by'), 'acceptance');
    }
  });

  it('the new ones where a use after the change, or assent to them, is told', async (t) => {
    const service = await start(t);
    const asOf = '2027-02-15T00:00:00Z';
    const facts = refund(Date.UTC(2026, 4, 1));
    const given = (...acts: readonly object[]) =>
      revisionOf(service, 'refund', { asOf, facts, acceptance: { acts } });
    const digest = editions[1]?.identity.digest;
    assert.equal(await given({ kind: 'use', at: instant(change) }), '2026-04-27');
    assert.equal(await given({ kind: 'use', at: instant(change + 1) }), '2027-01-01');
    assert.equal(await given({ kind: 'use', at: '2027-02-15T00:00:00.001Z' }), '2026-04-27');
    assert.equal(
      await given({ kind: 'assent', at: '2026-12-01T00:00:00Z', edition: { digest } }),
      '2027-01-01',
    );
    assert.equal(
      await given({ kind: 'assent', at: '2027-02-14T00:00:00Z', edition: { revision: '2026-04-27' } }),
      '2026-04-27',
    );
  });

  it('none where the package was bought before the first terms, and nothing was done since', async (t) => {
    const service = await start(t);
    const facts = refund(Date.UTC(2026, 3, 20));
    // One edition in effect or several: that makes no difference.
    for (const at of [change - 1, change])
      assert.equal(
        await revisionOf(service, 'refund', { asOf: instant(at), facts }),
        'no-governing-edition',
        instant(at),
      );
    const edition = { revision: '2027-01-01' };
    assert.equal(
      await revisionOf(service, 'refund', { asOf: instant(change), facts, edition }),
      '2027-01-01',
    );
  });

  it('as a record tells them again, with the act and the clauses', async (t) => {
    const service = await start(t);
    const facts = refund(Date.UTC(2026, 4, 1));
    const decided = await service.post('/decide/refund', { asOf: '2027-02-15T00:00:00Z', facts });
    assert.deepEqual(at(decided.json, 'governing.act'), { kind: 'purchase', at: '2026-05-01T00:00:00.000Z' });
    assert.equal((await service.get(`/decisions/${String(at(decided.json, 'id'))}`)).text, decided.text);
  });
});

describe('a correction that was published late', () => {
  it('is the release of the edition from its publication on; as known before, the first one is', async () => {
    const [first] = editions;
    assert.ok(first !== undefined);
    const corrected = { ...first, identity: { ...first.identity, digest: `sha256:${'c'.repeat(64)}` } };
    const published = [Date.UTC(2026, 3, 1), Date.UTC(2026, 8, 1)] as const;
    const publications: readonly Publication[] = [
      { edition: first, known: [{ from: published[0], until: null }] },
      { edition: corrected, known: [{ from: published[1], until: null }] },
    ];
    const many = makePublishedEditions(publications, none, () => Date.UTC(2026, 9, 1));
    const asOf = Date.UTC(2026, 7, 1);
    const digestAt = async (knownAt?: number): Promise<string> => {
      const choice = await many.choose(knownAt === undefined ? {} : { knownAt }, 'refund', asOf);
      return choice.code === 'chosen' ? choice.edition.identity.digest : choice.code;
    };
    assert.equal(await digestAt(), corrected.identity.digest);
    assert.equal(await digestAt(published[1]), corrected.identity.digest);
    assert.equal(await digestAt(published[1] - 1), first.identity.digest);
    assert.equal(await digestAt(published[0] - 1), 'unknown-edition');
    // To have agreed to the first release is to have agreed to the edition.
    const acts = [{ kind: 'assent' as const, at: asOf, edition: { digest: first.identity.digest } }];
    const choice = await many.choose({}, 'refund', asOf, acts);
    assert.equal(choice.code, 'chosen');
    assert.equal(choice.edition, corrected);
  });

  it('is seen nowhere once it is withdrawn', async () => {
    const [first, second] = editions;
    assert.ok(first !== undefined && second !== undefined);
    const withdrawnAt = Date.UTC(2027, 0, 10);
    const many = makePublishedEditions(
      [
        { edition: first, known: [{ from: 0, until: null }] },
        { edition: second, known: [{ from: 0, until: withdrawnAt }] },
      ],
      none,
      () => withdrawnAt,
    );
    const acts = [{ kind: 'purchase' as const, at: change + 1 }];
    const now = await many.choose({}, 'refund', change + 2, acts);
    const before = await many.choose({ knownAt: withdrawnAt - 1 }, 'refund', change + 2, acts);
    assert.equal(now.code === 'chosen' ? now.edition : null, first);
    assert.equal(before.code === 'chosen' ? before.edition : null, second);
    assert.equal(makeEditions([first], none).all().length, 1);
  });
});
