import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Condition, Rule } from '../../../src/edition/model/edition.js';
import { groupRules } from '../../../src/engine/compiled/rule-groups.js';

const asks = (name: string, operator: string, value: unknown): Condition =>
  ({
    kind: 'comparison',
    name,
    operator,
    left: { type: { kind: 'text' } },
    right: { kind: 'value', value },
  }) as unknown as Condition; // all that grouping reads of a comparison
const ruleOf = (id: string, when: Condition): Rule => ({ id, when }) as unknown as Rule; // likewise of a rule
const all = (...of: readonly Condition[]): Condition => ({ kind: 'all', of }) as unknown as Condition;
const any = (...of: readonly Condition[]): Condition => ({ kind: 'any', of }) as unknown as Condition;

/** Sixteen rules that ask for one of four plans each. */
const byPlan = Array.from({ length: 16 }, (_, i) => ruleOf(`r${i}`, asks('plan', 'equal', `p${i % 4}`)));

describe('rules are grouped by the texts that they ask for', () => {
  test('a rule is in the group of each text that lets it hold', () => {
    const either = ruleOf('either', all(asks('kind', 'equal', 'a'), asks('plan', 'in', ['p0', 'p3'])));
    const { discriminators, rest } = groupRules([...byPlan, either]);
    assert.deepEqual(rest, []);
    assert.deepEqual(
      discriminators.map(({ name, groups }) => [name, groups.map(({ text }) => text)]),
      [['plan', ['p0', 'p1', 'p2', 'p3']]],
    );
    const groupsOf = discriminators[0]?.groups.filter(({ rules }) => rules.includes(either));
    assert.deepEqual(
      groupsOf?.map(({ text }) => text),
      ['p0', 'p3'],
    );
  });

  test('a rule that may hold for another text is in no group', () => {
    const others = [
      ruleOf('any', any(asks('plan', 'equal', 'p0'), asks('kind', 'equal', 'a'))),
      ruleOf('not', { kind: 'not', of: asks('plan', 'equal', 'p0') } as unknown as Condition), // without a position
      ruleOf('notEqual', asks('plan', 'notEqual', 'p0')),
      ruleOf('mixed', asks('plan', 'in', ['p0', 1])),
    ];
    assert.deepEqual(groupRules([...byPlan, ...others]).rest, others);
  });

  test('too few rules, or too few texts, are not worth a lookup', () => {
    const fifteen = byPlan.slice(1);
    assert.deepEqual(groupRules(fifteen), { discriminators: [], rest: fifteen });
    const threeTexts = byPlan.map(({ id }, i) => ruleOf(id, asks('plan', 'equal', `p${i % 3}`)));
    assert.deepEqual(groupRules(threeTexts), { discriminators: [], rest: threeTexts });
  });
});
