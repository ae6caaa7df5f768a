import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { boatFiles } from '../../support/boat-hire.js';
import { call, temporary, writeEdition } from '../support/call.js';

const files = boatFiles({
  facts: 'hours: { type: integer }\nboat: { type: text }',
  effects: 'price: { type: number, merge: equal, default: "0" }',
  rules: '- { id: priced, then: { outcome: goes-out, effects: { price: price } } }',
  tables: `
  - table: price
    hit: first
    inputs: { hours: hours, boat: boat }
    outputs: { price: { type: number } }
    otherwise: '0'
    rows:
      - { hours: '< 3', boat: '"dinghy", "yacht"', price: 9.5, clauses: ['1.1', '1.2'], note: 'short; cheap' }
      - { hours: '>= 3', boat: '"jolly boat für zwei"', price: '2 * hours', clauses: ['1.3'] }
`,
});

const begun = async (t: TestContext): Promise<{ readonly folder: string; readonly sheet: string }> => {
  const directory = await temporary(t);
  return {
    folder: await writeEdition(directory, 'boat-hire/2026', files),
    sheet: join(directory, 'price.csv'),
  };
};

describe('`clausebook table`', () => {
  for (const separator of ['comma', 'semicolon', 'tab'])
    test(`writes the rows for a spreadsheet and takes them back without loss, by ${separator}`, async (t) => {
      const { folder, sheet } = await begun(t);
      const exported = await call(['table', 'export', 'price', folder, '--separator', separator]);
      assert.equal(exported.code, 0, exported.err);
      // As a spreadsheet saves it again: with a byte order mark, and lines that end as they do there.
      await writeFile(sheet, `\ufeff${exported.out.replaceAll('\n', '\r\n')}`);
      const imported = await call(['table', 'import', 'price', sheet, folder]);
      assert.equal(imported.out, `${join(folder, 'tables.yaml')}: 2 rows of price\n`);
      const again = await call(['table', 'export', 'price', folder, '--separator', separator]);
      assert.equal(again.out, exported.out);
      assert.match((await call(['check', folder])).out, /: 0 errors, /);
    });

  test('tells a row that was lost by its count, one alone too', async (t) => {
    const { folder, sheet } = await begun(t);
    const { out } = await call(['table', 'export', 'price', folder]);
    await writeFile(sheet, out.split('\n').slice(0, 2).join('\n'));
    assert.match((await call(['table', 'import', 'price', sheet, folder])).out, /: 1 row of price\n$/);
  });

  test('refuses what is saved in another encoding, and leaves the edition as it is', async (t) => {
    const { folder, sheet } = await begun(t);
    const { out } = await call(['table', 'export', 'price', folder]);
    await writeFile(sheet, Buffer.from(out, 'latin1'));
    const refused = await call(['table', 'import', 'price', sheet, folder]);
    assert.equal(refused.code, 3);
    assert.match(refused.err, /price\.csv:3:\d+[^]*A character here is not UTF-8/);
    assert.match(await readFile(join(folder, 'tables.yaml'), 'utf8'), /für zwei/);
  });
});
