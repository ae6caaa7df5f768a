import type { BrokenExample } from './example.js';

/** always.yaml with one invariant of the decision about fees. */
const always = (rest: string): string => `invariants:
  - name: fee-stays-low
    clauses: ['3.1']
    decisions: [fee]
${rest}`;

const broken = (
  told: Pick<BrokenExample, 'code' | 'when' | 'at' | 'text'> & Partial<BrokenExample>,
  rest: string,
): BrokenExample => ({ file: 'always.yaml', put: always(rest), ...told });

/** What is wrong with invariants. */
export const invariantExamples: readonly BrokenExample[] = [
  broken(
    {
      code: 'unknown-decision',
      when: 'an invariant is of a decision that does not exist',
      put: "invariants:\n  - { name: fee-stays-low, clauses: ['3.1'], decisions: [fees], holds: 'true' }\n",
      at: 'always.yaml:2:58',
      text: 'fees',
      says: /fee, loan|loan, fee/,
    },
    '',
  ),
  broken(
    {
      code: 'missing-key',
      when: 'an invariant says nothing',
      at: 'always.yaml:2:5',
      text: 'name: fee-stays-low',
      says: /`holds` is missing/,
    },
    '',
  ),
  broken(
    {
      code: 'feel-unknown-name',
      when: 'an invariant reads an effect that the decision does not have',
      at: 'always.yaml:5:12',
      text: 'decided.fee.effects.sum.minor',
    },
    '    holds: decided.fee.effects.sum.minor < 100\n',
  ),
  broken(
    {
      code: 'feel-unknown-name',
      when: 'an invariant without a step reads the case after one',
      at: 'always.yaml:5:12',
      text: 'after.lateDays',
    },
    '    holds: after.lateDays < 100\n',
  ),
  broken(
    {
      code: 'expression-type',
      when: 'what an invariant holds is no condition',
      at: 'always.yaml:5:12',
      text: 'lateDays',
    },
    '    holds: lateDays\n',
  ),
  broken(
    {
      code: 'unknown-fact',
      when: 'a step changes what the decision does not take',
      at: 'always.yaml:6:21',
      text: 'member.card',
    },
    '    holds: lateDays >= 0\n    step: { other: [member.card] }\n',
  ),
  broken(
    {
      code: 'unknown-fact',
      when: 'a step changes what is no fact at all',
      at: 'always.yaml:6:21',
      text: 'subject',
    },
    '    holds: lateDays >= 0\n    step: { other: [subject] }\n',
  ),
  broken(
    {
      code: 'duplicate-id',
      when: 'a step changes a fact, and a part of it again',
      at: 'always.yaml:6:46',
      text: 'copy.barcode',
    },
    '    holds: lateDays >= 0\n    step: { becomes: { copy: copy }, other: [copy.barcode] }\n',
  ),
  broken(
    {
      code: 'expression-type',
      when: 'a fact becomes what is of another type',
      at: 'always.yaml:6:42',
      text: 'lateDays',
    },
    '    holds: lateDays >= 0\n    step: { becomes: { loan.handedOutAt: lateDays } }\n',
  ),
  broken(
    {
      code: 'missing-key',
      when: 'answers are unchanged by no step',
      at: 'always.yaml:2:5',
      text: 'name: fee-stays-low',
      says: /`step` is missing/,
    },
    '    unchanged: [decided.fee]\n',
  ),
  broken(
    {
      code: 'unknown-fact',
      when: 'nothing that a decision says is to be unchanged',
      at: 'always.yaml:6:17',
      text: 'decided.fee.effect',
    },
    '    step: { later: true }\n    unchanged: [decided.fee.effect]\n',
  ),
  broken(
    {
      code: 'unknown-key',
      when: 'an invariant is monotone and holds something else',
      at: 'always.yaml:5:5',
      text: 'holds',
    },
    '    holds: lateDays >= 0\n    monotone: { in: asOf, of: lateDays, goes: up }\n',
  ),
  broken(
    {
      code: 'expression-type',
      when: 'what should rise has no order',
      at: 'always.yaml:5:31',
      text: 'fee',
      says: /`minor`/,
    },
    '    monotone: { in: asOf, of: fee, goes: up }\n',
  ),
  broken(
    {
      code: 'unknown-invariant',
      when: 'an invariant is proved from one that does not stand above it',
      at: 'always.yaml:6:18',
      text: 'fee-stays-low',
      says: /above/,
    },
    '    holds: lateDays >= 0\n    provedFrom: [fee-stays-low]\n',
  ),
  broken(
    {
      code: 'unknown-invariant',
      when: 'an invariant is proved from one of other cases',
      put: `invariants:
  - { name: fee-rises, clauses: ['3.1'], decisions: [fee], monotone: { in: asOf, of: lateDays, goes: up } }
  - { name: fee-stays-low, clauses: ['3.1'], decisions: [fee], holds: lateDays >= 0, provedFrom: [fee-rises] }
`,
      at: 'always.yaml:3:99',
      text: 'fee-rises',
      says: /same cases/,
    },
    '',
  ),
];
