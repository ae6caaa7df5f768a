import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { makeReferenceEvaluator } from '../../src/engine/reference/reference-evaluator.js';
import { makeCompiledEvaluator } from '../../src/engine/compiled/compiled-evaluator.js';
import { tellTrace } from '../../src/engine/tell-trace.js';
import { loadRealEdition } from '../engine/compiled/support/differential.js';
import { refundCases } from '../../bench/refund-cases.js';
import type { Edition } from '../../src/edition/model/edition.js';
import { at, memoryLog, startForTest, type Reply } from './service-under-test.js';

/** That a reply is a problem of a code. */
const assertProblem = (reply: Reply, code: string): void => {
  assert.equal(reply.json['code'], code, JSON.stringify(reply.json));
};

const severable = (): Promise<Edition> => loadRealEdition();
const authority = 'Regional Court, 12 O 34/26';
// Of a package that was bought after the terms took effect.
const [{ facts, asOf: asOfMs } = { facts: {}, asOf: 0 }] = refundCases(1, 25);
const asOf = new Date(asOfMs).toISOString();

describe('A request that names invalid clauses', () => {
  it('is decided without the rules that rest on them alone, and says so in answer, record and trace', async (t) => {
    const edition = await severable();
    const log = memoryLog();
    const service = await startForTest(t, { log, editions: [edition] });
    const plain = await service.post('/decide/refund', { facts, asOf });
    assert.equal(plain.status, 200);
    assert.ok(!('severed' in plain.json));
    const [cited] = plain.json['clauses'] as readonly { readonly id: string; readonly rule: string }[];
    assert.ok(cited);
    const rule = edition.decisions.get('refund')?.rules.find(({ id }) => id === cited.rule);
    assert.ok(rule);
    const invalid = rule.clauses.map((clause) => ({ clause, authority }));
    const severed = await service.post('/decide/refund', { facts, asOf, invalid });
    assert.equal(severed.status, 200);
    const told = severed.json['severed'] as { readonly clause: object; readonly rules: readonly object[] };
    assert.deepEqual(told.clause, { id: '19.3', text: edition.contract.clauses.get('19.3')?.words });
    assert.ok(told.rules.some((one) => at(one, 'rule') === rule.id && at(one, 'clauses') !== undefined));
    const rules = (severed.json['clauses'] as readonly object[]).map((one) => at(one, 'rule'));
    assert.ok(!rules.includes(rule.id));

    const id = String(severed.json['id']);
    const back = await service.get(`/decisions/${id}`);
    assert.deepEqual(back.json, severed.json);
    const trace = await service.get(`/decisions/${id}/trace`);
    assert.equal(trace.json['reproduced'], true);
    const dropped = (trace.json['rules'] as readonly object[]).find((one) => at(one, 'rule') === rule.id);
    assert.equal(at(dropped, 'severed'), true);
    assert.equal(at(dropped, 'fired'), false);
    const record = await log.get(id);
    assert.ok(record);
    assert.ok(record.body.cites.includes('19.3'));
    assert.deepEqual(record.body.inputs.invalid, invalid);
    const found = await service.get('/decisions?clause=19.3');
    assert.equal((found.json['items'] as readonly unknown[]).length, 1);
  });

  it('is decided alike in a batch, together, and in a preview', async (t) => {
    const service = await startForTest(t, { editions: [await severable()] });
    const invalid = [{ clause: '6.1', authority }];
    const alone = await service.post('/preview/refund', { facts, asOf, invalid });
    assert.equal(alone.status, 200);
    const severed = alone.json['severed'];
    const items = [
      { decision: 'refund', facts, asOf, invalid },
      { decision: 'refund', facts, asOf },
    ];
    const batch = await service.post('/decide', items);
    const answers = at(batch.json, 'answers') as readonly object[];
    assert.deepEqual(at(at(answers[0], 'answer'), 'severed'), severed);
    assert.equal(at(at(answers[1], 'answer'), 'severed'), undefined);
  });

  it('is decided alike for several decisions together', async (t) => {
    const edition = await severable();
    const refund = edition.decisions.get('refund');
    assert.ok(refund);
    const decisions = new Map([
      ['refund', refund],
      ['again', { ...refund, decision: 'again' }],
    ]);
    const service = await startForTest(t, { editions: [{ ...edition, decisions }] });
    const invalid = [{ clause: '6.1', authority }];
    const together = await service.post('/decide', { decisions: ['refund', 'again'], facts, asOf, invalid });
    assert.equal(together.status, 200);
    const [one, other] = together.json['decisions'] as readonly object[];
    assert.ok(at(one, 'severed') !== undefined);
    assert.deepEqual(at(one, 'severed'), at(other, 'severed'));
  });

  it('is refused for a clause that the contract lacks, a definition, one that is named twice, or an edition without severability', async (t) => {
    const edition = await severable();
    const service = await startForTest(t, { editions: [edition] });
    const ask = (clauses: readonly string[]) =>
      service.post('/decide/refund', {
        facts,
        asOf,
        invalid: clauses.map((clause) => ({ clause, authority })),
      });
    const code = (response: { readonly json: Readonly<Record<string, unknown>> }): unknown =>
      at((response.json['errors'] as readonly unknown[])[0], 'code');
    const unknown = await ask(['99.9']);
    assertProblem(unknown, 'unknown-clause');
    assert.equal(unknown.status, 422);
    const definition = [...edition.ledger.values()].find(({ disposition }) => disposition === 'definition');
    assert.ok(definition);
    const defined = await ask([definition.clause]);
    assertProblem(defined, 'not-severable');
    assert.equal(code(defined), 'definition-not-severable');
    const twice = await ask(['6.1', '6.1']);
    assertProblem(twice, 'not-severable');
    assert.equal(code(twice), 'clause-twice');
    for (const invalid of [
      [{ clause: '6.1' }],
      [{ clause: 6.1, authority }],
      ['6.1'],
      {},
      [{ clause: '6.1', authority: '' }],
    ])
      assertProblem(await service.post('/decide/refund', { facts, asOf, invalid }), 'invalid-request');
    const without = await startForTest(t, { editions: [{ ...edition, severability: null }] });
    const refused = await without.post('/decide/refund', {
      facts,
      asOf,
      invalid: [{ clause: '6.1', authority }],
    });
    assertProblem(refused, 'not-severable');
    assert.equal(code(refused), 'no-severability');
  });
});

