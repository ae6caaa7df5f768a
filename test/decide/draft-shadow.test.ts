import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Edition } from '../../src/edition/model/edition.js';
import { makeCompiledEvaluator } from '../../src/engine/compiled/compiled-evaluator.js';
import { makeDraftShadow, type DraftShadowParts } from '../../src/decide/shadow/draft-shadow.js';
import { makeMetrics } from '../../src/service/monitoring/metrics.js';
import type { Evaluated } from '../../src/decide/evaluate.js';
import { libraryEdition } from '../service/library-edition.js';
import { at, now, startForTest } from '../service/service-under-test.js';

const governing = libraryEdition();

/** A draft by which a fine is due only after five days. */
const lenient = (): Edition => {
  const edition = libraryEdition({ revision: '2027-01-01', digest: `sha256:${'d'.repeat(64)}` });
  const decisions = [...edition.decisions].map(([name, ruleSet]) => {
    const rules = ruleSet.rules.map((rule) =>
      rule.when.kind === 'comparison'
        ? { ...rule, when: { ...rule.when, right: { kind: 'value', value: 5 } as const } }
        : rule,
    );
    return [name, { ...ruleSet, rules }] as const;
  });
  return { ...edition, decisions: new Map(decisions) };
};

/** A draft whose turn comes when the test says so. */
const draftWith = (more: Partial<DraftShadowParts> = {}) => {
  const turns: (() => void)[] = [];
  const defects: unknown[] = [];
  const shadow = makeDraftShadow({
    edition: lenient(),
    makeEvaluator: makeCompiledEvaluator,
    share: 1,
    random: () => 0,
    later: (work) => turns.push(work),
    reportDefect: (defect) => defects.push(defect),
    ...more,
  });
  const settle = async (): Promise<void> => {
    const done = { is: false };
    void shadow.settled().then(() => (done.is = true));
    // Each turn lets one more decision be evaluated.
    while (!done.is) {
      await new Promise((resolve) => setImmediate(resolve));
      turns.shift()?.();
    }
  };
  return { shadow, settle, defects };
};

const decided = (daysLate: number, edition = governing): Evaluated => {
  const facts = { daysLate };
  const answer = makeCompiledEvaluator(edition).decide({ decision: 'fine', facts, asOf: now });
  if (answer.code !== 'decided') throw new Error('The case is refused.');
  return {
    code: 'decided',
    edition,
    facts,
    asOf: now,
    subject: null,
    decisions: [answer.decision],
    once: undefined,
    asked: undefined,
    metadata: undefined,
    holdsUntil: [null],
    governing: null,
  };
};

describe('a draft in shadow', () => {
  it('evaluates after its turn has come, and counts from what to what', async () => {
    const { shadow, settle } = draftWith();
    for (const daysLate of [0, 3, 9]) shadow.offer(decided(daysLate));
    assert.deepEqual([shadow.counts().waiting, shadow.counts().tally.chosen], [3, 0]);
    await settle();
    const { tally, waiting } = shadow.counts();
    assert.deepEqual([waiting, tally.chosen], [0, 3]);
    const fine = tally.decisions.get('fine');
    assert.deepEqual(
      [fine?.compared, fine?.changed, fine?.outcomes],
      [
        3,
        1,
        new Map([
          ['none', new Map([['none', 1]])],
          ['due', new Map([...[['none', 1] as const], ['due', 1] as const])],
        ]),
      ],
    );
  });

  it('passes over what comes faster than it can be evaluated, and counts it', async () => {
    const { shadow, settle } = draftWith({ mostWaiting: 2 });
    for (const daysLate of [1, 2, 3, 4, 5]) shadow.offer(decided(daysLate));
    await settle();
    assert.deepEqual([shadow.counts().tally.chosen, shadow.counts().skipped], [2, 3]);
    shadow.offer(decided(6));
    await settle();
    assert.deepEqual([shadow.counts().tally.chosen, shadow.counts().skipped], [3, 3]);
  });

  it('takes the share of decisions that it is given, and none of other documents', async () => {
    const numbers = [0.1, 0.6, 0.4999, 0.5];
    const { shadow, settle } = draftWith({ share: 0.5, random: () => numbers.shift() ?? 1 });
    for (const daysLate of [1, 2, 3, 4]) shadow.offer(decided(daysLate));
    shadow.offer(decided(1, libraryEdition({ document: 'boat-hire' })));
    await settle();
    assert.equal(shadow.counts().tally.chosen, 2);
  });

  it('counts what its rules cannot be evaluated for', async () => {
    const { shadow, settle, defects } = draftWith({
      makeEvaluator: (edition) => ({
        ...makeCompiledEvaluator(edition),
        decide: () => {
          throw new Error('no figure');
        },
      }),
    });
    shadow.offer(decided(1));
    await settle();
    assert.deepEqual(shadow.counts().tally.notCompared, new Map([['failed', 1]]));
    assert.deepEqual(shadow.counts().tally.errors, new Map([['no figure', 1]]));
    assert.deepEqual(defects, []);
  });
});

describe('a service with a draft in shadow', () => {
  it('answers by what governs, and tells at /drafts and /metrics what the draft says', async (context) => {
    const draftShadow = makeDraftShadow({
      edition: lenient(),
      makeEvaluator: makeCompiledEvaluator,
      share: 1,
      random: Math.random,
      later: (work) => setImmediate(work),
      reportDefect: (defect) => assert.fail(String(defect)),
    });
    const metrics = makeMetrics({
      editions: () => [governing.identity],
      shadow: { evaluated: 0, differed: 0, notKept: 0 },
      drafts: [draftShadow],
      logBytes: () => Promise.resolve(null),
    });
    const service = await startForTest(context, { editions: [governing], draftShadow, metrics });
    for (const daysLate of [0, 3, 9]) {
      const reply = await service.post('/decide/fine', { facts: { daysLate } });
      assert.equal(at(reply.json, 'outcome'), daysLate === 0 ? 'none' : 'due');
      assert.equal(at(reply.json, 'edition.digest'), governing.identity.digest);
    }
    await service.post('/decide', [{ decision: 'fine', facts: { daysLate: 4 } }]);
    await service.post('/preview/fine', { facts: { daysLate: 3 } });
    await draftShadow.settled();

    const { status, json } = await service.get('/drafts');
    assert.equal(status, 200);
    assert.equal(at(json, 'drafts.0.revision'), '2027-01-01');
    assert.equal(at(json, 'drafts.0.evaluated'), 4, 'a preview is none');
    assert.deepEqual(at(json, 'drafts.0.decisions'), [
      {
        decision: 'fine',
        compared: 4,
        changed: 2,
        grounds: 0,
        outcomes: [
          { before: 'due', after: 'due', count: 1 },
          { before: 'due', after: 'none', count: 2 },
          { before: 'none', after: 'none', count: 1 },
        ],
      },
    ]);
    const { text } = await service.get('/metrics');
    const { digest } = lenient().identity;
    assert.match(text, new RegExp(`^clausebook_draft_changed_total\\{digest="${digest}"\\} 2$`, 'm'));
    assert.match(
      text,
      new RegExp(
        `^clausebook_draft_outcomes_total\\{digest="${digest}",decision="fine",answered="due",draft="none"\\} 2$`,
        'm',
      ),
    );
  });

  it('has no drafts to tell of where none is given', async (context) => {
    const service = await startForTest(context);
    assert.deepEqual((await service.get('/drafts')).json, { drafts: [] });
  });
});
