import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { boatHire, boatErrors, decide, type BoatTerms } from '../support/boat-hire.js';

const parameters = `parameters:
  - parameter: harbourPolicy
    clauses: ['1.3']
    describes: What the harbour master recommends.
    changedBy: the harbour master
    type: record
    fields:
      wind: { type: text, values: [let-out, hold] }
      dark: { type: text, values: [let-out, warn] }
    values:
      - from: '2026-05-01T00:00:00Z'
        published: '2026-04-01T00:00:00Z'
        value: { wind: hold, dark: warn }
  - parameter: nightPolicy
    clauses: ['1.3']
    describes: What is recommended at night.
    changedBy: the night watch
    type: text
    values:
      - { from: '2026-05-01T00:00:00Z', published: '2026-04-01T00:00:00Z', value: at night }
`;

/** Two rules that both leave a choice. */
const terms = (wind: string, dark: string): BoatTerms => ({
  parameters,
  facts: 'dark: { type: boolean }',
  choices: '[let-out, warn, hold]',
  rules: `
    - { id: windy, clauses: ["1.3"], modality: may, then: { outcome: discretionary, because: "{nightPolicy}", discretion: { ${wind} } } }
    - { id: dark, clauses: ["1.3"], modality: may, when: { fact: dark, operator: equal, value: true }, then: { outcome: discretionary, discretion: { ${dark} } } }
    - { id: fair, then: { outcome: discretionary } }`,
});
const byHarbour =
  'decider: the harbour master, choices: [hold, let-out], recommended: harbourPolicy.wind, policy: harbourPolicy';
const ask = async (wind: string, dark: string, isDark = true) =>
  decide(boatHire(terms(wind, dark)), { facts: { dark: isDark } });

describe('What is left to somebody’s choice', () => {
  test('is told with who decides, the choices from mild to strict, and what the policy recommends', async () => {
    const decision = await ask(byHarbour, byHarbour, false);
    assert.equal(decision.outcome, 'discretionary');
    assert.deepEqual(decision.discretion, {
      decider: 'the harbour master',
      choices: ['let-out', 'hold'],
      recommended: 'hold',
      policy: 'harbourPolicy',
    });
  });

  test('is joined where several rules leave it: all choices, the strictest recommendation', async () => {
    const dark =
      'decider: the harbour master, choices: [let-out, warn], recommended: harbourPolicy.dark, policy: harbourPolicy';
    assert.deepEqual((await ask(byHarbour, dark)).discretion, {
      decider: 'the harbour master',
      choices: ['let-out', 'warn', 'hold'],
      recommended: 'hold',
      policy: 'harbourPolicy',
    });
  });

  test('takes the strictest recommendation whichever rule gives it', async () => {
    const recommending = (choice: string): string =>
      `decider: the harbour master, choices: [let-out, warn, hold], recommended: '"${choice}"', policy: harbourPolicy`;
    assert.equal((await ask(recommending('warn'), recommending('hold'))).discretion?.recommended, 'hold');
    assert.equal((await ask(recommending('hold'), recommending('warn'))).discretion?.recommended, 'hold');
    assert.equal((await ask(recommending('let-out'), recommending('warn'))).discretion?.recommended, 'warn');
  });

  test('names every policy that it rests on', async () => {
    const dark =
      'decider: the harbour master, choices: [let-out, warn], recommended: harbourPolicy.dark, policy: nightPolicy';
    assert.equal((await ask(byHarbour, dark)).discretion?.policy, 'harbourPolicy, nightPolicy');
  });

  test('says up to how much, where the rules say so alike', async () => {
    const limited = `${byHarbour}, upTo: '{ minor: 5000, currency: "EUR" }'`;
    assert.deepEqual((await ask(limited, limited)).discretion?.upTo, { minor: 5000, currency: 'EUR' });
  });

  test('is unresolved where the rules differ in how much', async () => {
    const limit = (minor: number): string => `${byHarbour}, upTo: '{ minor: ${minor}, currency: "EUR" }'`;
    for (const other of [limit(4999), limit(5001), byHarbour]) {
      const decision = await ask(limit(5000), other);
      assert.equal(decision.outcome, 'unresolved');
      assert.deepEqual(decision.conflict, ['windy', 'dark'], 'and not the rule that leaves no choice');
      assert.equal(decision.discretion, null);
    }
  });

  test('is unresolved where the rules differ in who decides', async () => {
    const another = byHarbour.replace('the harbour master', 'the coast guard');
    assert.deepEqual((await ask(byHarbour, another)).conflict, ['windy', 'dark']);
  });

  test('is `null` where no standing rule leaves any', async () => {
    const edition = boatHire({ rules: '- { id: fair, then: { outcome: goes-out } }' });
    assert.equal((await decide(edition)).discretion, null);
  });

  test('recommends nothing outside the choices: that is found at load', () => {
    const stray = byHarbour.replace('harbourPolicy.wind', `'"sink"'`);
    assert.deepEqual(
      boatErrors(terms(stray, byHarbour)).map(({ code }) => code),
      ['unknown-choice'],
    );
  });
});
