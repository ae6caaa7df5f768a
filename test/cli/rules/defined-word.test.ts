import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { definedWord } from '../../../src/cli/import/defined-word.js';

describe('The word that a paragraph defines', () => {
  for (const [words, word] of [
    ['“Deposit” means the sum that is paid first.', 'Deposit'],
    ['Working Day means any day other than a Sunday.', 'Working Day'],
    ['On entend par « Échéance » le premier jour de chaque mois civil.', 'Échéance'],
    ['Le terme « Jour ouvré » désigne tout jour autre que le dimanche.', 'Jour ouvré'],
    ['Unter „Monat“ ist der Kalendermonat zu verstehen.', 'Monat'],
    ['Als „Ausfall“ gilt jede Minute ohne Dienst.', 'Ausfall'],
    ['„Ausfall“ ist jede Minute ohne Dienst.', 'Ausfall'],
    ['The term "Net" means without tax.', 'Net'],
  ] as const)
    test(words, () => {
      assert.equal(definedWord(words), word);
    });

  for (const words of [
    'Les « paniers » sont livrés sous cinq jours.',
    'The tenant pays the "Rent" on the first day.',
    'By the end of the month the "Rent" is due.',
    'Unter den Voraussetzungen des § 2 wird „Miete“ geschuldet.',
  ])
    test(`is none in: ${words}`, () => {
      assert.equal(definedWord(words), undefined);
    });
});
