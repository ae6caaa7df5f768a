import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { exploreRuleSet, type Exploration } from '../../src/analysis/boundary/boundaries.js';
import { exploreEdition, tellExplorations } from '../../src/analysis/boundary/explore-edition.js';
import { makeCompiledEvaluator } from '../../src/engine/compiled/compiled-evaluator.js';
import { boatDecision, boatHire, type BoatTerms } from '../support/boat-hire.js';

const explored = async (terms: BoatTerms, limit = 20_000): Promise<Exploration> => {
  const edition = boatHire(terms);
  const ruleSet = edition.decisions.get(boatDecision);
  assert.ok(ruleSet !== undefined);
  return exploreRuleSet(makeCompiledEvaluator(edition), edition, ruleSet, { limit });
};

const weather = `
wind: { type: integer, minimum: 0, maximum: 12 }
crew: { type: integer, minimum: 0, maximum: 20 }
sky: { type: text, values: [clear, grey, black] }
club: { type: boolean, default: "false" }
`;

/** They disagree on a black sky with a crew of 7, and on nothing else. */
const rare = `
- { id: goes-out, then: { outcome: goes } }
- id: stays-in
  when:
    all:
      - { fact: sky, operator: equal, value: black }
      - { fact: crew, operator: equal, value: 7 }
  then: { outcome: stays }
- { id: wind-warning, when: { fact: wind, operator: greaterThan, value: 6 }, then: { outcome: goes } }
- { id: club-boat, when: { fact: club, operator: equal, value: true }, then: { outcome: goes } }`;

