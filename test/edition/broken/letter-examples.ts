import type { BrokenExample } from './example.js';

/** Words for the whole library, as they ought to be. */
const letters = `unresolved: { says: A librarian decides it. }
readings:
  R1: the day of return counts
  R2: the librarian may choose
assumed: { law: no law says otherwise }
decisions:
  fee:
    asked: Whether a fee is owed.
    outcomes:
      owed: { says: A fee is owed. }
      not-owed: { says: No fee is owed. }
      discretionary: { says: The librarian may choose. }
    effects:
      amount: { some: 'The fee is {amount}.' }
      days: { untold: The amount says enough. }
    choices: { waive: to waive it, charge: to charge it }
    assumed:
      loan.returnedAt: it was not returned yet
      hardship: there is no hardship
  loan:
    asked: Whether it may be borrowed.
    outcomes:
      lend: { says: It may. }
      refuse: { says: It may not. }
      discretionary: { says: The librarian may choose. }
    effects:
      grounds: { untold: The reasons say it. }
      measure: { values: { remind: You are reminded., refuse: You are refused. } }
    choices: { lend: to lend it, refuse: to refuse it }
    assumed: { member.owes: you owe nothing, member.lateItems: you have nothing late }
`;

const example = (
  told: Omit<BrokenExample, 'file' | 'put' | 'find'>,
  from: string,
  to: string,
): BrokenExample => ({ ...told, file: 'letters.yaml', put: letters.replace(from, to) });

/** What is wrong with the words of letters. */
export const letterExamples: readonly BrokenExample[] = [
  example(
    {
      code: 'letter-words',
      when: 'an outcome has no words for the customer',
      at: 'letters.yaml:9:5',
      text: 'outcomes',
      says: /`owed`/,
    },
    '      owed: { says: A fee is owed. }\n',
    '',
  ),
  example(
    {
      code: 'letter-words',
      when: 'an effect has no words for the customer',
      at: 'letters.yaml:7:3',
      text: 'fee',
      says: /effect `days`/,
    },
    '      days: { untold: The amount says enough. }\n',
    '',
  ),
  example(
    {
      code: 'letter-words',
      when: 'a value of an effect has no words for the customer',
      at: 'letters.yaml:28:7',
      text: 'measure',
      says: /`refuse`/,
    },
    ', refuse: You are refused.',
    '',
  ),
  example(
    {
      code: 'letter-words',
      when: 'what is taken to be so where a fact is left out has no words',
      at: 'letters.yaml:7:3',
      text: 'fee',
      says: /`hardship`/,
    },
    '      hardship: there is no hardship\n',
    '',
  ),
  example(
    {
      code: 'letter-words',
      when: 'a reading has no words for the customer',
      at: 'letters.yaml:1:1',
      text: 'unresolved: { says: A librarian decides it. }',
      says: /`R2`/,
    },
    '  R2: the librarian may choose\n',
    '',
  ),
  example(
    {
      code: 'letter-name',
      when: 'there are words for an effect that does not exist',
      at: 'letters.yaml:16:7',
      text: 'dayz',
      says: /no effect/,
    },
    '      days: {',
    '      days: { untold: The amount says enough. }\n      dayz: {',
  ),
  example(
    {
      code: 'unknown-fact',
      when: 'a letter mentions what is no fact',
      at: 'letters.yaml:8:17',
      text: 'loan.lostAt',
    },
    'Whether a fee is owed.',
    "'Of {loan.lostAt}.'",
  ),
];
