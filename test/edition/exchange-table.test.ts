import { deepEqual, equal } from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { loadEdition } from '../../src/edition/build/load-edition.js';
import { readCsv, writeCsv } from '../../src/edition/read/csv.js';
import { tableToCsv, withRowsOf, type TableExchange } from '../../src/edition/read/exchange-table.js';
import { boatFiles } from '../support/boat-hire.js';

const terms = {
  facts: `
    hours: { type: integer }
    boat: { type: text, values: [dinghy, yacht] }`,
  effects: `price: { type: number, merge: equal, default: "0" }`,
  rules: '- { id: priced, then: { outcome: goes-out, effects: { price: price } } }',
};

const inYaml = boatFiles({
  ...terms,
  tables: `
  # What a boat costs.
  - table: price
    hit: unique
    inputs: { hours: hours, boat: boat }
    outputs: { price: { type: number } }
    rows:
      - { hours: '< 3', boat: 'dinghy, yacht', price: 9.5, clauses: ['1.1', '1.2'], note: short; cheap }
      - { hours: '>= 3', price: '2 * hours', clauses: ['1.3'] }
`,
});

const csv =
  'hours;boat;price;clauses;note\n< 3;dinghy, yacht;9.5;1.1 | 1.2;"short; cheap"\n>= 3;;2 * hours;1.3;\n';

const textOf = (made: TableExchange): string => (made.code === 'exchanged' ? made.text : made.code);

describe('The rows of a table', () => {
  test('go out as CSV and come in again without loss, in YAML', () => {
    equal(textOf(tableToCsv(inYaml, '.', 'price', ';')), csv);
    const again = withRowsOf(inYaml, '.', 'price', `\ufeff${csv.replaceAll('\n', '\r\n')}`, 'price.csv');
    const files = new Map([...inYaml, ['tables.yaml', textOf(again)]]);
    equal(textOf(tableToCsv(files, '.', 'price', ';')), csv);
    equal(loadEdition(files).edition?.identity.digest, loadEdition(inYaml).edition?.identity.digest);
    equal(textOf(again).includes('# What a boat costs.'), true);
  });

  test('go out and come in where they stand in a file of their own, which keeps its separator', () => {
    const files = boatFiles({
      ...terms,
      tables: `
  - { table: price, hit: unique, inputs: { hours: hours, boat: boat }, outputs: { price: { type: number } }, rows: price.csv }`,
      csv: { 'price.csv': csv },
    });
    const made = withRowsOf(files, '.', 'price', textOf(tableToCsv(files, '.', 'price', '\t')), 'x.csv');
    deepEqual(made.code === 'exchanged' && [made.file, made.rows], ['price.csv', 2]);
    equal(textOf(made), csv);
  });

  test('come in as spreadsheets write them, and what would be lost is told', () => {
    const said = (text: string): string | readonly string[] => {
      const made = withRowsOf(inYaml, '.', 'price', text, 'x.csv');
      if (made.code !== 'unreadable') return made.code;
      return made.diagnostics.map(({ line, column, message }) => `${line}:${column} ${message}`);
    };
    const ofExcel = `\ufeffsep=;\r\n${csv.replaceAll('\n', '\r\n').replace('short; cheap', 'short\r\nand ""cheap""')}`;
    const again = withRowsOf(inYaml, '.', 'price', ofExcel, 'x.csv');
    const files = new Map([...inYaml, ['tables.yaml', textOf(again)]]);
    equal(
      textOf(tableToCsv(files, '.', 'price', ';')),
      csv.replace('short; cheap', 'short\r\nand ""cheap""'),
    );
    equal(said(`\r\n\r\n${csv}`), 'exchanged');
    deepEqual(said(csv.replace('hours;boat', 'hours;boats')), [
      '2:5 The table has no column `boats`, and what stands in it would be lost.',
    ]);
    deepEqual(said(csv.replace('< 3;dinghy', '< \ufffd;dinghy')), [
      '2:3 A character here is not UTF-8: the file may be in Latin-1 or Windows-1252.',
    ]);
    deepEqual(said(csv.replace('1.3;', '1.3;;late')), ['3:22 This line has 6 cells, and the first 5.']);
  });

  test('are not read where they are no CSV, or there is no such table', () => {
    equal(withRowsOf(inYaml, '.', 'price', 'hours,price\n"1', 'x.csv').code, 'unreadable');
    deepEqual(tableToCsv(inYaml, '.', 'prize', ','), { code: 'no-table', known: ['price'] });
  });
});

test('CSV that is written is read as it was', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\n', '\r', ' ', 'ä', '\t') });
  const records = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 5 });
  fc.assert(
    fc.property(records, fc.constantFrom(',', ';', '\t'), (all, separator) => {
      const written = all.filter((record) => record.some((text) => text !== ''));
      const read = readCsv(writeCsv(written, separator), separator);
      deepEqual(read.ok && read.records.map((record) => record.map(({ text }) => text)), written);
    }),
  );
});
