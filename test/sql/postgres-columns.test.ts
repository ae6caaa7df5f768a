import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Type } from '../../src/language/types/types.js';
import { compileToSql } from '../../src/sql/compile-to-sql.js';
import { dialects } from '../../src/sql/dialects/dialects.js';
import { nameOf, textOf } from '../../src/sql/values/sql-text.js';
import { loadRealEdition } from '../engine/compiled/support/differential.js';
import { sharedPostgres } from '../support/postgres.js';
import type { Engine } from './support/engine.js';
import { openPostgres } from './support/postgres.js';

const { given } = dialects.postgres;
const integer: Type = { kind: 'integer' };
const text: Type = { kind: 'text' };
const items: Type = {
  kind: 'list',
  of: { kind: 'record', fields: { a: integer, b: { ...text, nullable: true } } },
};

describe('the columns of a table of facts in PostgreSQL', () => {
  let engine: Engine;
  before(async () => {
    engine = await openPostgres(await sharedPostgres());
  });
  after(() => engine.close());

  const read = async (
    value: string,
    type: Type,
  ): Promise<{ readonly is: unknown; readonly misfits: unknown }> => {
    const sql = `SELECT ${given.read('"c"', type)} AS "is", ${given.misfits('"c"', type)} AS "misfits" FROM (SELECT ${value} AS "c") AS cases`;
    const [row] = await engine.ask(sql);
    return { is: row?.['is'], misfits: row?.['misfits'] };
  };
  const json = (value: string) => `CAST(${textOf(value)} AS JSONB)`;

  it('are read as lists where JSON is a list of what the fact is, however it is written', async () => {
    for (const [written, is] of [
      ['[{"a": 1, "b": "x"}]', [{ a: 1, b: 'x' }]],
      ['[{"a": 1.0}, null, {"b": null, "a": -10e1}]', [{ a: 1, b: null }, null, { a: -100, b: null }]],
      ['[]', []],
    ] as const)
      assert.deepEqual(await read(json(written), items), { is, misfits: false }, written);
    assert.deepEqual(await read('CAST(NULL AS JSONB)', items), { is: null, misfits: false });
  });

  it('are told where JSON is anything else, and end no query', async () => {
    const others = ['null', '5', '"a"', '{}', '[1]', '[[]]', '[{"a": 1.5}]', '[{"a": "1"}]', '[{"a": true}]'];
    for (const written of [
      ...others,
      '[{"a": 9007199254740993}]',
      '[{"a": 1e400}]',
      '[{"a": 1, "c": 2}]',
      '[{"a": {}}]',
    ])
      assert.deepEqual(await read(json(written), items), { is: [], misfits: true }, written);
  });

  it('are arrays that count from 1, and lists in lists are told', async () => {
    const list: Type = { kind: 'list', of: integer };
    assert.deepEqual(await read(`'[5:7]={1,NULL,3}'::INT[]`, list), { is: ['1', null, '3'], misfits: false });
    assert.equal((await read(`'{{1},{2}}'::BIGINT[]`, list)).misfits, true);
    assert.deepEqual(await read(`CAST(NULL AS BIGINT[])`, list), { is: null, misfits: false });
  });

  it('may be integers and texts of any size, but no numbers that would be rounded', async () => {
    assert.equal((await read('CAST(7 AS SMALLINT)', integer)).is, '7');
    assert.equal((await read("CAST('a' AS VARCHAR(3))", text)).is, 'a');
    for (const other of ['1.5', 'CAST(1 AS NUMERIC)', 'CAST(1 AS FLOAT8)', 'now()'])
      await assert.rejects(read(other, integer), /operator does not exist/, other);
    await assert.rejects(
      read(`'{1.5}'::NUMERIC[]`, { kind: 'list', of: integer }),
      /operator does not exist/,
    );
  });

  it('have texts with backslashes, whatever the server takes them for', async () => {
    const written = dialects.postgres.query(`SELECT ${textOf("a\\b'")} AS "is\\" -- '\\`);
    for (const how of ['on', 'off']) {
      await engine.ask(`SET standard_conforming_strings = ${how}`);
      assert.deepEqual(await engine.ask(written), [{ 'is\\': "a\\b'" }], how);
    }
    await engine.ask('RESET standard_conforming_strings');
  });

  it('are refused where a list is none, and no other row is', async () => {
    const edition = await loadRealEdition();
    const ruleSet = edition.decisions.get('refund') ?? assert.fail('no such decision');
    const sql = compileToSql(edition, ruleSet, dialects.postgres);
    const columns = sql.columns.map(({ name, type }) => [name, given.typeOf(type)] as const);
    const history = (value: unknown) => ({
      asOf: 0,
      'subscription.status': 'active',
      'subscription.paid': true,
      'subscription.history': value,
    });
    await engine.load(
      'cases',
      [['id', 'BIGINT'], ...columns],
      [
        { id: 0, ...history([{ from: 'yesterday' }]) },
        { id: 1, ...history([{ from: 0, status: 'active', paid: true }]) },
      ],
    );
    const answers = await engine.ask(
      `SELECT * FROM (${sql.deciding({ from: nameOf('cases'), keys: ['id'] }, [])}) AS decided ORDER BY "id"`,
    );
    assert.deepEqual(
      answers.map(({ refused }) => refused),
      ['fact-range subscription.history', 'missing-fact package'],
    );
  });
});
