import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openDuckDb, type DuckDb } from '../../src/sql/duckdb/open-duckdb.js';
import { relationOf, UnreadableColumn } from '../../src/sql/duckdb/relation-of-files.js';

let duckdb: DuckDb;
before(async () => {
  const opened = await openDuckDb({ threads: 1, memoryMb: 500 });
  assert.ok(opened !== undefined, 'DuckDB is there');
  duckdb = opened;
});
after(() => duckdb.close());

/** What a value of a column is read as, where its fact is a number. */
const read = async (value: string, type: string): Promise<unknown> => {
  const files = `(SELECT CAST(${value} AS ${type}) AS amount)`;
  const columns = [{ name: 'amount', type: { kind: 'number' } as const, sql: 'DOUBLE' }];
  const { from } = await relationOf(duckdb, files, 'cases.parquet', columns, []);
  return (await duckdb.ask(`SELECT amount FROM ${from}`))[0]?.['amount'];
};

describe('a column of a file whose fact is a number', () => {
  it('has integers of every width, as far as a number tells one from the next', async () => {
    for (const type of ['UTINYINT', 'SMALLINT', 'INTEGER', 'UINTEGER', 'BIGINT', 'UBIGINT', 'HUGEINT'])
      assert.equal(await read('8', type), 8, type);
    assert.equal(await read('-8', 'BIGINT'), -8);
    assert.equal(await read('NULL', 'BIGINT'), null);
    const most = Number.MAX_SAFE_INTEGER;
    for (const type of ['BIGINT', 'UBIGINT', 'HUGEINT', 'UHUGEINT']) {
      assert.equal(await read(String(most), type), most, type);
      await assert.rejects(read('9007199254740992', type), /a value of the column amount is none/, type);
    }
    for (const type of ['BIGINT', 'HUGEINT']) {
      assert.equal(await read(String(-most), type), -most, type);
      await assert.rejects(read('-9007199254740992', type), /a value of the column amount is none/, type);
    }
    await assert.rejects(read('-9223372036854775808', 'BIGINT'), /a value of the column amount is none/);
    await assert.rejects(read("'1e30'::DOUBLE", 'HUGEINT'), /a value of the column amount is none/);
  });

  it('has floating-point numbers that are finite, and decimals', async () => {
    assert.equal(await read('0.5', 'FLOAT'), 0.5);
    assert.equal(await read('0.1', 'DECIMAL(18, 3)'), 0.1);
    for (const type of ['FLOAT', 'DOUBLE'])
      for (const value of ["'Infinity'", "'-Infinity'", "'NaN'"])
        await assert.rejects(read(value, type), /a value of the column amount is none/, `${value} ${type}`);
  });

  it('has decimals as far as a number tells one integer from the next', async () => {
    for (const type of ['DECIMAL(38, 0)', 'DECIMAL(20, 2)']) {
      assert.equal(await read('-9007199254740991', type), -9007199254740991, type);
      await assert.rejects(read('9007199254740993', type), /a value of the column amount is none/, type);
    }
  });

  it('is refused where it has lists or spans of time', async () => {
    await assert.rejects(read('[1]', 'INTEGER[]'), UnreadableColumn);
    await assert.rejects(read("'1 day'", 'INTERVAL'), UnreadableColumn);
  });
});

describe('a column of a file whose fact is a list of numbers', () => {
  const readList = async (value: string, type: string): Promise<unknown> => {
    const files = `(SELECT CAST(${value} AS ${type}) AS amounts)`;
    const list = { kind: 'list', of: { kind: 'number' } } as const;
    const { from } = await relationOf(
      duckdb,
      files,
      'cases.parquet',
      [{ name: 'amounts', type: list, sql: 'DOUBLE[]' }],
      [],
    );
    const [row] = await duckdb.ask(`SELECT CAST(to_json(amounts) AS VARCHAR) AS amounts FROM ${from}`);
    return JSON.parse(String(row?.['amounts']));
  };

  it('has items by the rules of one number', async () => {
    for (const type of ['TINYINT[]', 'UINTEGER[]', 'BIGINT[]', 'DECIMAL(4, 2)[]', 'FLOAT[]', 'DOUBLE[]'])
      assert.deepEqual(await readList('[1, 2]', type), [1, 2], type);
    assert.deepEqual(await readList('[NULL, 1.5]', 'DOUBLE[]'), [null, 1.5]);
    assert.deepEqual(await readList('[]', 'DOUBLE[]'), []);
    assert.equal(await readList('NULL', 'DOUBLE[]'), null);
    const none = /a value of the column amounts is none/;
    for (const type of ['FLOAT[]', 'DOUBLE[]'])
      await assert.rejects(readList("['NaN'::DOUBLE, 1]", type), none, type);
    for (const type of ['BIGINT[]', 'DECIMAL(38, 0)[]'])
      await assert.rejects(readList('[9007199254740993]', type), none, type);
  });
});
