import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkTraps } from '../../src/analysis/check-traps.js';
import { checkWords } from '../../src/analysis/check-words.js';
import { boatHire, type BoatTerms } from '../support/boat-hire.js';

/** The codes of the warnings about an edition in which one definition is used by a rule. */
const trapsOf = (definitions: string, more: Partial<BoatTerms> = {}): readonly string[] => {
  const rules =
    more.rules ??
    '- { id: free, when: { fact: counted, operator: present, value: true }, then: { outcome: goes-out } }';
  const listed = Object.keys(facts).filter((name) =>
    new RegExp(`\\b${name}\\b`).test(definitions + rules + (more.tables ?? '')),
  );
  const edition = boatHire({
    facts: Object.entries(facts)
      .map(([name, shape]) => `${name}: ${shape}`)
      .join('\n'),
    listed: JSON.stringify(listed),
    definitions,
    rules,
    ...more,
  });
  return [...checkTraps(edition, {}), ...checkWords(edition, {})].map(({ code }) => code);
};

const facts = {
  price: '{ type: money }',
  deposit: '{ type: money }',
  share: '{ type: number }',
  days: '{ type: integer }',
  leavesAt: '{ type: instant }',
  harbour: '{ type: text, default: "null" }',
};

const counted = (is: string): string => `- { term: counted, clauses: ["1.1"], is: ${JSON.stringify(is)} }`;

