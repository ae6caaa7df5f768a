import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Edition } from '../../src/edition/model/edition.js';
import { editionScope } from '../support/edition-scope.js';
import { loadEdition } from '../../src/edition/build/load-edition.js';
import { reviewsFor } from '../../src/edition/read/write-reviews.js';
import { parseExpression } from '../../src/language/syntax/parse-expression.js';
import { libraryFiles } from './library.js';

const library = (): Edition => {
  const { edition, diagnostics } = loadEdition(libraryFiles);
  assert.deepEqual(diagnostics, []);
  assert.ok(edition !== undefined);
  return edition;
};

/** The library's files with replacements, reviewed anew. */
const changed = (...changes: readonly (readonly [file: string, find: string, put: string])[]) => {
  const files = new Map(libraryFiles);
  for (const [file, find, put] of changes) {
    const text = files.get(file) ?? '';
    assert.ok(text.includes(find), `${file} has no ${find}`);
    files.set(
      file,
      text.replace(find, () => put),
    );
  }
  files.set('reviews.yaml', reviewsFor(files, { by: 'A Librarian', at: '2025-02-20T09:00:00Z' }) ?? '');
  return loadEdition(files);
};

describe('A sound edition', () => {
  test('loads without a word, with everything that decisions need', () => {
    const edition = library();
    assert.equal(edition.identity.document, 'library-lending');
    assert.equal(edition.identity.revision, '2025-03-01');
    assert.match(edition.identity.digest, /^sha256:[0-9a-f]{64}$/);
    assert.equal(edition.effectiveFrom, Date.UTC(2025, 2, 1));
    assert.equal(edition.contract.clauses.size, edition.ledger.size);
    assert.deepEqual([...edition.decisions.keys()], ['fee', 'loan']);
  });

  test('has its definitions in an order in which each needs only those before it', () => {
    assert.deepEqual(
      [...library().definitions.keys()],
      ['returnedAt', 'loanPeriod.endsAt', 'lateDays', 'fee', 'zero', 'provenHardship'],
    );
  });

  test('says of each decision what it needs, through definitions and defaults too', () => {
    const { decisions } = library();
    const fee = decisions.get('fee');
    const loan = decisions.get('loan');
    assert.deepEqual(
      fee?.parameters.map(({ name }) => name),
      ['feePerDay', 'leniency'],
    );
    assert.ok(fee.reads.includes('loan.handedOutAt'));
    assert.deepEqual(loan?.definitions, []);
    assert.ok(loan.reads.includes('copy.price.currency'), 'the default of what a member owes reads it');
    assert.ok(!loan.reads.includes('member.name'));
  });

  test('holds dated values as the engine needs them', () => {
    const { parameters } = library();
    assert.deepEqual(
      parameters.get('feePerDay')?.values.map(({ from, value }) => [from, value]),
      [
        [Date.UTC(2025, 2, 1), { minor: 20, currency: 'EUR' }],
        [Date.UTC(2025, 5, 1), { minor: 30, currency: 'EUR' }],
      ],
    );
  });

  test('gives every rule its place in its file', () => {
    const rule = library().decisions.get('loan')?.rules[1];
    assert.equal(rule?.id, 'no-valid-card');
    assert.deepEqual(rule.position, { file: 'loan.yaml', line: 23, column: 5 });
  });

  test('has a scope in which its names mean what they do in its rules', () => {
    const edition = library();
    const scope = editionScope(edition, edition.decisions.get('fee'));
    const typeOf = (source: string): unknown => {
      const result = parseExpression(source, scope);
      return result.ok ? result.expression.type : result.errors[0]?.code;
    };
    assert.deepEqual(typeOf('feePerDay.since'), { kind: 'instant' });
    assert.deepEqual(typeOf('law.forbids'), { kind: 'boolean', nullable: true });
    assert.equal(typeOf('law.forbids and true'), 'feel-absent');
    assert.deepEqual(typeOf('edition.revision'), { kind: 'text' });
  });
});

describe('What is wrong', () => {
  test('is told all at once, stage by stage, in the order of files and lines', () => {
    const { edition, diagnostics } = changed(
      ['fee.yaml', 'modality: must-not', 'modality: should'],
      ['fee.yaml', 'upTo: fee', 'upTo: fees'],
      ['loan.yaml', 'value: valid', 'value: vald'],
      ['definitions.yaml', 'duration("P21D")', '21'],
      ['parameters.yaml', 'value: 1000', 'value: many'],
      ['ledger.yaml', "  - { clause: '3.3', disposition: precedence }\n", ''],
    );
    assert.equal(edition, undefined);
    assert.deepEqual(
      diagnostics.map(({ file, code }) => `${file} ${code}`),
      [
        'definitions.yaml feel-type',
        'fee.yaml wrong-shape',
        'fee.yaml feel-unknown-name',
        'ledger.yaml ledger-missing',
        'loan.yaml value-type',
        'parameters.yaml parameter-value',
      ],
    );
  });

  test('with a name is not told again of everything that reads it', () => {
    const { diagnostics } = changed(['facts.yaml', '  loan:\n    type: record', '  loan:\n    type: recrod']);
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ['wrong-shape'],
    );
  });

  test('is named with its folder, where one is given', () => {
    const files = new Map(libraryFiles);
    files.delete('readings.yaml');
    const { diagnostics } = loadEdition(files, { folder: 'rules/library' });
    assert.equal(diagnostics[0]?.file, 'rules/library/readings.yaml');
  });
});

describe('What may be absent', () => {
  const present = '        - { fact: law.provision, operator: present, value: true }\n';

  test('may be told where the condition of the rule says that it is there', () => {
    const { diagnostics } = changed(
      ['fee.yaml', 'days: {', 'reason: { type: text, merge: equal, default: \'""\' }\n  days: {'],
      [
        'fee.yaml',
        "because: '{law.provision}",
        "effects: { reason: law.provision }, because: '{law.provision}",
      ],
    );
    assert.deepEqual(diagnostics, []);
  });

  test('may not be told where the condition leaves it open', () => {
    const { diagnostics } = changed(
      ['fee.yaml', 'days: {', 'reason: { type: text, merge: equal, default: \'""\' }\n  days: {'],
      [
        'fee.yaml',
        "because: '{law.provision}",
        "effects: { reason: law.provision }, because: '{law.provision}",
      ],
      ['fee.yaml', present, ''],
    );
    assert.deepEqual(
      diagnostics.map(({ code, text }) => [code, text]),
      [['effect-type', 'law.provision']],
    );
  });

  test('is also what takes its default from a fact that may be left out', () => {
    const { diagnostics } = changed(
      ['loan.yaml', 'facts: [member, copy]', 'facts: [member, copy?]'],
      ['loan.yaml', 'when: { fact: member.card, operator: equal, value: valid }', 'when: always'],
      [
        'loan.yaml',
        'measure:',
        'debt: { type: integer, merge: sum, default: member.owes.minor }\n  measure:',
      ],
    );
    assert.deepEqual(
      diagnostics.map(({ code, text }) => [code, text]),
      [['expression-type', 'member.owes.minor']],
    );
  });
});
