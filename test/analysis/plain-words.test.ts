import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkEdition } from '../../src/analysis/check-edition.js';
import { ruleInWords } from '../support/rule-in-words.js';
import { boatFiles, type BoatTerms } from '../support/boat-hire.js';
import { libraryFiles } from '../edition/library.js';
import { mutantsOf } from '../../src/analysis/mutation/mutants.js';
import { loadRealEdition } from '../engine/compiled/support/differential.js';
import { readsOf } from '../../src/language/syntax/walk.js';
import type { Edition } from '../../src/edition/model/edition.js';

const told = (files: ReadonlyMap<string, string>, decision: string, id: string): string => {
  const { edition, diagnostics } = checkEdition(files);
  const ruleSet = edition?.decisions.get(decision);
  const rule = ruleSet?.rules.find((one) => one.id === id);
  assert.ok(
    edition !== undefined && ruleSet !== undefined && rule !== undefined,
    JSON.stringify(diagnostics),
  );
  return ruleInWords(edition, ruleSet, rule);
};

const library = (decision: string, id: string): string => told(libraryFiles, decision, id);

describe('a rule in plain words', () => {
  test('says when it decides what', () => {
    assert.equal(
      library('loan', 'no-valid-card'),
      "Refuse when the member's card is one of expired or lost. It goes before “debtors may be refused” (2.2, 2.2(a)); “late members may be refused” (2.2, 2.2(b)).",
    );
  });

  test('tells its effects, and what it gives way to', () => {
    assert.equal(
      library('fee', 'late'),
      "Owed when the late days are more than 0. It follows: amount: the fee; days: the late days. It gives way to “hardship may be heard” (3.2); “law forbids” (3.3). The late days: the greatest of 0 and (((the time when it is returned less the time when the loan period ends) divided by 1 day), rounded up). The fee: the least of (the late days times the fee for a day) and the copy's price. The time when it is returned: the time when the loan is returned if the time when the loan is returned is given; otherwise the time of the decision. The time when the loan period ends: the time when the loan is handed out plus 21 days.",
    );
  });

  test('tells what it leaves to whose discretion', () => {
    assert.match(
      library('fee', 'hardship-may-be-heard'),
      /^Discretionary when “proven hardship” holds and it is not so that the late days are 0\. It follows: .* the Library may choose waive or charge, up to the fee; the leniency recommends the leniency's hardship\. It goes before “late”/,
    );
  });

  test('tells what must be given, and amounts as money', () => {
    assert.match(
      library('fee', 'law-forbids'),
      /^Not owed when the law is given and “law forbids” holds and the law's provision is given\./,
    );
    assert.match(
      library('loan', 'debtors-may-be-refused'),
      /^Discretionary when the member's owes is more than the debt limit\./,
    );
  });

  test('names what the edition says how to call, and what lies below it', () => {
    const words = told(
      boatFiles({
        facts: `crew: { type: record, called: the people aboard, fields: { size: { type: integer } } }`,
        listed: '[crew]',
        definitions: `
    - { term: load.now, clauses: ["1.1"], called: what is loaded, is: crew.size * 80 }
    - { term: tooMany, clauses: ["1.1"], called: the boat is full, is: load.now > 400 }`,
        rules: `
    - { id: a, when: { fact: tooMany, operator: equal, value: true }, then: { outcome: stays } }
    - { id: b, clauses: ["1.2"], when: { fact: crew.size, operator: lessThan, value: 3 }, then: { outcome: goes-out }, overrides: [a] }`,
      }),
      'hire',
      'a',
    );
    assert.match(
      words,
      /^Stays when “the boat is full” holds\..* “the boat is full”: what is loaded is more than 400\. What is loaded: the size of the people aboard times 80\.$/,
    );
  });

  const boat = (when: string, more: Partial<BoatTerms> = {}): string =>
    told(
      boatFiles({
        facts: `
          crew: { type: record, fields: {
            size: { type: integer }, rested: { type: boolean, describes: Whether all have slept. },
            boardedAt: { type: instant }, leavesAt: { type: instant }, skills: { type: list, of: { type: text } } } }
          deposit: { type: money }
          wind: { type: integer, describes: The strength of the wind in Beaufort. }`,
        ...more,
        rules: `
    - { id: a, when: ${when}, then: { outcome: goes-out } }
    - { id: b, clauses: ["1.2"], then: { outcome: stays, because: "{crew.size} {deposit} {wind}" }, overrides: [a] }`,
      }),
      'hire',
      'a',
    ).replace(/ It gives way.*$/, '');

  for (const [when, words] of [
    ['always', 'Goes out in every case.'],
    [
      '{ fact: wind, operator: lessThan, value: 6 }',
      'Goes out when the strength of the wind in Beaufort is less than 6.',
    ],
    ['{ fact: crew.rested, operator: equal, value: false }', 'Goes out when “all have slept” does not hold.'],
    ['{ fact: crew.rested, operator: notEqual, value: false }', 'Goes out when “all have slept” holds.'],
    [
      '{ fact: deposit.minor, operator: greaterThan, value: 5000 }',
      'Goes out when the deposit is more than 5,000 minor units.',
    ],
    [
      '{ fact: crew.boardedAt, operator: lessThanInclusive, value: { fact: asOf } }',
      'Goes out when the time when the crew is boarded is at or before the time of the decision.',
    ],
    [
      '{ fact: asOf, operator: greaterThan, value: { fact: crew.leavesAt } }',
      'Goes out when the time of the decision is after the time when the crew leaves.',
    ],
    [
      '{ fact: crew.skills, operator: contains, value: knots }',
      "Goes out when knots is among the crew's skills.",
    ],
    [
      '{ any: [{ fact: wind, operator: equal, value: 1 }, { all: [{ fact: crew.size, operator: equal, value: 2 }, { not: { fact: crew.size, operator: in, value: [3] } }] }] }',
      "Goes out when the strength of the wind in Beaufort is 1, or (the crew's size is 2 and it is not so that the crew's size is one of 3).",
    ],
  ] as const)
    test(words, () => {
      assert.equal(boat(when), words);
    });
});

