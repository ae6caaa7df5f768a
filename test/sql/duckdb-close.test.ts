import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openDuckDb } from '../../src/sql/duckdb/open-duckdb.js';

test('DuckDB that is closed while it works ends what it does, and is closed', async () => {
  const duckdb = await openDuckDb({ threads: 1, memoryMb: 500 });
  assert.ok(duckdb !== undefined);
  const beside = await duckdb.beside();
  const endless = 'SELECT sum(a.range * b.range) FROM range(10000000) a, range(10000000) b';
  const [one, other] = [
    assert.rejects(duckdb.ask(endless), /[Ii]nterrupt/),
    assert.rejects(beside.run(endless), /[Ii]nterrupt/),
  ];
  await duckdb.close();
  await Promise.all([one, other]);
});
