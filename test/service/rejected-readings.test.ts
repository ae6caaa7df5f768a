import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { checkRejected } from '../../src/analysis/check-rejected.js';
import { rejectedEdition } from '../../src/edition/build/rejected-edition.js';
import type { Edition } from '../../src/edition/model/edition.js';
import { reviewStates } from '../../src/edition/read/write-reviews.js';
import { makeCompiledEvaluator } from '../../src/engine/compiled/compiled-evaluator.js';
import { makeReferenceEvaluator } from '../../src/engine/reference/reference-evaluator.js';
import { refundCases } from '../../bench/refund-cases.js';
import { loadRealEdition } from '../engine/compiled/support/differential.js';
import { loadReviewed } from '../engine/compiled/support/load-reviewed.js';
import { at, startForTest } from './service-under-test.js';

const cases = refundCases(60, 5);
const [{ facts, asOf: asOfMs } = { facts: {}, asOf: 0 }] = cases;
const asOf = new Date(asOfMs).toISOString();

/** The files of the edition in `rules/` with more about its first reading, and with no other rejected side than that may have. */
const filesWith = async (more: object): Promise<ReadonlyMap<string, string>> => {
  const { files } = await loadRealEdition();
  const { readings } = parse(files.get('readings.yaml') ?? '') as { readings: readonly object[] };
  const [first, ...others] = readings.map((reading) => ({ ...reading, otherwise: undefined }));
  const changed = { readings: [{ ...first, ...more }, ...others] };
  return new Map([...files, ['readings.yaml', JSON.stringify(changed, null, 1)]]);
};

const editionWith = async (otherwise: object): Promise<Edition> =>
  loadReviewed(await filesWith({ otherwise }));

/** The rule that decides the first case, and the id of the first reading. */
const decisive = async (): Promise<{ readonly rule: string; readonly id: string }> => {
  const edition = await loadRealEdition();
  const answer = makeCompiledEvaluator(edition).decide({ decision: 'refund', facts, asOf: asOfMs });
  assert.ok(answer.code === 'decided');
  const [rule = ''] = answer.decision.standing;
  const [id = ''] = edition.readings.keys();
  return { rule, id };
};

