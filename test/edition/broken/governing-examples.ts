import type { BrokenExample } from './example.js';

const acceptance = "acceptance:\n  - { by: [purchase], binds: in-effect, clauses: ['2.1'] }\n";
const untold = "untold: { clauses: ['2.1'] }\n";

/** What is wrong with the rule by which an edition governs. */
export const governingExamples: readonly BrokenExample[] = [
  {
    code: 'unknown-decision',
    when: 'an act is asked for by a decision that does not exist',
    file: 'governing.yaml',
    put: `${acceptance}acts:\n  - { kind: use, decisions: [lone], clauses: ['2.1'] }\n${untold}`,
    at: 'governing.yaml:4:30',
    text: 'lone',
    says: /no rule set/,
  },
  {
    code: 'unknown-fact',
    when: 'an act is dated by what is no fact',
    file: 'governing.yaml',
    put: `${acceptance}acts:\n  - { kind: use, at: loan.lostAt, clauses: ['2.1'] }\n${untold}`,
    at: 'governing.yaml:4:22',
    text: 'loan.lostAt',
  },
  {
    code: 'value-type',
    when: 'an act is dated by what is no instant',
    file: 'governing.yaml',
    put: `${acceptance}acts:\n  - { kind: use, at: member.card, clauses: ['2.1'] }\n${untold}`,
    at: 'governing.yaml:4:22',
    text: 'member.card',
  },
  {
    code: 'unknown-reading',
    when: 'what governs rests on a reading that does not exist',
    file: 'governing.yaml',
    put: `${acceptance}acts: []\nuntold: { clauses: ['2.1'], readings: [R9] }\n`,
    at: 'governing.yaml:4:40',
    text: 'R9',
  },
  {
    code: 'unknown-clause',
    when: 'what governs rests on a clause that does not exist',
    file: 'governing.yaml',
    put: `${acceptance}acts: []\nuntold: { clauses: ['2.9'] }\n`,
    at: 'governing.yaml:4:21',
    text: "'2.9'",
  },
  {
    code: 'wrong-shape',
    when: 'an act accepts what nobody knows',
    file: 'governing.yaml',
    put: `acceptance:\n  - { by: [purchase], binds: all, clauses: ['2.1'] }\nacts: []\n${untold}`,
    at: 'governing.yaml:2:30',
    text: 'all',
  },
];
