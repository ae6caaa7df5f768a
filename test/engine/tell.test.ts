import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Edition } from '../../src/edition/model/edition.js';
import { EvaluationDefect } from '../../src/engine/defect.js';
import { becauseOf } from '../../src/engine/letter/say-value.js';
import { tellDecision } from '../../src/engine/tell.js';
import { tellTrace } from '../../src/engine/tell-trace.js';
import { boatHire, decide, explain, type BoatQuestion } from '../support/boat-hire.js';
import { asOf, fair, harbour, permitted, storm } from '../support/harbour-terms.js';

const told = async (of: Edition, question: BoatQuestion): Promise<string> =>
  tellDecision(of, await decide(of, question), Date.parse(question.asOf ?? asOf));

describe('A decision in words', () => {
  test('says what was decided, why, by which words, and what follows', async () => {
    assert.equal(
      await told(harbour, { ...fair, facts: { ...fair.facts, flags: ['calm'], permit: { number: 'A1' } } }),
      [
        'May the boat go out?',
        'Decision as of 1 June 2026, 12:00 UTC, under Boat Hire Terms, revision 2026: goes out.',
        '',
        '- The dinghy may leave from 1 June 2026, 12:00 UTC for EUR 2,469.00, in a wind of 7.',
        '  Clause 1.1: “A boat goes out while the weather is fair.”',
        '- The harbour master lets it out.',
        '  Clause 1.3: “The harbour master may let a boat out.”',
        '  Clause 1.2: “A boat stays in the harbour in a storm.”',
        '',
        'What follows from it:',
        '- deposit due: EUR 2,469.00',
        '- leaves at: 1 June 2026, 12:00 UTC',
        '- duties: pay, return',
        '',
        'the harbour master may choose: let out, hold, up to EUR 2,469.00. Its policy recommends: let out.',
        '',
        'Not said, and taken as none: boat.ready.',
        '',
      ].join('\n'),
    );
  });

  test('says what was assumed, each value as its type reads, and what was taken as none', async () => {
    const assuming = boatHire({
      facts: `
        leavesAt: { type: instant, default: asOf }
        note: { type: text, default: "null" }
        deposit: { type: money, default: '{ minor: 5000, currency: "EUR" }' }
        boat: { type: record, default: '{ kind: "yacht", since: asOf }', fields: { kind: { type: text }, since: { type: instant } } }
        late: { type: boolean, default: "false" }`,
      rules: `
        - { id: a, then: { outcome: goes-out, because: "{leavesAt} {note} {deposit} {boat.kind} {late}" } }`,
    });
    const words = await told(assuming, { asOf });
    const assumed = [
      '',
      'Assumed, since it was not said:',
      '- leavesAt: 1 June 2026, 12:00 UTC',
      '- deposit: EUR 50.00',
      '- boat: kind: yacht; since: 1 June 2026, 12:00 UTC',
      '- late: no',
      '',
      'Not said, and taken as none: note.',
      '',
    ].join('\n');
    assert.ok(words.endsWith(assumed), words);
  });

  test('quotes a clause once, though several rules rest on it', async () => {
    const twice = boatHire({
      rules: `
        - { id: a, then: { outcome: goes-out, because: It is fair. } }
        - { id: b, then: { outcome: goes-out, because: It is calm. } }`,
    });
    const words = await told(twice, {});
    assert.match(
      words,
      /- It is fair\.\n {2}Clause 1\.1: “A boat goes .*”\n- It is calm\.\n {2}Clause 1\.1, as above\.\n/,
    );
  });

  test('says what gave way to what', async () => {
    const words = await told(harbour, permitted);
    assert.match(
      words,
      /What was considered and gave way:\n- Goes out, by clause 1\.1, gave way to stays in harbour, by clause 1\.2\.\n/,
    );
    // The clause that both cite is named on one side alone.
    assert.match(words, /- Stays in harbour, by clause 1\.2, gave way to goes out, by clause 1\.3\.\n/);
  });

  test('names no rule by its id', async () => {
    for (const question of [fair, storm, permitted])
      assert.doesNotMatch(await told(harbour, question), /harbour-master-decides|\bstorm\b(?! *[.”])/);
  });

  test('says that a person must decide where the rules disagree, and by which clauses', async () => {
    const torn = boatHire({
      rules: `
        - { id: out-by-day, then: { outcome: goes-out, because: It is day. } }
        - { id: in-by-law, clauses: ["1.2"], then: { outcome: stays, because: It storms. } }`,
    });
    const words = await told(torn, {});
    assert.match(
      words,
      /: unresolved\.\n\nThe rules disagree \(clause 1\.1 and clause 1\.2\)\. A person must decide it\.\n/,
    );
    assert.match(words, /- It is day\.\n {2}Clause 1\.1: .*\n- It storms\.\n/);
    assert.doesNotMatch(words, /out-by-day|What follows/);
  });

  test('says that no rule covers a case', async () => {
    const gap = boatHire({
      facts: 'wind: { type: integer }',
      rules: '- { id: a, when: { fact: wind, operator: equal, value: 0 }, then: { outcome: goes-out } }',
    });
    assert.match(
      await told(gap, { facts: { wind: 1 } }),
      /No rule covers this case\. A person must decide it\./,
    );
  });
});

