import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import { letterOf } from '../../src/engine/letter/letter.js';
import { tellLetter } from '../../src/engine/letter/tell-letter.js';
import {
  approvedFolder,
  approvedTellings,
  editionAt,
  toldCases,
  type ToldCase,
} from './support/letter-examples.js';
import { unfitIn } from './support/unfit-for-customers.js';

const edition = await editionAt('rules/kommo-ai-agent-terms/2026-04-27');
const cases = await toldCases(edition);

const where = (decision: string, holds: (one: ToldCase) => boolean): readonly ToldCase[] => {
  const found = cases.filter((one) => one.decision === decision && holds(one));
  assert.ok(found.length > 0, `no scenario of ${decision} is like that`);
  return found;
};
const standing =
  (rule: string) =>
  ({ trace }: ToldCase): boolean =>
    trace.decision.standing.includes(rule);

describe('The letters of the AI agent Terms', () => {
  test('and what counsel is told are, for each rule, as approved (npm run letters writes them anew)', async () => {
    for (const [file, text] of await approvedTellings(edition, cases)) {
      assert.equal(text, await readFile(new URL(file, approvedFolder), 'utf8'), file);
      assert.doesNotMatch(text, /no scenario has it/, file);
    }
  });

  test('show nothing of the engine, in all scenarios', () => {
    assert.ok(cases.length > 1000);
    const unfit = cases.flatMap(({ title, toCustomer }) =>
      unfitIn(edition, toCustomer).map((one) => `${one} in “${title}”`),
    );
    assert.deepEqual(unfit, []);
  });

  test('would be found out if they did', () => {
    const bad =
      'fees-are-not-refundable because package.plan = "x": {futurePeriods} null lost-profits refundPolicy';
    assert.deepEqual(
      [...unfitIn(edition, bad)].sort(),
      [
        'fees-are-not-refundable',
        'package.plan',
        ' = ',
        '{',
        '}',
        'futurePeriods',
        'null',
        'lost-profits',
        'refundPolicy',
      ].sort(),
    );
  });

  test('have words for every outcome and effect that is told', () => {
    for (const { title, letter } of cases) {
      assert.notEqual(letter.answer.trim(), '', title);
      for (const sentence of [...letter.follows, ...letter.next, ...letter.takenThat])
        assert.match(sentence, /\.$/, title);
    }
  });

  test('never say that the contract itself renews packages', () => {
    for (const { letter } of where('renewal', standing('package-renews-automatically'))) {
      const [because = ''] = letter.reasons.map((reason) => reason.because);
      assert.match(
        because,
        /^AI agent Packages may renew automatically at the end of each Package Period, unless otherwise stated/,
      );
      assert.ok(letter.takenThat.some((one) => one.includes('say what happens by default')));
    }
  });

  test('give law the part that law requires, and 6.3 its own', () => {
    for (const { letter } of where('refund', standing('law-requires-refund-beside-future-periods'))) {
      const [because = ''] = letter.reasons.map((reason) => reason.because);
      assert.match(
        because,
        /For full unused future Package Periods \S+ [\d,.]+ of the fee is refunded\. For the Package Period that has started, applicable law/,
      );
    }
    for (const { toCustomer } of where('refund', standing('future-periods-are-refundable')))
      assert.doesNotMatch(toCustomer, /[Aa]pplicable law \(/);
  });

  test('name of the grounds for a measure the kind and basis that were recorded, and no others', () => {
    const kinds = ['fraud', 'abuse', 'abnormal consumption', 'security risk', 'other misuse'];
    for (const { letter, trace, title } of where('suspension', standing('misuse-is-believed'))) {
      const told = letter.reasons
        .map(({ because }) => because)
        .find((because) => because.includes('that there is'));
      const misuse = trace.definitions.find(({ term }) => term === 'told.misuse')?.value;
      assert.ok(Array.isArray(misuse) && told !== undefined, title);
      if (trace.decision.standing.includes('consumption-is-abnormal')) continue;
      assert.deepEqual(
        kinds.filter((kind) => told.slice(told.indexOf('that there is')).includes(kind)),
        kinds.filter((kind) => misuse.includes(kind)),
        title,
      );
    }
    for (const { letter } of where('suspension', (one) => one.trace.decision.outcome === 'no-grounds'))
      assert.doesNotMatch(
        letter.reasons.map(({ because }) => because).join(' '),
        /fraud|abuse|misuse|violated/,
      );
  });

  test('tell a limit of liability as a limit and no debt, and take off it only what was paid out', () => {
    for (const { toCustomer, trace } of where('liability', () => true)) {
      assert.doesNotMatch(toCustomer, /payable|is owed to you|owes you|is due/);
      const paid = trace.definitions.find(({ term }) => term === 'somethingWasPaidOut')?.value;
      if (paid !== true) assert.doesNotMatch(toCustomer, /paid out/);
    }
    for (const { toCustomer } of where('liability', standing('liability-is-capped-at-what-was-paid')))
      assert.match(
        toCustomer,
        /is the most that it may come to\. This is a limit, and does not say that anything is owed\./,
      );
  });

  test('tell of a duty only where the facts of it were given', () => {
    for (const { letter, trace } of where('use', ({ trace }) => trace.decision.outcome === 'permitted')) {
      const assumed = new Set(trace.decision.assumed.map(({ fact }) => fact));
      const told = letter.reasons.map(({ because }) => because).join(' ');
      if (assumed.has('conduct.submitsData')) assert.doesNotMatch(told, /You warrant/);
      if (assumed.has('conduct.usesOutput') && assumed.has('conduct.sendsCommunications'))
        assert.doesNotMatch(told, /You must independently review/);
    }
  });

  test('tell what Kommo may choose, and not what its policy recommends', () => {
    for (const { letter, toCustomer } of cases.filter(({ trace }) => trace.decision.discretion !== null)) {
      assert.doesNotMatch(toCustomer, /policy recommends/);
      if (letter.choice !== null)
        assert.match(letter.choice, /^Kommo may choose .* nothing is promised here\.$/);
    }
  });

  test('tell of a decision that the rules leave open only that, and that a person decides', () => {
    const [one] = where('refund', standing('kommo-may-refund'));
    assert.ok(one !== undefined);
    const { trace } = one;
    const conflict = ['kommo-may-refund', 'fees-are-not-refundable'];
    const decision = { ...trace.decision, outcome: 'unresolved', conflict };
    const letter = letterOf(edition, { trace, decision, invalid: [] });
    assert.ok(letter !== undefined);
    const { reasons, follows, choice, takenThat } = letter;
    assert.deepEqual([reasons, follows, choice, takenThat], [[], [], null, []]);
    const text = tellLetter(letter, { id: null, asOf: 0, decidedAt: 0, zone: 'UTC' });
    assert.match(
      text,
      /The answer\nThe rules .* give no single answer in this case, so nothing is decided yet\./,
    );
    assert.match(text, /What can be done next\n- You will be told once that is done\.\n$/);
    assert.deepEqual(unfitIn(edition, text), []);
  });

  test('have each part once, with one empty line between two, and no sentence of it twice', () => {
    for (const { toCustomer, letter, title } of cases) {
      assert.doesNotMatch(toCustomer, /\n\n\n|[ \t]\n|\n\n$|[.?] [.?]|undefined/, title);
      const told = [...letter.follows, ...letter.next, ...letter.takenThat, letter.answer];
      assert.equal(new Set(told).size, told.length, title);
      for (const { because } of letter.reasons) assert.ok(!because.startsWith(letter.answer), title);
    }
  });

  test('say which clause is held invalid, and quote the one that keeps the rest', () => {
    const severed = cases.filter(({ trace }) => trace.decision.severed !== undefined);
    assert.ok(severed.length > 0);
    for (const { letter, trace } of severed) {
      assert.ok(letter.invalid !== undefined && letter.invalid.length > 0);
      if (trace.decision.severed?.rules.length === 0) continue;
      assert.deepEqual(
        letter.invalid.at(-1)?.clauses.map(({ clause }) => clause),
        [edition.severability],
      );
    }
  });
});

/** The ids of clauses that a text names. */
const clausesIn = (text: string): readonly string[] =>
  [...text.matchAll(/\d+\.\d+(?:\([a-z]\))?/g)].map(([id]) => id);

describe('What counsel is told', () => {
  test('never says that a clause gave way to itself', () => {
    let lines = 0;
    for (const { toCounsel, title } of cases)
      for (const line of toCounsel.split('\n').filter((one) => one.includes(' gave way to '))) {
        lines += 1;
        const [lost = '', by = ''] = line.split(' gave way to ');
        const after = clausesIn(by);
        const both = clausesIn(lost).filter((clause) => after.includes(clause));
        assert.deepEqual(both, [], `${title}: ${line}`);
      }
    assert.ok(lines > 100);
  });
});
