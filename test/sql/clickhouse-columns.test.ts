import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Type } from '../../src/language/types/types.js';
import { dialects } from '../../src/sql/dialects/dialects.js';
import { hasClickHouse, howToGetClickHouse, openClickHouse } from './support/clickhouse.js';
import type { Engine } from './support/engine.js';

const { given, query } = dialects.clickhouse;
const integer: Type = { kind: 'integer' };
const text: Type = { kind: 'text' };

if (hasClickHouse())
  describe('the columns of a table of facts in ClickHouse', () => {
    let engine: Engine;
    before(async () => {
      engine = await openClickHouse();
    });
    after(() => engine.close());

    const read = async (value: string, type: Type): Promise<unknown> => {
      const [row] = await engine.ask(
        query(`SELECT ${given.read('"c"', type)} AS "is" FROM (SELECT ${value} AS "c") AS cases`),
      );
      return row?.['is'];
    };

    it('may be integers of any size, and no numbers that would be rounded', async () => {
      for (const [value, is] of [
        ['toInt8(-7)', -7],
        ['toUInt32(7)', 7],
        ['toInt64(-9007199254740993)', '-9007199254740993'],
        ['toUInt64(18446744073709551615)', '18446744073709551615'],
        ['CAST(NULL AS Nullable(Int64))', null],
      ] as const)
        assert.equal(await read(value, integer), is, value);
      for (const other of ['1.5', 'toFloat64(1)', 'toDecimal64(1, 2)', "'1'", 'now()'])
        await assert.rejects(read(other, integer), /Illegal type/, other);
    });

    it('may be texts of any kind', async () => {
      for (const value of [
        "toLowCardinality('a')",
        "toFixedString('a', 3)",
        "CAST('a' AS Enum('a' = 1))",
        "CAST('a' AS Nullable(String))",
      ])
        assert.equal(await read(value, text), 'a', value);
      assert.equal(await read('CAST(NULL AS LowCardinality(Nullable(String)))', text), null);
    });
  });
else
  describe('ClickHouse', () => {
    it('is not tried here, and a query for it is written', (t) => {
      t.diagnostic(`Its queries are held to the evaluators where it is installed: ${howToGetClickHouse}`);
      assert.match(query('SELECT \'a\\b\', "c\\d" -- e\\f'), /^SELECT 'a\\\\b', "c\\\\d" -- e\\f$/);
    });
  });
