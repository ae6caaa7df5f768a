import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { designDecision } from '../../src/engine/compiled/module/design.js';
import { becauseOf } from '../../src/engine/letter/say-value.js';
import { formatValue } from '../../src/language/format-value.js';
import type { Language } from '../../src/language/language.js';
import { sayInLanguage } from '../../src/language/say-in-language.js';
import { lastInstantMs } from '../../src/language/instants.js';
import type { ModuleData } from '../../src/module/module-data.js';
import { packEdition } from '../../src/module/pack-edition.js';
import { unpackEdition } from '../../src/module/runtime/unpack-edition.js';
import { money, type Type, type Value } from '../../src/language/types/types.js';
import { boatErrors, boatHire, explain, type BoatTerms } from '../support/boat-hire.js';

const german: Language = {
  tag: 'de',
  words: { yes: 'ja', no: 'nein', none: 'keine', never: 'nie' },
};
const french: Language = { ...german, tag: 'fr' };

const euro = (minor: number): Value => ({ minor, currency: 'EUR' });
const leaving = Date.parse('2026-08-15T10:00:00Z');

const said: readonly (readonly [
  value: Value,
  type: Type,
  german: string,
  french: string,
  english: string,
])[] = [
  [leaving, { kind: 'date' }, '15. August 2026', '15 août 2026', '15 August 2026'],
  [
    leaving,
    { kind: 'instant' },
    '15. August 2026, 12:00 (Europe/Berlin)',
    '15 août 2026, 12:00 (Europe/Berlin)',
    '15 August 2026, 12:00 (Europe/Berlin)',
  ],
  [lastInstantMs, { kind: 'instant' }, 'nie', 'nie', 'never'],
  [32_400_000, { kind: 'time' }, '09:00', '09:00', '09:00'],
  [32_401_500, { kind: 'time' }, '09:00:01,500', '09:00:01,500', '09:00:01.500'],
  [leaving, { kind: 'local' }, '15. August 2026, 10:00', '15 août 2026, 10:00', '15 August 2026, 10:00'],
  [euro(120_000), money, '1.200,00 EUR', '1 200,00 EUR', 'EUR 1,200.00'],
  [euro(-5), money, '-0,05 EUR', '-0,05 EUR', 'EUR -0.05'],
  [
    euro(Number.MAX_SAFE_INTEGER),
    money,
    '90.071.992.547.409,91 EUR',
    '90 071 992 547 409,91 EUR',
    'EUR 90,071,992,547,409.91',
  ],
  [{ minor: 1200, currency: 'JPY' }, money, '1.200 JPY', '1 200 JPY', 'JPY 1,200'],
  [{ minor: 1200, currency: 'KWD' }, money, '1,200 KWD', '1,200 KWD', 'KWD 1.200'],
  [{ minor: 1200, currency: 'Taler' }, money, 'Taler 12,00', 'Taler 12,00', 'Taler 12.00'],
  [1234.5, { kind: 'number' }, '1.234,5', '1 234,5', '1,234.5'],
  [0.195, { kind: 'percent' }, '19,5 %', '19,5 %', '19.5 %'],
  [0.07, { kind: 'percent' }, '7 %', '7 %', '7 %'],
  [93_600_000, { kind: 'duration' }, '1 Tag 2 Stunden', '1 jour 2 heures', '1 day 2 hours'],
  [1500, { kind: 'duration' }, '1,5 Sekunden', '1,5 seconde', '1.5 seconds'],
  [0, { kind: 'duration' }, '0 Sekunden', '0 seconde', '0 seconds'],
  [-14, { kind: 'months' }, '-1 Jahr 2 Monate', '-1 an 2 mois', '-1 year 2 months'],
  [true, { kind: 'boolean' }, 'ja', 'ja', 'yes'],
  [null, { kind: 'null' }, 'keine', 'keine', 'none'],
  [[], { kind: 'list', of: { kind: 'integer' } }, 'keine', 'keine', 'none'],
  [[1, 2, 3], { kind: 'list', of: { kind: 'integer' } }, '1, 2 und 3', '1, 2 et 3', '1, 2, 3'],
];

