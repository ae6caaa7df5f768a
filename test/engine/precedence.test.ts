import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { boatHire, decide, explain } from '../support/boat-hire.js';

/** Fires where `flags` has the rule's own letter. */
const rule = (id: string, outcome: string, overrides: readonly string[] = []): string =>
  `- { id: ${id}, when: { fact: flags, operator: contains, value: ${id} }, then: { outcome: ${outcome} }, overrides: [${overrides.join(', ')}] }`;

const hire = (...rules: readonly string[]) => {
  const edition = boatHire({
    facts: 'flags: { type: list, of: { type: text } }',
    rules: rules.join('\n'),
  });
  return (...flags: readonly string[]) => decide(edition, { facts: { flags } });
};

describe('Of the rules that fire', () => {
  test('one that another names in `overrides` is defeated', async () => {
    const ask = hire(rule('a', 'goes-out'), rule('b', 'stays', ['a']));
    const both = await ask('a', 'b');
    assert.equal(both.outcome, 'stays');
    assert.deepEqual(both.standing, ['b']);
    assert.deepEqual(both.overridden, [{ rule: 'a', by: 'b' }]);
  });

  test('one stands where the rule that names it does not fire', async () => {
    const ask = hire(rule('a', 'goes-out'), rule('b', 'stays', ['a']));
    const alone = await ask('a');
    assert.equal(alone.outcome, 'goes-out');
    assert.deepEqual(alone.overridden, []);
  });

  test('one is defeated also by a rule that is defeated itself', async () => {
    const ask = hire(rule('a', 'goes-out'), rule('b', 'stays', ['a']), rule('c', 'waits', ['b']));
    const all = await ask('a', 'b', 'c');
    assert.equal(all.outcome, 'waits');
    assert.deepEqual(all.standing, ['c']);
    assert.deepEqual(all.overridden, [
      { rule: 'a', by: 'b' },
      { rule: 'b', by: 'c' },
    ]);
  });

  test('one is not defeated by a rule that only defeats its defeater: defeat is not passed on', async () => {
    const ask = hire(rule('a', 'goes-out'), rule('b', 'stays', ['a']), rule('c', 'goes-out', ['b']));
    assert.deepEqual((await ask('a', 'c')).standing, ['a', 'c']);
    const all = await ask('a', 'b', 'c');
    assert.deepEqual(all.standing, ['c'], 'and `a` is not brought back by the defeat of `b`');
  });

  test('each defeat is told with each rule that brought it about', async () => {
    const ask = hire(rule('a', 'goes-out'), rule('b', 'stays', ['a']), rule('c', 'stays', ['a']));
    assert.deepEqual((await ask('a', 'b', 'c')).overridden, [
      { rule: 'a', by: 'b' },
      { rule: 'a', by: 'c' },
    ]);
  });

  test('the order in the file decides nothing', async () => {
    const forward = hire(rule('a', 'goes-out'), rule('b', 'stays', ['a']), rule('c', 'stays'));
    const backward = hire(rule('c', 'stays'), rule('b', 'stays', ['a']), rule('a', 'goes-out'));
    for (const flags of [['a'], ['b'], ['a', 'b'], ['a', 'b', 'c'], ['a', 'c']]) {
      const [one, other] = await Promise.all([forward(...flags), backward(...flags)]);
      assert.equal(one.outcome, other.outcome, flags.join());
      assert.deepEqual([...one.standing].sort(), [...other.standing].sort(), flags.join());
    }
  });
});

describe('A decision is unresolved, and guesses nothing,', () => {
  const effects = 'deposit: { type: integer, merge: equal, default: "0" }';
  const rules = `
    - { id: calm, when: { fact: wind, operator: lessThan, value: 5 }, then: { outcome: goes-out, effects: { deposit: "1" }, because: "Wind {wind}." } }
    - { id: night, clauses: ["1.2"], when: { fact: dark, operator: equal, value: true }, then: { outcome: stays } }
    - { id: lamp, clauses: ["1.3"], when: { fact: lamp, operator: equal, value: true }, then: { outcome: goes-out, effects: { deposit: "2" } } }`;
  const facts = `
    wind: { type: integer }
    dark: { type: boolean, default: "false" }
    lamp: { type: boolean, default: "false" }`;
  const edition = boatHire({ facts, effects, rules });

  test('where standing rules have different outcomes: all of them are in conflict', async () => {
    const decision = await decide(edition, { facts: { wind: 4, dark: true } });
    assert.equal(decision.outcome, 'unresolved');
    assert.deepEqual(decision.conflict, ['calm', 'night']);
    assert.deepEqual(decision.standing, ['calm', 'night']);
    assert.deepEqual(decision.effects, {});
    assert.equal(decision.discretion, null);
    assert.deepEqual(decision.values, { wind: 4 }, 'and the reasons can still be told');
  });

  test('where they agree on the outcome and not on an effect: those that give the effect are in conflict', async () => {
    const decision = await decide(edition, { facts: { wind: 4, lamp: true } });
    assert.equal(decision.outcome, 'unresolved');
    assert.deepEqual(decision.conflict, ['calm', 'lamp']);
    assert.deepEqual(decision.effects, {});
  });

  test('where no rule stands: the conflict is empty, for a gap', async () => {
    const decision = await decide(edition, { facts: { wind: 5 } });
    assert.equal(decision.outcome, 'unresolved');
    assert.deepEqual(decision.conflict, []);
    assert.deepEqual(decision.standing, []);
  });

  test('and is resolved with `conflict` null otherwise', async () => {
    const decision = await decide(edition, { facts: { wind: 4 } });
    assert.deepEqual([decision.outcome, decision.conflict], ['goes-out', null]);
    assert.deepEqual(decision.effects, { deposit: 1 });
  });

  test('and its trace shows every rule with what became of it', async () => {
    const { rules: told } = await explain(edition, { facts: { wind: 4, dark: true } });
    assert.deepEqual(
      told.map(({ rule: id, fired, standing }) => [id, fired, standing]),
      [
        ['calm', true, true],
        ['night', true, true],
        ['lamp', false, false],
      ],
    );
  });
});

describe('A decision names the readings', () => {
  const readings = ['R1', 'R2', 'R3']
    .map(
      (id) =>
        `- { id: ${id}, clauses: ["1.1"], words: fair, taken: calm, rejected: dry, because: Boats like it., scenarios: [] }`,
    )
    .join('\n');

  test('that its standing rules depend on, in the order of readings.yaml, each once', async () => {
    const edition = boatHire({
      readings,
      rules: `
        - { id: a, then: { outcome: goes-out }, readings: [R3, R1] }
        - { id: b, then: { outcome: goes-out }, readings: [R1] }
        - { id: c, then: { outcome: goes-out }, readings: [R2], overrides: [] }
        - { id: d, then: { outcome: goes-out }, overrides: [c] }`,
    });
    assert.deepEqual((await decide(edition)).readings, ['R1', 'R3']);
  });
});