describe('The check of an edition warns', () => {
  test('of money times a quotient that is rounded, and neither of what is divided last nor of decimals, which are exact', () => {
    assert.deepEqual(trapsOf(counted('floor(price.minor * (days / 30))')), ['money-rounding']);
    assert.deepEqual(trapsOf(counted('round up((share / 3) * price.minor)')), ['money-rounding']);
    assert.deepEqual(trapsOf(counted('floor(price.minor * 0.29)')), []);
    assert.deepEqual(trapsOf(counted('ceiling(share * price.minor)')), []);
    assert.deepEqual(trapsOf(counted('floor(price.minor * days / 30)')), []);
    assert.deepEqual(trapsOf(counted('floor(days * 0.29)')), []);
  });

  test('of money as a whole times a quotient, however it is rounded: EUR 900.06 * (130 / 120) is half a cent above EUR 975.06, and less by 34 digits', () => {
    for (const rounding of ['floor', 'round up', 'round half up', 'round half even', 'round half down'])
      assert.deepEqual(trapsOf(counted(`${rounding}(price * (days / 120))`)), ['money-rounding'], rounding);
    assert.deepEqual(trapsOf(counted('round half up(price.minor * (days / 120))')), ['money-rounding']);
    assert.deepEqual(trapsOf(counted('round half up(price * (price / deposit))')), ['money-rounding']);
    assert.deepEqual(trapsOf(counted('round half up(price * (1 - days / 120))')), ['money-rounding']);
    assert.deepEqual(trapsOf(counted('round half up(price / 120 * days)')), ['money-rounding']);
    assert.deepEqual(trapsOf(counted('round half up(price / (days / 120))')), ['money-rounding']);
    assert.deepEqual(trapsOf(counted('round half up(price * sum(for i in 1..days return share / 365))')), [
      'money-rounding',
    ]);

    assert.deepEqual(trapsOf(counted('round half up(price * days / 120)')), []);
    assert.deepEqual(trapsOf(counted('round half up(price * 19 %)')), []);
    assert.deepEqual(trapsOf(counted('round half up(price * (days / 100))')), []);
    assert.deepEqual(trapsOf(counted('round half up(price * ceiling(days / 30))')), []);
    assert.deepEqual(trapsOf(counted('round half up(price * (if days / 30 > 2 then 0.5 else share))')), []);
    assert.deepEqual(trapsOf(counted('price * floor(days / 30)')), []);
  });

  test('of quotients of money that are added up before they are rounded, and not of one to which a whole amount is added', () => {
    const daily = 'sum(for i in 1..days return price.minor * share / 365)';
    assert.deepEqual(trapsOf(counted(`round half up(${daily})`)), ['money-rounding']);
    assert.deepEqual(trapsOf(counted('round half up(price / 3 + price / 7)')), ['money-rounding']);
    assert.deepEqual(trapsOf(counted('floor(price.minor / 3 - days / 7)')), ['money-rounding']);

    assert.deepEqual(trapsOf(counted('round half up(price / 3 + price)')), []);
    assert.deepEqual(trapsOf(counted('round half up(price * (share + share) / 365)')), []);
    assert.deepEqual(trapsOf(counted('round half up(price * sum(for i in 1..days return share) / 365)')), []);
  });

  test('of money times a quotient that another definition, a local name, a function or a table has', () => {
    const named = (is: string, rest: string): string =>
      `- { term: part, clauses: ["1.1"], is: ${JSON.stringify(is)} }\n${counted(rest)}`;
    const whole = 'round half up(price * part)';
    assert.deepEqual(trapsOf(named('if days > 9 then 1 else days / 120', whole)), ['money-rounding']);
    assert.deepEqual(trapsOf(named('ceiling(days / 120)', whole)), []);
    assert.deepEqual(trapsOf(named('price * (days / 120)', 'round half up(part)')), ['money-rounding']);

    const local = (is: string): string =>
      `- { term: counted, clauses: ["1.1"], with: { part: ${JSON.stringify(is)} }, is: ${whole} }`;
    assert.deepEqual(trapsOf(local('days / 120')), ['money-rounding']);
    assert.deepEqual(trapsOf(local('days * 120')), []);

    const functions = `
      - { function: rateOf, parameters: { n: { type: integer } }, result: { type: number }, clauses: ["1.1"], is: n / 365 }`;
    assert.deepEqual(trapsOf(counted('round half up(price * rateOf(days))'), { functions }), [
      'money-rounding',
    ]);
    assert.deepEqual(
      trapsOf(counted('round half up(price * sum(for n in 1..days return rateOf(n)))'), { functions }),
      ['money-rounding'],
    );
    assert.deepEqual(trapsOf(counted('round half up(price * floor(rateOf(days)))'), { functions }), []);

    const tables = `
      - table: part
        describes: The part.
        hit: unique
        clauses: ["1.1"]
        inputs: { days: days }
        outputs: { part: { type: number } }
        rows: [{ days: '<= 9', part: '1' }, { days: '> 9', part: 'days / 120' }]`;
    assert.deepEqual(trapsOf(counted(whole), { tables }), ['money-rounding']);
  });

  test('of definitions that are told by the same words, and of what is too long for one sentence', () => {
    const same = (described: string): string =>
      `- { term: counted, clauses: ["1.1"], is: days + other.days }
- { term: other.days, clauses: ["1.1"], is: days + 1, describes: The days in between. }
- { term: counts.more, clauses: ["1.1"], is: days + counted, describes: ${described} }`;
    const rules =
      '- { id: free, when: { fact: counts.more, operator: greaterThan, value: 3 }, then: { outcome: goes-out } }';
    assert.deepEqual(trapsOf(same('The days in between.'), { rules }), ['unclear-words']);
    assert.deepEqual(trapsOf(same('The days after that.'), { rules }), []);
    const sum = (terms: number): string => Array.from({ length: terms }, () => 'days').join(' + ');
    assert.deepEqual(trapsOf(counted(sum(90))), ['unclear-words']);
    assert.deepEqual(trapsOf(counted(sum(20))), []);
  });

  test('of amounts added up in what may be several currencies', () => {
    assert.deepEqual(trapsOf(counted('price.minor + deposit.minor')), ['money-currencies']);
    assert.deepEqual(trapsOf(counted('price.minor - deposit.minor')), ['money-currencies']);
    assert.deepEqual(trapsOf(counted('price.minor + price.minor')), []);
    assert.deepEqual(
      trapsOf(counted('if price.currency = deposit.currency then price.minor + deposit.minor else 0')),
      [],
    );
    const constraints =
      '- { holds: price.currency = deposit.currency, pointer: /deposit/currency, code: one-currency, message: In one currency. }';
    assert.deepEqual(trapsOf(counted('price.minor + deposit.minor'), { constraints }), []);
    const made = `- { term: half, clauses: ["1.1"], is: "{ minor: 1, currency: price.currency }" }\n${counted('half.minor + price.minor')}`;
    assert.deepEqual(trapsOf(made), []);
    assert.deepEqual(trapsOf(made.replaceAll('half', 'half.now')), []);
    const other = made.replaceAll('half', 'half.now').replace('+ price.minor', '+ deposit.minor');
    assert.deepEqual(trapsOf(other), ['money-currencies']);
  });

  test('of no amounts whose currency is written, or settled by the greater or the lesser of two or by an `if`', () => {
    const made = (is: string, rest: string): string =>
      `- { term: fee, clauses: ["1.1"], is: ${JSON.stringify(is)} }\n${counted(rest)}`;
    const inEuro =
      '- { holds: price.currency = "EUR", pointer: /price/currency, code: in-euro, message: In euro. }';
    const euro = made('{ minor: 100, currency: "EUR" }', 'price.minor + fee.minor');
    assert.deepEqual(trapsOf(euro), ['money-currencies']);
    assert.deepEqual(trapsOf(euro, { constraints: inEuro }), []);
    assert.deepEqual(trapsOf(euro.replace('EUR', 'USD'), { constraints: inEuro }), ['money-currencies']);

    assert.deepEqual(trapsOf(counted('max(price, deposit).minor - price.minor')), []);
    assert.deepEqual(trapsOf(made('min(price, deposit)', 'deposit.minor + fee.minor')), []);
    assert.deepEqual(trapsOf(made('max(price * 2, price)', 'deposit.minor - fee.minor')), [
      'money-currencies',
    ]);

    const either = (other: string): string =>
      made(`if days > 3 then price else { minor: days, currency: ${other} }`, 'fee.minor + price.minor');
    assert.deepEqual(trapsOf(either('price.currency')), []);
    assert.deepEqual(trapsOf(either('deposit.currency')), ['money-currencies']);
    assert.deepEqual(trapsOf(either('if days > 9 then price.currency else price.currency')), []);
  });

  test('of amounts that an `if` or a rule compares in one branch and adds up in another', () => {
    const branches = (condition: string, then: string, otherwise: string): string =>
      counted(`if ${condition} then ${then} else ${otherwise}`);
    const sum = 'price.minor + deposit.minor';
    assert.deepEqual(trapsOf(branches('price.currency = deposit.currency', '0', sum)), ['money-currencies']);
    assert.deepEqual(trapsOf(branches('price.currency != deposit.currency', '0', sum)), []);
    assert.deepEqual(
      trapsOf(branches('price.currency = "EUR" and deposit.currency = "EUR" and days > 1', sum, '0')),
      [],
    );
    assert.deepEqual(trapsOf(branches('price.currency = "EUR" and deposit.currency = "USD"', sum, '0')), [
      'money-currencies',
    ]);
    assert.deepEqual(trapsOf(branches('price.currency = deposit.currency or days > 1', sum, '0')), [
      'money-currencies',
    ]);
    const named = `- { term: same, clauses: ["1.1"], is: price.currency = deposit.currency }\n`;
    assert.deepEqual(trapsOf(named + branches('same', sum, '0')), []);

    const effects = 'owed: { type: integer, merge: sum, default: "0" }';
    const rule = (when: string): string =>
      `- { id: free, when: ${when}, then: { outcome: goes-out, effects: { owed: ${sum} } } }`;
    const compared = '{ fact: price.currency, operator: equal, value: { fact: deposit.currency } }';
    assert.deepEqual(trapsOf('[]', { effects, rules: rule(`{ all: [${compared}] }`) }), []);
    assert.deepEqual(trapsOf('[]', { effects, rules: rule(`{ not: ${compared} }`) }), ['money-currencies']);
  });

  test('of a union of amounts, in which equal ones become one, and of none of words', () => {
    const union = (of: string, merge = 'union'): readonly string[] =>
      trapsOf('[]', {
        effects: `parts: { type: list, of: ${of}, merge: ${merge}, default: "[]" }`,
        rules: '- { id: free, when: always, then: { outcome: goes-out } }',
      });
    const item = '{ type: record, fields: { seat: { type: text }, fee: { type: money } } }';
    for (const of of ['{ type: money }', '{ type: number }', '{ type: percent }', '{ type: duration }', item])
      assert.deepEqual(union(of), ['union-of-amounts'], of);
    for (const of of ['{ type: text }', '{ type: integer }', '{ type: date }'])
      assert.deepEqual(union(of), [], of);
    assert.deepEqual(union('{ type: money }', 'equal'), []);
  });

  test('of months added to an instant to which months were added', () => {
    assert.deepEqual(trapsOf(counted('add months(add months(leavesAt, 1), 1)')), ['chained-months']);
    const chain = `- { term: later, clauses: ["1.1"], is: "add months(leavesAt, 1)" }\n${counted('add months(later, 1)')}`;
    assert.deepEqual(trapsOf(chain), ['chained-months']);
    assert.deepEqual(trapsOf(counted('add months(leavesAt, 2)')), []);
  });

  test('of `notEqual` of what may be absent, unless it is asked for', () => {
    const when = (condition: string): string =>
      `- { id: free, when: ${condition}, then: { outcome: goes-out } }`;
    const asked = '{ fact: harbour, operator: notEqual, value: north }';
    assert.deepEqual(trapsOf('[]', { rules: when(asked) }), ['not-equal-absent']);
    const there = `{ all: [{ fact: harbour, operator: present, value: true }, ${asked}] }`;
    assert.deepEqual(trapsOf('[]', { rules: when(there) }), []);
    assert.deepEqual(trapsOf('[]', { rules: when('{ fact: days, operator: notEqual, value: 3 }') }), []);
  });
});
