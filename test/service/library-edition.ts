import { english } from '../../src/language/language.js';
import type { Clause } from '../../src/contract/contract.js';
import type { Edition } from '../../src/edition/model/edition.js';
import type { Rule } from '../../src/edition/model/rule-set.js';
import type { FactDeclaration, FactShape } from '../../src/edition/model/declarations.js';
import type { TypedExpression } from '../../src/language/syntax/expression.js';
import type { Type } from '../../src/language/types/types.js';

const position = { file: 'fine.yaml', line: 1, column: 1 };
const span = { from: 0, to: 0 };
const integer: Type = { kind: 'integer' };
const text: Type = { kind: 'text' };

const shape = (type: Type, more: Partial<FactShape> = {}): FactShape => ({
  type,
  describes: '',
  personal: false,
  default: null,
  minimum: null,
  maximum: null,
  minLength: null,
  maxLength: 10_000,
  maxItems: 500,
  pattern: null,
  orNever: false,
  fields: new Map(),
  ...more,
});
const fact = (name: string, of: FactShape): [string, FactDeclaration] => [
  name,
  { name, shape: of, clauses: [], position },
];
const literal = (type: Type, value: string | number): TypedExpression => ({
  kind: 'literal',
  type,
  span,
  value,
});
const read = (root: string, type: Type): TypedExpression => ({ kind: 'read', root, fields: [], type, span });

const clause = (id: string, words: string, ordinal: number): [string, Clause] => [
  id,
  { id, words, digest: `sha256:${'c'.repeat(64)}`, section: 1, line: ordinal + 1, ordinal },
];

const rules: readonly Rule[] = [
  {
    id: 'late-items-cost',
    clauses: ['1.2', '1.1'],
    modality: 'must',
    when: {
      kind: 'comparison',
      left: read('daysLate', integer),
      name: 'daysLate',
      operator: 'greaterThan',
      right: { kind: 'value', value: 0 },
      position,
    },
    then: {
      outcome: 'due',
      effects: new Map([['days', read('daysLate', integer)]]),
      because: ['The item came ', { name: 'daysLate', expression: read('daysLate', integer) }, ' days late.'],
      discretion: null,
    },
    overrides: ['nothing-is-due'],
    readings: ['R1'],
    position,
  },
  {
    id: 'nothing-is-due',
    clauses: ['1.1'],
    modality: 'must-not',
    when: { kind: 'always' },
    then: { outcome: 'none', effects: new Map(), because: ['Nothing is due.'], discretion: null },
    overrides: [],
    readings: [],
    position,
  },
];

/** A small edition of a library's rules, with one decision: `fine`, on `daysLate` and the personal `borrower`. */
export const libraryEdition = (
  more: {
    document?: string;
    revision?: string;
    effectiveFrom?: string;
    digest?: string;
    decision?: string;
  } = {},
): Edition => {
  const decision = more.decision ?? 'fine';
  const revision = more.revision ?? '2026-01-01';
  return {
    example: null,
    governing: null,
    letters: null,
    severability: null,
    zone: 'UTC',
    language: english,
    identity: {
      document: more.document ?? 'library-rules',
      revision,
      digest: more.digest ?? `sha256:${'a'.repeat(64)}`,
    },
    title: 'Library rules',
    effectiveFrom: Date.parse(more.effectiveFrom ?? `${revision}T00:00:00Z`),
    contract: {
      title: 'Library rules',
      sections: [{ number: 1, label: '1', heading: 'Loans', line: 1 }],
      clauses: new Map([clause('1.1', 'Loans are free.', 0), clause('1.2', 'Late items cost a fine.', 1)]),
      digest: `sha256:${'b'.repeat(64)}`,
    },
    ledger: new Map(
      ['1.1', '1.2'].map((id) => [
        id,
        { clause: id, disposition: 'rule', decisions: [decision], reason: null, position },
      ]),
    ),
    facts: new Map([
      fact('daysLate', shape(integer, { minimum: 0, maximum: 3650 })),
      fact('borrower', shape(text, { personal: true, default: literal(text, 'unknown') })),
    ]),
    constraints: [],
    definitions: new Map(),
    functions: new Map(),
    parameters: new Map([
      [
        'perDay',
        {
          name: 'perDay',
          clauses: ['1.2'],
          describes: 'What a day costs.',
          changedBy: 'librarian',
          sample: true,
          type: integer,
          shape: shape(integer),
          values: [
            {
              from: Date.UTC(2026, 0, 1),
              published: Date.UTC(2026, 0, 1),
              reference: null,
              value: 10,
              position,
            },
          ],
          position,
        },
      ],
    ]),
    parameterConstraints: [],
    invariants: [],
    readings: new Map([
      [
        'R1',
        {
          id: 'R1',
          clauses: ['1.2'],
          words: 'Late',
          taken: 'after the day',
          rejected: 'on the day',
          because: 'the day is the borrower’s',
          scenarios: [],
          position,
        },
      ],
    ]),
    decisions: new Map([
      [
        decision,
        {
          decision,
          question: 'Is a fine due?',
          outcomes: ['due', 'none'],
          facts: [
            { name: 'daysLate', optional: false },
            { name: 'borrower', optional: false },
          ],
          effects: new Map([
            [
              'days',
              {
                name: 'days',
                type: integer,
                merge: { kind: 'equal' },
                default: literal(integer, 0),
                position,
              },
            ],
          ]),
          choices: [],
          rules,
          definitions: [],
          parameters: [],
          parameterReads: { inForce: [], atOtherTimes: [] },
          reads: ['daysLate', 'borrower'],
          position,
        },
      ],
    ]),
    files: new Map([['edition.yaml', `revision: "${revision}"\n`]]),
  };
};