describe('Looking around the boundaries of conditions', () => {
  test('finds rules that conflict only when two facts take particular values', async () => {
    const { findings } = await explored({ facts: weather, rules: rare });
    const finding = findings.find(({ rules }) => rules.length === 2);
    assert.ok(finding?.code === 'rules-conflict');
    assert.deepEqual(
      finding.rules.map(({ id }) => id),
      ['goes-out', 'stays-in'],
    );
    assert.equal(finding.case.facts['sky'], 'black');
    assert.equal(finding.case.facts['crew'], 7);
    assert.equal(finding.case.facts['club'], undefined, 'what may be left out is left out');
  });

  test('finds a gap at exactly a boundary', async () => {
    const { findings } = await explored({
      facts: weather,
      rules: `
- { id: calm, when: { fact: wind, operator: lessThan, value: 5 }, then: { outcome: goes } }
- { id: rough, when: { fact: wind, operator: greaterThan, value: 5 }, then: { outcome: stays } }`,
      listed: '[wind]',
    });
    const [finding] = findings;
    assert.ok(finding?.code === 'rules-gap');
    assert.deepEqual(finding.case.facts, { wind: 5 });
  });

  test('finds a gap where two facts meet', async () => {
    const { findings } = await explored({
      facts: 'wind: { type: integer, minimum: 0 }\ncrew: { type: integer, minimum: 0 }',
      rules: `
- { id: enough, when: { fact: crew, operator: greaterThan, value: { fact: wind } }, then: { outcome: goes } }
- { id: too-few, when: { fact: crew, operator: lessThan, value: { fact: wind } }, then: { outcome: stays } }`,
    });
    assert.equal(findings[0]?.code, 'rules-gap');
  });

  test('finds a gap at the instant of a computed end', async () => {
    const { findings } = await explored({
      facts: 'startsAt: { type: instant }\ndays: { type: integer, minimum: 1, maximum: 60 }',
      definitions: `
- { term: endsAt, clauses: ['1.1'], is: 'startsAt + duration("P1D") * days' }`,
      rules: `
- { id: during, when: { fact: asOf, operator: lessThan, value: { fact: endsAt } }, then: { outcome: goes } }
- { id: after, when: { fact: asOf, operator: greaterThan, value: { fact: endsAt } }, then: { outcome: stays } }`,
    });
    assert.equal(findings[0]?.code, 'rules-gap');
  });

  test('mends facts that contradict, to reach what lies behind', async () => {
    const { findings } = await explored({
      facts: `
storm: { type: boolean }
order: { type: text, minLength: 1, default: "null" }`,
      constraints: `
- { holds: "not(storm) or order != null", pointer: /order, code: missing-order, message: Who ordered it? }`,
      rules: `
- { id: goes-out, then: { outcome: goes } }
- { id: stays-in, when: { fact: storm, operator: equal, value: true }, then: { outcome: stays, because: "{order}" } }`,
    });
    assert.equal(findings[0]?.code, 'rules-conflict');
    assert.equal(findings[0].case.facts['storm'], true);
    assert.equal(typeof findings[0].case.facts['order'], 'string');
  });

  test('finds nothing where the rules are whole, and says whether it came to an end', async () => {
    const whole = {
      facts: weather,
      rules: `${rare}\n`.replace('then: { outcome: stays }', 'then: { outcome: goes }'),
    };
    const all = await explored(whole, 100_000);
    assert.deepEqual(all.findings, []);
    assert.equal(all.complete, true);
    const few = await explored(whole, 20);
    assert.equal(few.complete, false);
    assert.ok(few.cases + few.refused < 40);
  });

  test('tells a conflict at its first rule, with the clause and the case, and how far it looked', async () => {
    const edition = boatHire({ facts: weather, rules: rare });
    const { diagnostics, explorations } = await exploreEdition(makeCompiledEvaluator(edition), edition, {
      limit: 20_000,
    });
    const told = diagnostics.find(({ message }) => message.startsWith('`goes-out` and `stays-in`'));
    assert.equal(told?.code, 'rules-conflict');
    assert.equal(told.severity, 'error');
    assert.equal(told.file, 'hire.yaml');
    assert.match(told.sourceLine, /\{|goes-out/);
    assert.equal(told.clause?.id, '1.1');
    assert.match(told.hint, /clausebook explain hire.*"sky":"black"/);
    assert.match(
      tellExplorations(explorations),
      /looked at \d+ cases .* pairwise over \d+ values of \d+ facts.*no proof/,
    );
  });

  const inEuro = {
    facts: 'fee: { type: money }',
    rules: `
- { id: goes-out, then: { outcome: goes } }
- { id: stays-in, when: { fact: fee.minor, operator: equal, value: 100 }, then: { outcome: stays } }`,
  };

  test('pays in the currency that the contract knows', async () => {
    const { findings } = await explored({
      ...inEuro,
      constraints: `
- { holds: 'fee.currency = "EUR"', pointer: /fee, code: other-currency, message: Fees are in euro. }`,
    });
    assert.equal(findings[0]?.code, 'rules-conflict');
    assert.deepEqual(findings[0].case.facts['fee'], { minor: 100, currency: 'EUR' });
  });

  test('pays in each currency of a contract that has several', async () => {
    const { findings } = await explored({
      facts: 'kind: { type: text, values: [skiff, cutter] }\nfee: { type: money }',
      rules: `
- { id: goes-out, then: { outcome: goes } }
- { id: stays-in, when: { fact: kind, operator: equal, value: cutter }, then: { outcome: stays } }`,
      listed: '[kind, fee]',
      effects: `
paid: { type: money, merge: equal, default: fee }`,
      constraints: `
- { holds: 'fee.currency = (if kind = "skiff" then "EUR" else "KWD")', pointer: /fee, code: other-currency, message: The fee is in the currency of the boat. }`,
    });
    assert.equal(findings[0]?.code, 'rules-conflict');
    assert.deepEqual(findings[0].case.facts['fee'], { minor: 0, currency: 'KWD' });
  });

  test('says so where every case that it tries is refused, and what refuses it', async () => {
    const edition = boatHire({
      ...inEuro,
      constraints: `
- { holds: 'fee.minor = 123456789 * 1000', pointer: /fee, code: other-fee, message: That is not the fee. }`,
    });
    const { diagnostics, explorations } = await exploreEdition(makeCompiledEvaluator(edition), edition, {
      limit: 2_000,
    });
    assert.equal(explorations[0]?.cases, 0);
    const told = diagnostics.find(({ code }) => code === 'nothing-tried');
    assert.equal(told?.severity, 'warning');
    assert.equal(told.file, 'hire.yaml');
    assert.match(
      told.message,
      /^No case of `hire` was looked at .* `other-fee` at `\/fee`. That is not the fee\.$/,
    );
  });
});
