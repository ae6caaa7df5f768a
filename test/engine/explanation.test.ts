import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Edition } from '../../src/edition/edition.js';
import { EvaluationDefect } from '../../src/engine/defect.js';
import { becauseOf, tellDecision, tellTrace } from '../../src/engine/tell.js';
import { boatHire, decide, explain, type BoatQuestion } from '../support/boat-hire.js';

const edition = boatHire({
  facts: `
    wind: { type: integer }
    boat: { type: record, fields: { kind: { type: text, values: [dinghy, yacht] }, ready: { type: instant, default: "null" }, price: { type: money } } }
    flags: { type: list, default: "[]", of: { type: text } }
    permit: { type: record, fields: { number: { type: text } } }`,
  listed: '[wind, boat, flags, permit?]',
  definitions: `
    - { term: deposit, clauses: ["1.4"], is: "{ minor: boat.price.minor * 2, currency: boat.price.currency }", describes: Twice the price. }
    - { term: readyAt, clauses: ["1.1"], is: "if boat.ready != null then boat.ready else asOf" }`,
  parameters: `parameters:
  - parameter: limit
    clauses: ['1.2']
    describes: The wind from which it storms.
    changedBy: the harbour master
    type: integer
    values:
      - { from: '2026-05-01T00:00:00Z', published: '2026-04-01T00:00:00Z', value: 8 }
  - parameter: policy
    clauses: ['1.3']
    describes: What is recommended.
    changedBy: the harbour master
    type: text
    values:
      - { from: '2026-05-01T00:00:00Z', published: '2026-04-01T00:00:00Z', value: as it was }
`,
  effects: `
    depositDue: { type: money, nullable: true, merge: equal, default: "null" }
    leavesAt: { type: instant, merge: equal, default: readyAt }
    duties: { type: list, of: { type: text }, merge: union, default: "[]" }`,
  choices: '[let-out, hold]',
  rules: `
    - id: fair
      when: always
      then:
        outcome: goes-out
        effects: { depositDue: deposit, duties: '["pay", "return"]' }
        because: "The {boat.kind} may leave from {readyAt} for {deposit}, in a wind of {wind}."
    - id: storm
      clauses: ["1.2"]
      modality: must-not
      when:
        all:
          - { fact: wind, operator: greaterThanInclusive, value: { fact: limit } }
          - not: { fact: flags, operator: contains, value: calm }
      then: { outcome: stays-in-harbour, because: "A wind of {wind} is a storm." }
      overrides: [fair]
    - id: harbour-master-decides
      clauses: ["1.3", "1.2"]
      modality: may
      when:
        any:
          - { fact: permit.number, operator: present, value: true }
          - { fact: readyAt, operator: greaterThan, value: "2026-12-31T23:59:59Z" }
          - { fact: boat.kind, operator: in, value: [yacht] }
      then:
        outcome: goes-out
        discretion: { decider: the harbour master, choices: [let-out, hold], recommended: '"let-out"', upTo: deposit, policy: policy }
        because: The harbour master lets it out.
      overrides: [storm]`,
});
const boat = { kind: 'dinghy', price: { minor: 123450, currency: 'EUR' } };
const asOf = '2026-06-01T12:00:00Z';
const fair: BoatQuestion = { facts: { wind: 7, boat }, asOf };
const storm: BoatQuestion = { facts: { wind: 8, boat }, asOf };
const permitted: BoatQuestion = { facts: { wind: 9, boat, permit: { number: 'A1' } }, asOf };

const told = async (of: Edition, question: BoatQuestion): Promise<string> =>
  tellDecision(of, await decide(of, question), Date.parse(question.asOf ?? asOf));