describe('A reason', () => {
  test('is filled from the recorded values alone, each as its type reads', async () => {
    const rule = harbour.decisions.get('hire')?.rules[0];
    assert.ok(rule !== undefined);
    const { values } = await decide(harbour, fair);
    assert.deepEqual(values, {
      'boat.kind': 'dinghy',
      readyAt: '2026-06-01T12:00:00.000Z',
      deposit: { minor: 246900, currency: 'EUR' },
      wind: 7,
    });
    assert.equal(
      becauseOf(harbour, rule, JSON.parse(JSON.stringify(values)) as typeof values), // as a record holds them
      'The dinghy may leave from 1 June 2026, 12:00 UTC for EUR 2,469.00, in a wind of 7.',
    );
  });

  test('may mention lists, and instants and amounts in them', async () => {
    const lists = boatHire({
      facts: 'trips: { type: list, of: { type: instant } }',
      definitions: `
        - { term: prices, clauses: ["1.4"], is: "for trip in trips return { minor: 100, currency: \\"EUR\\" }" }`,
      rules: '- { id: a, then: { outcome: goes-out, because: "{trips}; {prices}" } }',
    });
    const facts = { trips: ['2026-06-01T14:00:00+02:00', '2026-06-02T00:00:00Z'] };
    const { values, standing } = await decide(lists, { facts });
    const rule = lists.decisions.get('hire')?.rules.find(({ id }) => standing.includes(id));
    assert.ok(rule !== undefined);
    assert.match(becauseOf(lists, rule, values), /^1 June 2026, 12:00 UTC and 2 June 2026, 00:00 UTC; /);
  });
});

describe('A trace in words', () => {
  test('follows the decision with every rule, every condition, and every figure', async () => {
    const words = tellTrace(harbour, await explain(harbour, storm), Date.parse(asOf));
    for (const line of [
      'How each rule came out:',
      'fair (clause 1.1): applies, but gives way to storm',
      '  yes  always',
      'storm (clause 1.2): applies, and decides: stays-in-harbour',
      '  yes  all of',
      '    yes  wind (8) is at least limit (8)',
      '    yes  not',
      '      no   flags (none) contains calm',
      'harbour-master-decides (clause 1.3, clause 1.2): does not apply, since not all its conditions hold',
      '  no   at least one of',
      '    no   permit.number (none) is there: yes',
      '    no   readyAt (1 Jun 2026, 12:00 UTC) is after 31 Dec 2026, 23:59:59 UTC',
      '    no   boat.kind (dinghy) is one of yacht',
      '  deposit = EUR 2,469.00   [{ minor: boat.price.minor * 2, currency: boat.price.currency }]',
      '  limit since 1 May 2026, 00:00 UTC = 8',
    ])
      assert.ok(words.split('\n').includes(line), line);
    assert.ok(words.startsWith(await told(harbour, storm)));
  });

  test('says why a rule whose conditions hold is not asked', async () => {
    const trace = await explain(harbour, storm);
    // As a rule comes out that speaks where invalid clauses leave nothing else.
    const rules = trace.rules.map((rule) => (rule.rule === 'fair' ? { ...rule, fired: false } : rule));
    const words = tellTrace(harbour, { ...trace, rules }, Date.parse(asOf));
    assert.ok(
      words.includes(
        'fair (clause 1.1): does not apply, since it speaks only where clauses that are held invalid leave no other rule\n  yes  always',
      ),
      words,
    );
  });

  test('leaves out what there is none of', async () => {
    const bare = boatHire({ rules: '- { id: a, then: { outcome: goes-out } }' });
    const words = tellTrace(bare, await explain(bare), Date.parse(asOf));
    assert.doesNotMatch(words, /computed|Figures|Assumed|gave way|What follows/);
  });

  test('of a decision that the edition does not have is a defect', async () => {
    const decision = { ...(await decide(harbour, fair)), decision: 'repair' };
    assert.throws(() => tellDecision(harbour, decision, 0), EvaluationDefect);
  });
});
