import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { makeCompiledEvaluator } from '../../src/engine/compiled/compiled-evaluator.js';
import { columnType } from '../../src/sql/columns/typed-value.js';
import { recordedColumns } from '../../src/sql/columns/recorded-columns.js';
import { nameColumns, ColumnTakenError } from '../../src/sql/columns/named-columns.js';
import { compileToSql } from '../../src/sql/compile-to-sql.js';
import { duckdb } from '../../src/sql/dialects/duckdb.js';
import { rowOfFacts } from '../../src/sql/relations/row-of-facts.js';
import { boatHire } from '../support/boat-hire.js';
import { randomQuestions } from './support/questions.js';

const facts = `
  wind: { type: integer, minimum: 0 }
  from: { type: instant, orNever: true }
  day: { type: date }
  opens: { type: time }
  long: { type: duration }
  term: { type: months }
  crew: { type: list, of: { type: record, fields: { name: { type: text }, since: { type: instant } } } }
  tags: { type: list, of: { type: text } }
  fee: { type: money }
  boat: { type: record, fields: { kind: { type: text }, price: { type: money } } }`;

const names = ['wind', 'from', 'day', 'opens', 'long', 'term', 'crew', 'tags', 'fee', 'boat'];
const tried = names.map((fact) => `{ fact: ${fact}, operator: present, value: true }`);
const rules = `- { id: goes, when: { all: [${tried.join(', ')}] }, then: { outcome: goes } }`;
const listed = `[${names.map((fact) => `${fact}?`).join(', ')}]`;

describe('the columns of recorded facts', () => {
  it('hold what a query of the decision reads, by the same names and types', () => {
    const edition = boatHire({ facts, rules, listed });
    const ruleSet = edition.decisions.get('hire') ?? assert.fail('no such decision');
    const { types, put } = recordedColumns(edition, ruleSet, false);
    const all = { roots: new Set(edition.facts.keys()), paths: [...edition.facts.keys()] };
    let compared = 0;
    for (const question of randomQuestions(edition, ruleSet, makeCompiledEvaluator(edition), 300, 7)) {
      const wanted = rowOfFacts(edition, all, question.facts);
      if (wanted === undefined) continue;
      const cells = {};
      put(question.facts, {}, cells);
      assert.deepEqual(cells, wanted);
      compared += Object.keys(wanted).length;
    }
    assert.ok(compared > 300, `${compared} cells were compared`);
    const typeOf = new Map(types);
    for (const { name, type } of compileToSql(edition, ruleSet, duckdb).columns)
      if (name !== 'asOf') assert.equal(typeOf.get(name), duckdb.typeOf(type), name);
  });

  it('leave a value empty that is none of its type any more', () => {
    const edition = boatHire({ facts, rules, listed });
    const ruleSet = edition.decisions.get('hire') ?? assert.fail('no such decision');
    const cells = {};
    const gone = { commitment: `sha256:${'0'.repeat(64)}` };
    recordedColumns(edition, ruleSet, false).put(
      { wind: gone, from: gone, tags: gone, fee: gone },
      {},
      cells,
    );
    assert.deepEqual(cells, {});
    assert.equal(columnType({ kind: 'scalar', of: 'number' }), 'DOUBLE');
  });

  it('get a second column where another release has another type, and no name twice', () => {
    const known = new Map([['wind', 'BIGINT']]);
    const named = nameColumns(known, [
      ['wind', 'VARCHAR'],
      ['sea', 'BIGINT'],
    ]);
    assert.deepEqual(
      named.map(({ name, differsFrom }) => [name, differsFrom]),
      [
        ['wind:VARCHAR', 'BIGINT'],
        ['sea', null],
      ],
    );
    assert.equal(nameColumns(known, [['wind', 'BIGINT']])[0]?.name, 'wind');
    const twice = [
      ['id', 'VARCHAR'],
      ['Id', 'VARCHAR'],
    ] as const;
    assert.throws(() => nameColumns(new Map(), twice), ColumnTakenError);
  });
});