describe('the words of the rules in rules/', () => {
  const ofDecision = (edition: Edition, decision: string): string => {
    const set = edition.decisions.get(decision);
    assert.ok(set !== undefined);
    return set.rules.map((rule) => ruleInWords(edition, set, rule)).join('\n');
  };

  test('change with whatever a slip in a rule or a definition changes', async () => {
    const edition = await loadRealEdition();
    const before = new Map([...edition.decisions.keys()].map((name) => [name, ofDecision(edition, name)]));
    // What an effect is by default is the decision's, and stands in no rule.
    const ofDefaults = new Set(
      [...edition.decisions.values()].flatMap(({ effects }) =>
        [...effects.values()].flatMap((effect) => readsOf(effect.default).map(({ root }) => root)),
      ),
    );
    const told = mutantsOf(edition).filter(
      ({ id, kind }) =>
        /^(?:rule|override|condition|operator|bound|value|all|outcome|effect|discretion|definition|function)-/.test(
          kind,
        ) && !ofDefaults.has(/^definition ([^:]+):/.exec(id)?.[1] ?? ''),
    );
    assert.ok(told.length > 2000);
    const same = told.filter(({ edition: changed, decisions }) =>
      decisions.every((name) => ofDecision(changed, name) === before.get(name)),
    );
    assert.deepEqual(
      same.map(({ id }) => id),
      [],
    );
  });

  test('name no code', async () => {
    const edition = await loadRealEdition();
    for (const set of edition.decisions.values())
      for (const rule of set.rules)
        assert.doesNotMatch(
          ruleInWords(edition, set, rule),
          /\.minor|computed value|undefined|\b[a-z]+[A-Z]/,
          `${set.decision}/${rule.id}`,
        );
  });
});
