import assert from 'node:assert/strict';
import { it } from 'node:test';
import { personalPointers } from '../../src/audit/record/sealing.js';
import type { FactDeclaration, FactShape } from '../../src/edition/model/declarations.js';

const shape = (changes: Partial<FactShape> = {}): FactShape => ({
  type: { kind: 'text' },
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
  ...changes,
});
const record = (fields: Readonly<Record<string, FactShape>>): FactShape =>
  shape({ type: { kind: 'record', fields: {} }, fields: new Map(Object.entries(fields)) });
const listOf = (item: FactShape): FactShape =>
  shape({ type: { kind: 'list', of: item.type }, fields: new Map([['[]', item]]) });
const personal = shape({ personal: true });

const declare = (name: string, fact: FactShape): [string, FactDeclaration] => [
  name,
  { name, shape: fact, clauses: [], position: { file: 'facts.yaml', line: 1, column: 1 } },
];
const facts = new Map([
  declare('borrower', { ...record({ name: personal }), personal: true }),
  declare('loan', record({ tool: shape(), note: personal, witnesses: listOf(personal) })),
  declare('damages', listOf(record({ by: personal, cost: shape() }))),
]);

it('points at personal facts, personal fields, and those in each item of a list', () => {
  const pointers = personalPointers(
    { facts },
    {
      borrower: { name: 'Anna' },
      loan: { tool: 'saw', note: null, witnesses: ['Ben', 'Carla'] },
      damages: [{ by: 'Ben', cost: 1 }, { cost: 2 }, { by: 'Carla' }],
    },
  );
  assert.deepEqual(pointers, [
    '/facts/borrower',
    '/facts/loan/note',
    '/facts/loan/witnesses/0',
    '/facts/loan/witnesses/1',
    '/facts/damages/0/by',
    '/facts/damages/2/by',
  ]);
});

it('points at nothing where nothing personal came', () => {
  assert.deepEqual(personalPointers({ facts }, { loan: { tool: 'saw' }, damages: [] }), []);
});