describe('The trace of a decision', () => {
  test('has every rule, whether it fired, and whether it stands', async () => {
    const { rules, decision } = await explain(edition, storm);
    assert.deepEqual(
      rules.map((rule) => [rule.rule, rule.fired, rule.standing, rule.outcome, rule.modality, rule.clauses]),
      [
        ['fair', true, false, 'goes-out', 'must', ['1.1']],
        ['storm', true, true, 'stays-in-harbour', 'must-not', ['1.2']],
        ['harbour-master-decides', false, false, 'goes-out', 'may', ['1.3', '1.2']],
      ],
    );
    assert.deepEqual(decision, await decide(edition, storm));
  });

  test('says of each rule what it overrides and what overrode it', async () => {
    const { rules } = await explain(edition, permitted);
    assert.deepEqual(
      rules.map(({ overrides, overriddenBy }) => [overrides, overriddenBy]),
      [
        [[], ['storm']],
        [['fair'], ['harbour-master-decides']],
        [['storm'], []],
      ],
    );
  });

  test('has every condition with the values that it read, also after the one that decided', async () => {
    const { rules } = await explain(edition, fair);
    assert.deepEqual(rules[0]?.when, { kind: 'always', result: true });
    assert.deepEqual(rules[1]?.when, {
      kind: 'all',
      result: false,
      of: [
        {
          kind: 'comparison',
          fact: 'wind',
          operator: 'greaterThanInclusive',
          read: 7,
          compared: 8,
          comparedName: 'limit',
          result: false,
        },
        {
          kind: 'not',
          result: true,
          of: {
            kind: 'comparison',
            fact: 'flags',
            operator: 'contains',
            read: [],
            compared: 'calm',
            result: false,
          },
        },
      ],
    });
    assert.deepEqual(rules[2]?.when, {
      kind: 'any',
      result: false,
      of: [
        {
          kind: 'comparison',
          fact: 'permit.number',
          operator: 'present',
          read: null,
          compared: true,
          result: false,
        },
        {
          kind: 'comparison',
          fact: 'readyAt',
          operator: 'greaterThan',
          read: '2026-06-01T12:00:00.000Z',
          compared: '2026-12-31T23:59:59.000Z',
          result: false,
        },
        {
          kind: 'comparison',
          fact: 'boat.kind',
          operator: 'in',
          read: 'dinghy',
          compared: ['yacht'],
          result: false,
        },
      ],
    });
  });

  test('has the facts, definitions and parameters as the rules saw them', async () => {
    const trace = await explain(edition, fair);
    assert.equal(trace.asOf, '2026-06-01T12:00:00.000Z');
    assert.deepEqual(trace.facts, { wind: 7, boat: { ...boat, ready: null }, flags: [], permit: null });
    assert.deepEqual(trace.definitions, [
      {
        term: 'deposit',
        expression: '{ minor: boat.price.minor * 2, currency: boat.price.currency }',
        clauses: ['1.4'],
        value: { minor: 246900, currency: 'EUR' },
      },
      {
        term: 'readyAt',
        expression: 'if boat.ready != null then boat.ready else asOf',
        clauses: ['1.1'],
        value: '2026-06-01T12:00:00.000Z',
      },
    ]);
    assert.deepEqual(trace.parameters[0], { name: 'limit', from: '2026-05-01T00:00:00.000Z', value: 8 });
  });

  test('survives JSON, to the byte', async () => {
    const trace = await explain(edition, permitted);
    assert.deepEqual(JSON.parse(JSON.stringify(trace)), trace);
  });
});

describe('A decision in words', () => {
  test('says what was decided, why, by which words, and what follows', async () => {
    assert.equal(
      await told(edition, { ...fair, facts: { ...fair.facts, flags: ['calm'], permit: { number: 'A1' } } }),
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
    const words = await told(edition, permitted);
    assert.match(words, /What was considered and gave way:\n- clause 1\.1 gave way to clause 1\.2\.\n/);
    assert.match(words, /- clause 1\.2 gave way to clause 1\.3, 1\.2\.\n/);
  });

  test('names no rule by its id', async () => {
    for (const question of [fair, storm, permitted])
      assert.doesNotMatch(await told(edition, question), /harbour-master-decides|\bstorm\b(?! *[.”])/);
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
    const rule = edition.decisions.get('hire')?.rules[0];
    assert.ok(rule !== undefined);
    const { values } = await decide(edition, fair);
    assert.deepEqual(values, {
      'boat.kind': 'dinghy',
      readyAt: '2026-06-01T12:00:00.000Z',
      deposit: { minor: 246900, currency: 'EUR' },
      wind: 7,
    });
    assert.equal(
      becauseOf(rule, JSON.parse(JSON.stringify(values)) as typeof values), // as a record holds them
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
    assert.match(becauseOf(rule, values), /^1 June 2026, 12:00 UTC, 2 June 2026, 00:00 UTC; /);
  });
});

describe('A trace in words', () => {
  test('follows the decision with every rule, every condition, and every figure', async () => {
    const words = tellTrace(edition, await explain(edition, storm), Date.parse(asOf));
    for (const line of [
      'How each rule came out:',
      'fair (clause 1.1): applies, but gives way to storm',
      '  yes  always',
      'storm (clause 1.2): applies, and decides: stays-in-harbour',
      '  yes  all of',
      '    yes  wind (8) is at least limit (8)',
      '    yes  not',
      '      no   flags ([]) contains calm',
      'harbour-master-decides (clause 1.3, clause 1.2): does not apply, since not all its conditions hold',
      '  no   at least one of',
      '    no   permit.number (none) is there: true',
      '    no   readyAt (2026-06-01T12:00:00.000Z) is more than 2026-12-31T23:59:59.000Z',
      '    no   boat.kind (dinghy) is one of ["yacht"]',
      '  deposit = EUR 2,469.00   [{ minor: boat.price.minor * 2, currency: boat.price.currency }]',
      '  limit since 2026-05-01T00:00:00.000Z = 8',
    ])
      assert.ok(words.split('\n').includes(line), line);
    assert.ok(words.startsWith(await told(edition, storm)));
  });

  test('leaves out what there is none of', async () => {
    const bare = boatHire({ rules: '- { id: a, then: { outcome: goes-out } }' });
    const words = tellTrace(bare, await explain(bare), Date.parse(asOf));
    assert.doesNotMatch(words, /computed|Figures|Assumed|gave way|What follows/);
  });

  test('of a decision that the edition does not have is a defect', async () => {
    const decision = { ...(await decide(edition, fair)), decision: 'repair' };
    assert.throws(() => tellDecision(edition, decision, 0), EvaluationDefect);
  });
});