const inEnglish: BoatTerms = {
  zone: 'Europe/Berlin',
  facts: `
    due: { type: date }
    price: { type: money }
    paid: { type: boolean }
    at: { type: instant }`,
  rules:
    '- { id: told, then: { outcome: stays, because: "Fällig am {due}: {price}; bezahlt: {paid}; ab {at}." } }',
};
const berlinTerms: BoatTerms = { ...inEnglish, language: 'de' };
const words = '{ yes: ja, no: nein }';

describe('What an edition says in a language', () => {
  test('has the forms that the language has of dates, times, amounts, numbers, durations and lists', () => {
    for (const [value, type, inGerman, inFrench, inEnglish] of said) {
      assert.equal(sayInLanguage(value, type, german, 'Europe/Berlin'), inGerman);
      assert.equal(sayInLanguage(value, type, french, 'Europe/Berlin'), inFrench);
      assert.equal(formatValue(value, type, 'Europe/Berlin'), inEnglish);
    }
  });

  test('is what the reasons of its rules say, in the service as in a module', async () => {
    const edition = boatHire({ ...berlinTerms, words });
    const facts = {
      due: '2026-03-03',
      price: { minor: 120_000, currency: 'EUR' },
      paid: false,
      at: '2026-08-15T10:00:00Z',
    };
    const trace = await explain(edition, { facts });
    const ruleSet = edition.decisions.get('hire');
    const rule = ruleSet?.rules[0];
    assert.ok(rule !== undefined);
    const told =
      'Fällig am 3. März 2026: 1.200,00 EUR; bezahlt: nein; ab 15. August 2026, 12:00 (Europe/Berlin).';
    assert.equal(becauseOf(edition, rule, trace.decision.values), told);
    assert.ok(ruleSet !== undefined);
    const packed = JSON.stringify(packEdition(edition, ruleSet, designDecision(edition, ruleSet).slots));
    const unpacked = unpackEdition(JSON.parse(packed) as ModuleData); // as it was just written
    const [again] = unpacked.ruleSet.rules;
    assert.ok(again !== undefined);
    assert.equal(becauseOf(unpacked.edition, again, trace.decision.values), told);
  });

  test('is English where it names no language', async () => {
    const edition = boatHire(inEnglish);
    const rule = edition.decisions.get('hire')?.rules[0];
    assert.ok(rule !== undefined);
    const facts = { due: '2026-03-03', price: { minor: 5, currency: 'EUR' }, paid: true, at: 'x' };
    const { decision } = await explain(edition, { facts: { ...facts, at: '2026-08-15T10:00:00Z' } });
    assert.match(
      becauseOf(edition, rule, decision.values),
      /3 March 2026: EUR 0\.05; bezahlt: yes; ab 15 August/,
    );
  });

  test('needs its words for yes, no, none and never where a sentence may have to say them', () => {
    const missing = (more: Partial<BoatTerms>): readonly string[] =>
      boatErrors({ ...berlinTerms, ...more }).map(({ code, hint }) => `${code} ${hint}`);
    const add = (word: string): string =>
      `language-words Add it below \`words\`, as in \`words: { ${word}: … }\`.`;
    assert.deepEqual(missing({}), [add('yes'), add('no')]);
    assert.deepEqual(missing({ words: '{ yes: ja }' }), [add('no')]);
    const orNever = (berlinTerms.facts ?? '').replace(
      'at: { type: instant',
      'at: { type: instant, orNever: true',
    );
    assert.deepEqual(missing({ words, facts: orNever }), [add('never')]);
    const nullable = `${berlinTerms.facts ?? ''}\n    note: { type: text, default: "null" }`;
    const rules = '- { id: told, then: { outcome: stays, because: "{note}{due}{price}{paid}{at}" } }';
    assert.deepEqual(missing({ words, facts: nullable, rules }), [add('none')]);
    assert.deepEqual(missing({ language: 'en-GB' }), []);
    assert.deepEqual(missing({ language: 'klingon-x' }), [
      'unknown-language Name it as BCP 47 does, such as `de` or `fr-CA`.',
    ]);
    assert.deepEqual(
      boatErrors({ ...inEnglish, words }).map(({ code }) => code),
      ['language-words'],
    );
  });
});