describe('A reading that says what it rejected', () => {
  it('is tried by a preview, alike in both evaluators, and never by what is recorded', async (t) => {
    const { rule, id } = await decisive();
    const edition = await editionWith({ decisions: { refund: { without: [rule] } } });
    const service = await startForTest(t, { editions: [edition] });
    const taken = await service.post('/preview/refund', { facts, asOf });
    const tried = await service.post('/preview/refund', { facts, asOf, readings: { [id]: 'rejected' } });
    assert.equal(tried.status, 200, JSON.stringify(tried.json));
    assert.deepEqual(tried.json['rejected'], [id]);
    assert.ok(!('rejected' in taken.json));
    assert.deepEqual(tried.json['edition'], taken.json['edition']);
    const rulesOf = (json: object): readonly unknown[] =>
      (at(json, 'clauses') as readonly object[]).map((one) => at(one, 'rule'));
    assert.ok(rulesOf(taken.json).includes(rule));
    assert.ok(!rulesOf(tried.json).includes(rule));

    const recorded = await service.post('/decide/refund', { facts, asOf, readings: { [id]: 'rejected' } });
    assert.equal(recorded.status, 400);
    assert.equal(recorded.json['code'], 'invalid-request');
    assert.equal(at(recorded.json, 'errors.0.pointer'), '/readings');
    const wrong = await service.post('/preview/refund', { facts, asOf, readings: { [id]: 'taken' } });
    assert.equal(at(wrong.json, 'errors.0.code'), 'not-allowed');
    const unknown = await service.post('/preview/refund', { facts, asOf, readings: { R999: 'rejected' } });
    assert.equal(unknown.status, 422);
    assert.equal(unknown.json['code'], 'unknown-reading');

    const found = rejectedEdition(edition, [id]);
    assert.ok(found.code === 'read');
    const [reference, compiled] = [
      makeReferenceEvaluator(found.edition),
      makeCompiledEvaluator(found.edition),
    ];
    for (const one of cases.slice(0, 10)) {
      const question = { decision: 'refund', ...one };
      assert.deepEqual(compiled.explain(question), await reference.explain(question));
    }
  });

  it('may put rules, definitions and parameters in the place of those that were taken', async () => {
    const { rule, id } = await decisive();
    const edition = await loadRealEdition();
    const [outcome = ''] = edition.decisions.get('refund')?.outcomes ?? [];
    const replaced = {
      id: rule,
      clauses: ['6.1'],
      modality: 'must',
      when: 'always',
      then: { outcome, because: 'It is read otherwise.' },
    };
    const found = rejectedEdition(await editionWith({ decisions: { refund: { rules: [replaced] } } }), [id]);
    assert.ok(found.code === 'read', JSON.stringify(found));
    const rules = found.edition.decisions.get('refund')?.rules ?? [];
    assert.equal(rules.length, edition.decisions.get('refund')?.rules.length);
    assert.deepEqual(rules.find((one) => one.id === rule)?.when, { kind: 'always' });
  });

  it('counts in the digest, and is found by the check where it does not load or changes nothing', async () => {
    const { rule, id } = await decisive();
    const plain = loadReviewed(await filesWith({}));
    const turning = await editionWith({ decisions: { refund: { without: [rule] } } });
    assert.notEqual(turning.identity.digest, plain.identity.digest);
    const questions = cases.map((one) => ({ decision: 'refund', ...one }));
    const codes = async (edition: Edition): Promise<readonly string[]> =>
      (await checkRejected(edition, makeCompiledEvaluator, { limit: 200, cases: questions })).map(
        ({ code, file, message }) => {
          assert.equal(file, 'readings.yaml');
          assert.match(message, new RegExp(`\`${id}\``));
          return code;
        },
      );
    assert.deepEqual(await codes(plain), []);
    // No other rule decides what that one did.
    assert.deepEqual(await codes(turning), ['rules-gap']);
    assert.deepEqual(await codes(await editionWith({})), ['reading-idle']);
    const wrong = { decisions: { refund: { rules: [{ id: 'unfinished' }] } } };
    assert.ok((await codes(await editionWith(wrong))).every((code) => code === 'reading-otherwise'));
    assert.ok((await codes(await editionWith(wrong))).length > 0);
  });

  it('is tried for rules that conflict, and the case names the command that shows it', async () => {
    const { id } = await decisive();
    const then = { outcome: 'refundable', because: 'It is read otherwise.' };
    const always = { id: 'refunded-always', clauses: ['6.1'], modality: 'must', when: 'always', then };
    const edited = await editionWith({ decisions: { refund: { rules: [always] } } });
    const [conflict] = await checkRejected(edited, makeCompiledEvaluator, { limit: 200 });
    assert.equal(conflict?.code, 'rules-conflict');
    assert.match(conflict.message, new RegExp(`^With what \`${id}\` rejected: .*\`refunded-always\``));
    assert.match(conflict.hint, new RegExp(`\`clausebook decide refund --reading ${id}=rejected\`: \\{`));
  });
});

describe('A reading that somebody signed', () => {
  const openReadings = async (more: object): Promise<readonly string[]> =>
    (reviewStates(await filesWith(more)) ?? [])
      .filter(({ state }) => state !== 'reviewed')
      .flatMap(({ of }) => of.filter((name) => name.includes('as signed')));

  it('asks for a new review when what it says changes', async () => {
    const signed = { decidedBy: 'Counsel', decidedOn: '2026-04-20', risk: 'low' };
    const [name] = await openReadings(signed);
    assert.match(name ?? '', /^reading \w+, as signed [0-9a-f]{12}$/);
    assert.notEqual((await openReadings({ ...signed, taken: 'Otherwise.' }))[0], name);
    assert.notEqual((await openReadings({ ...signed, risk: 'high' }))[0], name);
    assert.equal((await openReadings(signed))[0], name);
  });
});
