import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BookClause, BookSection } from '../../src/wire/book/contract.js';
import { filterClauses, markFound, type ClauseFilter } from '../../src/web/contract/filter-clauses.js';
import { readFilter, writeFilter } from '../../src/web/contract/read-filter.js';
import type { LogQuery } from '../../src/web/parts/addresses.js';
import { ofContract, typedOf, typing, withTyped } from '../../src/web/decisions/log/query-address.js';
import {
  caseAddress,
  caseOfDecision,
  caseOfQuery,
  keptCase,
  withoutPersonal,
  type TriedCase,
} from '../../src/web/try/case-address.js';
import { yamlSpans } from '../../src/web/contract/cards/yaml-spans.js';
import { standingOf } from '../../src/web/editions/standing.js';
import { tellValue } from '../../src/language/tell-value.js';
import { clauseAddress, clauseOfAnchor } from '../../src/web/parts/addresses.js';
import { chooseEdition } from '../../src/web/parts/editions/choose-edition.js';
import { countOf, formatInstant, titleOfName } from '../../src/web/parts/values/formats.js';
import { formatMoney } from '../../src/language/format-value.js';
import { majorText, readAmount, readDay, readNumber, type Typed } from '../../src/web/parts/read-typed.js';
import { csvOf, sumsOf } from '../../src/web/decisions/log/log-table-file.js';
import { readEffect } from '../../src/web/decisions/read-effect.js';
import { fitOf, wantedWords } from '../../src/web/search/everyday-words.js';
import { findTarget } from '../../src/web/shell/find-target.js';

const read = (value: unknown) => ({ code: 'read', value });
const whyOf = (typed: Typed<unknown>): string => (typed.code === 'unread' ? typed.why : '');

test('what is typed as an amount is what is sent, in every currency', () => {
  // Platforms tell HUF, ISK and others without decimals, as they are used every day; ISO 4217 has them with two.
  const currencies = new Set([...Intl.supportedValuesOf('currency'), 'HUF', 'JPY', 'KWD', 'CLF', 'USD']);
  assert.ok(currencies.size > 150);
  for (const currency of currencies)
    for (const minor of [-5, 0, 1, 9, 99, 100, 12_345, 9_007_199_254_740_991]) {
      const text = majorText({ minor, currency });
      assert.deepEqual(readAmount(text, currency, true), read({ minor, currency }), `${currency} ${text}`);
      assert.equal(formatMoney({ minor, currency }).replaceAll(',', ''), `${currency} ${text}`);
    }
  assert.deepEqual(readAmount('1200', 'HUF'), read({ minor: 120_000, currency: 'HUF' }));
  assert.deepEqual(readAmount('1200', 'JPY'), read({ minor: 1200, currency: 'JPY' }));
  assert.deepEqual(readAmount('1200', 'KWD'), read({ minor: 1_200_000, currency: 'KWD' }));
});

test('an amount that may be read in two ways is none, and neither is one below zero or of no currency', () => {
  const amount = { minor: 120_050, currency: 'USD' };
  assert.deepEqual(readAmount('1,200.50', 'USD'), read(amount));
  assert.deepEqual(readAmount(' 1200.5 ', 'USD'), read(amount));
  for (const text of ['1200,50', '1.200,00', '12,00', '1,2000', ',100', '12e3', '1 200', '', '1,200.50.1'])
    assert.equal(
      whyOf(readAmount(text, 'USD')),
      `“${text}” can't be read as an amount. Write it like 1200.50, with a point before the decimals.`,
    );
  assert.equal(whyOf(readAmount('1.234', 'USD')), 'USD has 2 decimals, and “1.234” has more.');
  assert.equal(whyOf(readAmount('1.5', 'JPY')), 'JPY has no decimals, and “1.5” has more.');
  assert.equal(whyOf(readAmount('-5', 'USD')), 'An amount below zero is not taken here.');
  assert.deepEqual(readAmount('-5', 'USD', true), read({ minor: -500, currency: 'USD' }));
  for (const currency of ['ZZZ', 'US', ''])
    assert.match(whyOf(readAmount('5', currency)), new RegExp(`^“${currency}” is no currency`));
});

