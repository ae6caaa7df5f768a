import { deepEqual, equal, match } from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Edited } from '../../../src/analysis/editing/edit-refusal.js';
import { editTable, tableForms, type TableEdit } from '../../../src/analysis/editing/tables.js';
import { boatFiles } from '../../support/boat-hire.js';

const terms = {
  facts: `
    hours: { type: integer }
    boat: { type: text, values: [dinghy, yacht] }`,
  effects: `price: { type: number, merge: equal, default: "0" }`,
  rules: '- { id: priced, then: { outcome: goes-out, effects: { price: price } } }',
};
const table = (rows: string): string => `
  # What a boat costs.
  - table: price
    hit: unique
    inputs: { hours: hours, boat: boat }
    outputs: { price: { type: number } }
    rows: ${rows}
`;
const inYaml = boatFiles({
  ...terms,
  tables: table(`
      # The short ones
      - { hours: '< 3', boat: dinghy, price: 9.50, clauses: ['1.1', '1.2'], note: short }
      # The long ones
      - { hours: '>= 3', price: '2 * hours', clauses: ['1.3'] }`),
});
const csv = 'sep=;\r\nhours;boat;price;clauses\r\n< 3;dinghy;9.5;1.1 | 1.2\r\n>= 3;;2 * hours;1.3\r\n';
const inCsv = new Map([...boatFiles({ ...terms, tables: table('price.csv') }), ['price.csv', csv]]);

const before = inYaml.get('tables.yaml') ?? '';
const textOf = (edited: Edited): string =>
  edited.code === 'edited' ? edited.text : `refused: ${edited.remarks[0]?.message ?? ''}`;
const edit = (change: TableEdit): string => textOf(editTable(inYaml, 'tables.yaml', change));
const cell = (row: number, column: string, text: string): TableEdit => ({
  kind: 'cell',
  table: 'price',
  row,
  column,
  text,
});
const row = (at: number, put: 'below' | 'away' | 'up' | 'down'): TableEdit => ({
  kind: 'row',
  table: 'price',
  row: at,
  put,
});

describe('The grid of a table', () => {
  it('shows each cell as it is written, with its place, in YAML and in CSV', () => {
    const [yaml] = tableForms(inYaml, 'tables.yaml');
    deepEqual(yaml?.rows[0]?.cells, {
      hours: '< 3',
      boat: 'dinghy',
      price: '9.5',
      clauses: '1.1 | 1.2',
      note: 'short',
    });
    equal(before.split('\n')[(yaml.rows[1]?.places['price']?.line ?? 0) - 1]?.includes('2 * hours'), true);
    deepEqual(
      yaml.columns.map(({ name, kind, of }) => [name, kind, of]),
      [
        ['hours', 'input', 'hours'],
        ['boat', 'input', 'boat'],
        ['price', 'output', 'a number'],
        ['clauses', 'own', ''],
        ['note', 'own', ''],
      ],
    );
    const [rows] = tableForms(inCsv, 'price.csv');
    deepEqual(rows?.rows[1]?.cells, { hours: '>= 3', price: '2 * hours', clauses: '1.3' });
    deepEqual(rows.rows[1].places['price'], { line: 4, column: 7, endLine: 4, endColumn: 16 });
    equal(tableForms(inCsv, 'tables.yaml')[0]?.file, 'price.csv');
  });

  it('changes one cell, and nothing beside it', () => {
    equal(edit(cell(0, 'price', '8')), before.replace('9.50', '8'));
    equal(edit(cell(0, 'boat', '')), before.replace(' boat: dinghy,', ''));
    equal(edit(cell(1, 'boat', 'yacht')), before.replace("'>= 3', price", "'>= 3', boat: yacht, price"));
    equal(edit(cell(0, 'clauses', '1.1')), before.replace("['1.1', '1.2']", "['1.1']"));
    equal(textOf(editTable(inCsv, 'price.csv', cell(0, 'price', '8'))), csv.replace('9.5', '8'));
    equal(
      textOf(editTable(inCsv, 'price.csv', cell(1, 'boat', '"a;b"'))),
      csv.replace('>= 3;;', '>= 3;"""a;b""";'),
    );
  });

  it('copies, moves and takes away rows', () => {
    match(
      edit(row(1, 'below')),
      /\n( {6}- \{ hours: '>= 3', price: '2 \* hours', clauses: \['1\.3'\] \}\n)\1$/,
    );
    match(edit(row(1, 'up')), />= 3[^]*< 3/);
    equal(edit(row(0, 'away')), before.replace(/ {6}- \{ hours: '< 3'.*\n/, ''));
  });

  it('refuses what is not there, and the last row', () => {
    for (const change of [
      cell(7, 'price', '8'),
      cell(0, 'cost', '8'),
      row(7, 'away'),
      { ...row(0, 'up'), table: 'x' } as TableEdit,
    ])
      match(edit(change), /^refused/);
    match(
      textOf(editTable(inCsv, 'tables.yaml', cell(0, 'price', '8'))),
      /^refused: The rows of `price` stand in price\.csv/,
    );
    const one = new Map([...inYaml, ['tables.yaml', edit(row(0, 'away'))]]);
    match(textOf(editTable(one, 'tables.yaml', row(0, 'away'))), /^refused: A table has a row/);
  });

  it('takes the rows of a CSV text, keeps the comments of those that stay, and says what is wrong at its line', () => {
    const rows = 'hours,boat,price,clauses,note\n< 3,dinghy,9.5,1.1 | 1.2,short\n>= 3,,3 * hours,1.3,\n';
    equal(
      edit({ kind: 'rows', table: 'price', csv: rows, name: 'p.csv' }),
      before.replace('2 * hours', '3 * hours'),
    );
    match(
      edit({ kind: 'rows', table: 'price', csv: 'hours,cost\n1,2\n', name: 'p.csv' }),
      /^refused: p\.csv, line 2, column 3: The table has no column `cost`/,
    );
  });
});