describe('A definition whose clauses are all invalid', () => {
  it('is told as what it comes to without them', async () => {
    const edition = await severable();
    const term = 'exceptionIsVerified';
    const expressionIn = (invalid: readonly { readonly clause: string; readonly authority: string }[]) => {
      const explained = makeCompiledEvaluator(edition).explain({
        decision: 'refund',
        facts,
        asOf: asOfMs,
        invalid,
      });
      assert.ok(explained.code === 'decided');
      assert.deepEqual(explained.trace.invalid, invalid);
      return explained.trace.definitions.find((one) => one.term === term)?.expression;
    };
    assert.match(expressionIn([]) ?? '', /^verified/);
    assert.equal(expressionIn([{ clause: '6.5', authority }]), 'false');
  });
});

describe('Both evaluators', () => {
  it('drop out the same rules of the same cases, whichever clauses are invalid, and tell it in words', async () => {
    const edition = await severable();
    const [reference, compiled] = [makeReferenceEvaluator(edition), makeCompiledEvaluator(edition)];
    const clauses = [...new Set(edition.decisions.get('refund')?.rules.flatMap((rule) => rule.clauses))];
    let dropped = 0;
    for (const [place, one] of refundCases(40, 3).entries()) {
      const invalid = clauses
        .filter((_, i) => (place * 7 + i * 3) % 4 !== 0)
        .map((clause) => ({ clause, authority }));
      const question = { decision: 'refund', ...one, invalid };
      const explained = compiled.explain(question);
      assert.deepEqual(explained, await reference.explain(question));
      assert.ok(explained.code === 'decided');
      const { decision } = explained.trace;
      dropped += decision.severed?.rules.length ?? 0;
      for (const { rule } of decision.severed?.rules ?? []) {
        assert.ok(!decision.standing.includes(rule));
        assert.ok(decision.overridden.every((defeat) => defeat.rule !== rule && defeat.by !== rule));
      }
      const told = tellTrace(edition, explained.trace, one.asOf);
      if ((decision.severed?.rules.length ?? 0) > 0)
        assert.match(told, /held invalid:\n- Clause .*, by Regional Court/);
      for (const { clause } of invalid)
        assert.ok(clause === '19.3' || !told.includes(`\n  Clause ${clause}`), `${clause} is quoted`);
    }
    assert.ok(dropped > 0);
  });
});