test('a number is read as it is written, or not at all: a decimal comma multiplies nothing', () => {
  assert.deepEqual(readNumber('1,250', true), read(1250));
  assert.deepEqual(readNumber('-0', true), read(0));
  assert.deepEqual(readNumber('-12.5', false), read(-12.5));
  for (const text of ['12,5', '1e3', '0x10', 'twelve', '1 000'])
    for (const isWhole of [true, false])
      assert.match(whyOf(readNumber(text, isWhole)), /can't be read/, text);
  assert.equal(whyOf(readNumber('12.5', true)), '“12.5” is no whole number.');
  assert.match(whyOf(readNumber('9007199254740993', true)), /too large/);
});

test('a date counts once it is whole: not while its year is typed, nor with a year that nobody means', () => {
  assert.deepEqual(readDay('2026-08-15', false), read('2026-08-15'));
  assert.deepEqual(readDay('', false), read(undefined));
  assert.equal(whyOf(readDay('', true)), 'The date is not whole yet.');
  for (const year of ['0002', '0020', '0202', '12026'])
    assert.match(whyOf(readDay(`${year}-08-15T12:00`, false)), /write four digits/);
});

test('instants are told in UTC, to the second only where there is one', () => {
  assert.equal(formatInstant('2026-08-15T12:00:00Z'), '15 Aug 2026, 12:00 UTC');
  assert.equal(formatInstant('2026-08-15T14:00:05+02:00'), '15 Aug 2026, 12:00:05 UTC');
  assert.equal(formatInstant('2026-08-15T12:00:00.001Z'), '15 Aug 2026, 12:00:00.001 UTC');
  assert.equal(
    formatInstant('2026-08-31T22:00:00.001Z', 'Europe/Berlin'),
    '1 Sep 2026, 00:00:00.001 (Europe/Berlin)',
  );
  assert.equal(formatInstant('once'), 'once');
});

test('counts and names are told as words', () => {
  assert.deepEqual(
    [0, 1, 1234].map((count) => countOf(count, 'rule')),
    ['no rules', '1 rule', '1,234 rules'],
  );
  assert.equal(titleOfName('not-refundable'), 'Not refundable');
});

test('one line finds a decision, a clause, or words', () => {
  assert.deepEqual(findTarget(' 6.4 (a) '), { kind: 'clause', clause: '6.4(a)' });
  assert.deepEqual(findTarget('§ 6.3'), { kind: 'clause', clause: '6.3' });
  assert.deepEqual(findTarget('8E03978E-40d5-43e8-bc93-6894a57f9324'), {
    kind: 'decision',
    id: '8e03978e-40d5-43e8-bc93-6894a57f9324',
  });
  assert.deepEqual(findTarget('30 days'), { kind: 'words', words: '30 days' });
  assert.equal(findTarget('  '), null);
});

test('the address of a clause leads back to it', () => {
  const address = clauseAddress({ document: 'terms', revision: '2026-04-27' }, '6.4(a)');
  assert.equal(address, '/book/contract/terms/2026-04-27#clause-6.4(a)');
  assert.equal(clauseOfAnchor('#clause-6.4(a)'), '6.4(a)');
  assert.equal(clauseOfAnchor('#clause-6.4%28a%29'), '6.4(a)');
  assert.equal(clauseOfAnchor('#section-6'), null);
  assert.equal(clauseOfAnchor('#clause-%'), '%');
});

test('the edition in effect is chosen, unless the address names one', () => {
  const of = (revision: string, effectiveFrom: string) => ({
    document: 'terms',
    revision,
    effectiveFrom,
    zone: 'UTC',
    digest: '',
    title: '',
    clauses: 0,
    personal: [],
    decisions: [],
  });
  const editions = [of('a', '2026-01-01T00:00:00Z'), of('b', '2027-01-01T00:00:00Z')];
  const start = Date.parse('2027-01-01T00:00:00Z');
  assert.equal(chooseEdition(editions, {}, start - 1)?.revision, 'a');
  assert.equal(chooseEdition(editions, {}, start)?.revision, 'b');
  assert.equal(chooseEdition(editions, { revision: 'b' }, start - 1)?.revision, 'b');
  assert.equal(chooseEdition(editions, { document: 'other' }, start), undefined);
  assert.deepEqual(
    [0, 1].map((place) => standingOf(editions, place, start - 1)),
    ['now', 'future'],
  );
  assert.deepEqual(
    [0, 1].map((place) => standingOf(editions, place, start)),
    ['past', 'now'],
  );
});

test('values are told as people say them', () => {
  assert.equal(tellValue({ minor: 5000, currency: 'USD' }), 'USD 50.00');
  assert.equal(tellValue('2026-05-31T00:00:00.000Z'), '31 May 2026, 00:00 UTC');
  assert.equal(tellValue([true, null, { perUnits: 2 }], 'nothing'), 'yes, nothing, per units: 2');
  for (const [value, words] of [
    [null, 'none'],
    [undefined, 'none'],
    [false, 'no'],
    [1200, '1,200'],
    ['keep', 'keep'],
    [[], 'none'],
    [{ kind: 'plan', periods: 2, until: null }, 'kind: plan · periods: 2'],
    [{ until: null }, 'none'],
  ] as const)
    assert.equal(tellValue(value), words);
});

test('YAML is cut into keys, texts, comments and the rest, and nothing is lost', () => {
  const line = `- { fact: package.plan, value: 'a: #b' } # why`;
  const spans = yamlSpans(line);
  assert.equal(spans.map(({ text }) => text).join(''), line);
  assert.deepEqual(
    spans.filter(({ kind }) => kind !== 'plain').map(({ kind, text }) => [kind, text]),
    [
      ['key', 'fact'],
      ['key', 'value'],
      ['string', `'a: #b'`],
      ['comment', '# why'],
    ],
  );
});

const clause = (id: string, more: Partial<BookClause>): BookClause => ({
  id,
  words: 'Fees are non-refundable (always).',
  section: 6,
  disposition: 'rule',
  decisions: ['refund'],
  reason: null,
  rules: ['refund/fees'],
  references: [],
  definitions: [],
  parameters: [],
  readings: [],
  ...more,
});
const sections: readonly BookSection[] = [
  {
    number: 6,
    label: '6',
    heading: 'Refunds',
    clauses: [
      clause('6.1', {}),
      clause('6.2', { rules: [] }),
      clause('6.3', { disposition: 'statement', decisions: [], rules: [], words: 'Nothing is decided.' }),
      clause('6.4', { readings: ['R1'] }),
    ],
  },
];
const proofs = {
  '6.1': { proving: 1, deciding: 0, failed: 1 },
  '6.2': { proving: 1, deciding: 0, failed: 0 },
};
const everything: ClauseFilter = { words: '', decision: null, disposition: null, only: null };
const idsOf = (filter: Partial<ClauseFilter>): readonly string[] =>
  filterClauses(sections, { ...everything, ...filter }, proofs).flatMap(({ clauses }) =>
    clauses.map(({ id }) => id),
  );

test('clauses are filtered by words, decision, kind, and what needs a look', () => {
  assert.deepEqual(idsOf({}), ['6.1', '6.2', '6.3', '6.4']);
  assert.deepEqual(idsOf({ words: 'FEES (always)' }), ['6.1', '6.2', '6.4']);
  assert.deepEqual(idsOf({ words: '6.3' }), ['6.3']);
  assert.deepEqual(idsOf({ decision: 'refund', disposition: 'statement' }), []);
  assert.deepEqual(idsOf({ only: 'failing' }), ['6.1']);
  assert.deepEqual(idsOf({ only: 'read' }), ['6.4']);
});

test('a clause that decides is uncovered without a rule, and without a scenario', () => {
  assert.deepEqual(idsOf({ only: 'uncovered' }), ['6.2', '6.4']);
  assert.deepEqual(filterClauses(sections, { ...everything, only: 'uncovered' }, null), []);
});

test('what a search found is marked, as it is written', () => {
  assert.deepEqual(markFound('Fees (all) fees', ['fees', '(all)']), [
    { text: 'Fees', found: true },
    { text: ' ', found: false },
    { text: '(all)', found: true },
    { text: ' ', found: false },
    { text: 'fees', found: true },
  ]);
});

test('a filter stands in the address, and what is unknown there is left aside', () => {
  const query = 'q=two+words&decision=refund&disposition=rule&only=failing';
  assert.equal(writeFilter(readFilter(query)), query);
  assert.deepEqual(readFilter('disposition=nonsense&only=all&x=1'), everything);
  assert.equal(writeFilter(everything), '');
});

test('what is typed in the search of the log stays while something else is chosen, and is asked together with it', () => {
  const typed = typing({}, {}, 'subject', ' customer-7 ');
  const chosen: LogQuery = { decision: 'refund', from: '2026-09-15T00:00:00Z' };
  assert.equal(typedOf(typed, chosen, 'subject'), ' customer-7 ');
  assert.deepEqual(withTyped(chosen, typed), { ...chosen, subject: 'customer-7' });
  // What was chosen of the same name since goes before what was typed.
  const clause = typing({}, {}, 'clause', '6.1');
  assert.equal(typedOf(clause, { clause: '6.3' }, 'clause'), undefined);
  assert.deepEqual(withTyped({ clause: '6.3' }, clause), { clause: '6.3' });
  assert.deepEqual(withTyped({ clause: '6.3' }, typing({}, { clause: '6.3' }, 'clause', '')), {});
});

test('another contract keeps what is asked of any, and leaves what named parts of the former one', () => {
  const query: LogQuery = { document: 'terms', clause: '6.3', outcome: 'refundable', subject: 'customer-7' };
  assert.deepEqual(ofContract(query, 'other'), { document: 'other', subject: 'customer-7' });
  assert.deepEqual(ofContract(query, ''), { subject: 'customer-7' });
});

test('what is personal stands in no address of a case, in lists neither, and the rest comes back as it was', () => {
  const personal = ['writtenAgreement.reference', 'members.[].name', 'note'];
  const tried: TriedCase = {
    asOf: '2026-08-15T12:00:00Z',
    edition: { document: 'terms' },
    facts: {
      writtenAgreement: { keeps: ['chat'], reference: 'Ms Ng, 3 May' },
      members: [{ name: 'Ann', age: 40 }, { name: 'Ben' }],
      note: 'Ann called',
      ground: 'none-stated',
    },
  };
  const address = caseAddress('refund', tried, personal);
  assert.doesNotMatch(decodeURIComponent(address), /Ng|Ann|Ben/);
  const left = {
    writtenAgreement: { keeps: ['chat'] },
    members: [{ age: 40 }, {}],
    ground: 'none-stated',
  };
  assert.deepEqual(caseOfQuery(address.split('?')[1] ?? '', 'terms'), { ...tried, facts: left });
  assert.deepEqual(withoutPersonal(tried.facts, []), tried.facts);
  // What the browser keeps of the case comes back whole, where it is that of the address.
  const asked = caseOfQuery(address.split('?')[1] ?? '', 'terms');
  assert.equal(keptCase({ case: tried }, 'refund', asked, personal), tried);
  for (const other of [null, {}, { case: 1 }, { case: { ...tried, asOf: '2026-08-16T12:00:00Z' } }])
    assert.equal(keptCase(other, 'refund', asked, personal), asked);
});

test('a decision is tried again with the clauses that were held invalid in it', () => {
  const facts = { ground: 'none-stated' };
  const edition = { document: 'terms', revision: '2026', digest: 'sha256:1' };
  const plain = { asOf: '2026-08-15T12:00:00Z', edition: { document: 'terms', revision: '2026' }, facts };
  assert.deepEqual(caseOfDecision({ asOf: plain.asOf, edition }, facts), plain);
  const [one, other] = [
    { clause: '6.2', authority: 'a court' },
    { clause: '6.4', authority: 'a law' },
  ] as const;
  const invalid = [one, other];
  const severed = {
    clause: { id: '15.2', text: 'The rest stays.' },
    rules: [
      { rule: 'a', clauses: [one, other] },
      { rule: 'b', clauses: [one] },
    ],
  };
  assert.deepEqual(caseOfDecision({ asOf: plain.asOf, edition, severed }, facts), { ...plain, invalid });
});

test('what people say finds what contracts say, in whatever form', () => {
  const finds = (line: string, text: string): boolean => fitOf(text, wantedWords(line)) > 0;
  assert.ok(finds('Can I get my money back?', 'Fees are non-refundable.'));
  assert.ok(finds('refunds of fees', 'No fee is refunded.'));
  assert.ok(!finds('money back', 'Money is paid in advance.'));
  assert.ok(!finds('refund zebra', 'Fees are non-refundable.'));
  assert.ok(fitOf('refund', wantedWords('refund')) > fitOf('refund', wantedWords('money back')));
  assert.deepEqual(wantedWords('  of the '), []);
});

test('decisions become a table that a spreadsheet does not take for formulas, and their effects are summed up', () => {
  const decided = {
    ...{ id: 'd1', decision: 'refund', asOf: '2026-01-01T00:00:00.000Z', outcome: 'due', discretion: null },
    ...{ clauses: [], overridden: [], readings: [], assumed: [], subject: '=cmd("x")' },
    ...{ decidedAt: '2026-01-02T00:00:00.000Z' },
    effects: { amount: { minor: 1250, currency: 'USD' }, periods: 2 },
    edition: { document: 'terms', revision: '2026', digest: 'sha256:1' },
  };
  const items = [
    decided,
    { ...decided, effects: { amount: { minor: 50, currency: 'EUR' }, periods: 0 } },
    decided,
  ];
  const [head = '', first = ''] = csvOf(items).split('\r\n');
  assert.match(head, /subject,chosen,amount,amount currency,periods$/);
  assert.match(first, /,"'=cmd\(""x""\)",,12\.50,USD,2$/);
  assert.deepEqual(
    sumsOf(items).map(({ effect, currency, sum, decisions }) => [effect, currency, sum, decisions]),
    [
      ['amount', 'USD', 2500, 2],
      ['periods', null, 4, 2],
      ['amount', 'EUR', 50, 1],
    ],
  );
});

test('an effect of what was unresolved is read by what it is, or it is said how to write it', () => {
  for (const [type, text, value] of [
    ['money', 'USD 1,200.00', { minor: 120_000, currency: 'USD' }],
    ['money', 'JPY 1,200', { minor: 1200, currency: 'JPY' }],
    ['integer', '1,200', 1200],
    ['number', '12.5', 12.5],
    ['boolean', 'no', false],
    ['instant', '2026-08-15T12:00:00Z', '2026-08-15T12:00:00Z'],
    ['text', ' remind ', 'remind'],
    ['list', '["a"]', ['a']],
  ] as const)
    assert.deepEqual(readEffect(type, text), { code: 'read', value }, text);
  for (const [type, text] of [
    ['money', '1,200.00'],
    ['money', 'USD 1200,50'],
    ['money', 'USD 12'],
    ['integer', '12.5'],
    ['boolean', 'true'],
    ['instant', '2026-08-15'],
    ['list', 'a'],
  ] as const)
    assert.equal(readEffect(type, text).code, 'unread', text);
});
