import { deepEqual, equal, match } from 'node:assert/strict';
import { describe, test } from 'node:test';
import { loadEdition } from '../../src/edition/build/load-edition.js';
import { mutantsOf } from '../../src/analysis/mutation/mutants.js';
import { boatErrors, boatFiles, boatHire, explain, type BoatTerms } from '../support/boat-hire.js';

/** The price of a boat by hours and season, as a decision table. */
const prices = (tables: string, more: Partial<BoatTerms> = {}): BoatTerms => ({
  facts: `
    hours: { type: integer, minimum: 1 }
    season: { type: text, values: [summer, winter] }`,
  effects: `price: { type: number, merge: equal, default: "0" }`,
  rules: `
    - { id: priced, then: { outcome: goes-out, effects: { price: price } } }`,
  tables,
  ...more,
});

const table = (rows: string, more = ''): string => `
  - table: price
    hit: unique
    inputs: { hours: hours, season: season }
    outputs: { price: { type: number } }
    ${more}
    rows:
${rows}`;

const whole = table(`
      - { hours: '< 3', season: summer, price: 9.5, clauses: ['1.1'] }
      - { hours: '[3..8]', season: '"summer"', price: 20, clauses: ['1.2'] }
      - { hours: '> 8', season: summer, price: '20 + 2 * (hours - 8)', clauses: ['1.3'] }
      - { season: not(summer), price: 5, clauses: ['1.4'] }`);

const told = (terms: BoatTerms): readonly string[] =>
  boatErrors(terms).map(
    ({ code, file, line, column, message }) => `${code} ${file}:${line}:${column} ${message}`,
  );

const codes = (tables: string, more: Partial<BoatTerms> = {}): readonly string[] =>
  told(prices(tables, more));

describe('A decision table', () => {
  test('gives what its row says, and the decision names the row', async () => {
    const edition = boatHire(prices(whole));
    for (const [hours, season, price, row, clause] of [
      [2, 'summer', 9.5, 1, '1.1'],
      [3, 'summer', 20, 2, '1.2'],
      [8, 'summer', 20, 2, '1.2'],
      [9, 'summer', 22, 3, '1.3'],
      [9, 'winter', 5, 4, '1.4'],
    ] as const) {
      const trace = await explain(edition, { facts: { hours, season } });
      equal(trace.decision.effects['price'], price);
      deepEqual(trace.decision.tables, [{ table: 'price', rows: [row] }]);
      deepEqual(trace.definitions[0]?.rows?.[0]?.clauses, [clause]);
    }
  });

  test('may have its rows in CSV, by whatever separator, quoted or not, with a byte order mark and CRLF', async () => {
    const csv =
      '\ufeffhours;season;price;clauses;note\r\n< 3;summer;9.5;1.1;"one; two"\r\n>= 3;"""summer""";20;1.2 | 1.3;\r\n-;winter;5;1.4;\r\n';
    const edition = boatHire(
      prices(
        `
  - table: price
    hit: unique
    inputs: { hours: hours, season: season }
    outputs: { price: { type: number } }
    rows: prices.csv`,
        { csv: { 'prices.csv': csv } },
      ),
    );
    const trace = await explain(edition, { facts: { hours: 3, season: 'summer' } });
    deepEqual(trace.definitions[0]?.rows, [
      { row: 2, clauses: ['1.2', '1.3'], cells: { hours: '>= 3', season: '"summer"', price: '20' } },
    ]);
  });

  test('has no output under the name of a column that every table has', () => {
    const [first, ...others] = codes(
      table("      - { hours: '> 0', price: 1, clauses: ['1.1'] }").replace(
        /outputs: .*/,
        'outputs: { note: { type: number } }',
      ),
    );
    match(
      first ?? '',
      /^duplicate-id tables\.yaml:5:\d+ `note` is a column that every table has, for remarks\.$/,
    );
    deepEqual(others, []);
  });

  test('in CSV is mutated row by row, each told at its line of the file', () => {
    const csv = 'hours,season,price,clauses\n< 3,,9.5,1.1\n>= 3,,20,1.2\n';
    const edition = boatHire(
      prices(
        `
  - table: price
    hit: unique
    inputs: { hours: hours, season: season }
    outputs: { price: { type: number } }
    rows: prices.csv`,
        { csv: { 'prices.csv': csv } },
      ),
    );
    const places = mutantsOf(edition)
      .filter(({ id }) => id.startsWith('definition price:'))
      .map(({ id, position }) => [/row (\d)/.exec(id)?.[1], `${position.file}:${position.line}`].join(' '));
    deepEqual([...new Set(places)], ['1 prices.csv:2', '2 prices.csv:3']);
  });

  test('without a row for a case is told with the case', () => {
    const [gap] = codes(
      table(`
      - { hours: '< 3', season: summer, price: 1, clauses: ['1.1'] }
      - { hours: '> 3', season: summer, price: 2, clauses: ['1.2'] }
      - { season: winter, price: 2, clauses: ['1.3'] }`),
    );
    match(gap ?? '', /^table-gap tables\.yaml:2:\d+ No row applies where hours is 3 and season is summer\.$/);
  });

  test('of whole numbers has no gap between 2 and 3', () => {
    deepEqual(
      codes(
        table(`
      - { hours: '<= 2', price: 1, clauses: ['1.1'] }
      - { hours: '>= 3', price: 2, clauses: ['1.2'] }`),
        { rules: '- { id: priced, then: { outcome: goes-out, effects: { price: price } } }' },
      ),
      [],
    );
  });

  test('whose rows meet is told with the case, and is no matter where the first is to count', () => {
    const rows = `
      - { hours: '<= 3', price: 1, clauses: ['1.1'] }
      - { hours: '>= 3', price: 2, clauses: ['1.2'] }`;
    match(
      codes(table(rows))[0] ?? '',
      /^table-overlap .* Rows 1 and 2 both apply where hours is 3 and season is summer\.$/,
    );
    deepEqual(codes(table(rows).replace('unique', 'first')), []);
  });

  test('has no row that never applies', () => {
    const rows = `
      - { price: 1, clauses: ['1.1'] }
      - { hours: '>= 3', price: 2, clauses: ['1.2'] }`;
    match(codes(table(rows).replace('unique', 'first'))[0] ?? '', /^table-row-idle .* Row 2 never applies/);
    match(
      codes(
        table(`
      - { hours: '[5..1]', price: 1, clauses: ['1.1'] }
      - { price: 2, clauses: ['1.2'] }`),
      )[0] ?? '',
      /^table-row-idle .* Row 1 never applies\.$/,
    );
  });

  test('that compares with what is no literal asks what holds otherwise', () => {
    const rows = `
      - { hours: '< limit', price: 1, clauses: ['1.1'] }
      - { hours: '>= limit', price: 2, clauses: ['1.2'] }`;
    const facts = {
      facts: `
    hours: { type: integer }
    limit: { type: integer }
    season: { type: text, values: [summer, winter] }`,
    };
    match(
      codes(table(rows), facts)[0] ?? '',
      /^table-gap .* not decided .* row 1 compares `hours` with what is no literal\.$/,
    );
    const { diagnostics } = loadEdition(boatFiles(prices(table(rows, "otherwise: '0'"), facts)));
    deepEqual(
      diagnostics.map(({ code }) => code),
      ['table-undecided'],
    );
  });

  test('tells each bad cell with its place and what to write', () => {
    const csv =
      'hours,season,price,clauses\n"0,5",summer,1,1.1\n< 3,sumer,1,1.1\n-,winter,"1,5",1.1\n–,winter,x,1.9\n3,summer,,\n';
    const wrong = boatErrors(
      prices(
        `
  - table: price
    hit: first
    inputs: { hours: hours, season: season }
    outputs: { price: { type: number } }
    otherwise: '0'
    rows: prices.csv`,
        { csv: { 'prices.csv': csv } },
      ),
    );
    deepEqual(
      wrong.map(({ code, file, line, column, hint }) => `${file}:${line}:${column} ${code}: ${hint}`),
      [
        'prices.csv:2:1 table-cell: Write `0.5` for a decimal, `0, 5` with a space for two values.',
        'prices.csv:3:5 feel-unknown-name: Did you mean `summer`?',
        'prices.csv:4:10 table-cell: Write `1.5` for a decimal, `1, 5` with a space for two values.',
        'prices.csv:5:1 table-cell: Write `-` where any value will do, or leave the cell empty.',
        'prices.csv:5:10 feel-unknown-name: Names are facts, definitions, parameters and `asOf`.',
        'prices.csv:5:12 unknown-clause: There are 1.1 to 1.4.',
        'prices.csv:6:1 table-cell: Write what the row gives: a number, a text in double quotes, an expression. A line of totals or remarks is no row: take it out.',
      ],
    );
  });

  test('tells what a spreadsheet or a pen makes of a cell, each once', () => {
    const said = (hours: string, price = '1'): readonly string[] =>
      boatErrors(
        prices(
          `
  - table: price
    hit: first
    inputs: { hours: hours }
    outputs: { price: { type: percent } }
    otherwise: '0 %'
    rows: prices.csv`,
          { csv: { 'prices.csv': `hours,price,clauses\n${hours},${price},1.1\n` } },
        ),
      )
        .filter(({ file }) => file === 'prices.csv')
        .map(({ code, message, hint }) => `${code}: ${message} ${hint}`);
    for (const [cell, told] of [
      ['3-10', 'table-cell: `3-10` is no range. From 3 to 10 is written `[3..10]`.'],
      [
        '03. Okt',
        'table-cell: `03. Okt` is a date, as spreadsheets make of figures. Write what stood there, such as `[3..10]`; open the file with all columns as text.',
      ],
      [
        '10-Mar',
        'table-cell: `10-Mar` is a date, as spreadsheets make of figures. Write what stood there, such as `[3..10]`; open the file with all columns as text.',
      ],
      [
        'Mar 26',
        'table-cell: `Mar 26` is a date, as spreadsheets make of figures. Write what stood there, such as `[3..10]`; open the file with all columns as text.',
      ],
      [
        '1.4.2026',
        'table-cell: `1.4.2026` is a date, as spreadsheets make of figures. Write what stood there, such as `[3..10]`; open the file with all columns as text.',
      ],
      ['[3...10]', 'table-cell: `[3...10]` is no range. From 3 to 10 is written `[3..10]`.'],
      ['3–10', 'feel-syntax: `–10` is not expected here. From one number to another is written `[3..10]`.'],
      ['3 to 10', 'feel-syntax: `t` is not expected here. From one number to another is written `[3..10]`.'],
      ['[3;10]', 'feel-syntax: `;10` is not expected here. From one number to another is written `[3..10]`.'],
      ['≥ 3', 'feel-syntax: `≥` is not expected here. At least is written `>=`.'],
      ['=> 3', 'feel-unsupported: `> 3` is FEEL that rules do not use. At least is written `>=`.'],
      [
        '> 1.000',
        'table-cell: `1.000` may be meant as 1,000, and a point begins decimals. Write `1000` for thousands, `1` where that is meant.',
      ],
      [
        '> 1.500',
        'table-cell: `1.500` may be meant as 1,500, and a point begins decimals. Write `1500` for thousands, `1.5` where that is meant.',
      ],
      [
        '> 1.250.000',
        'table-cell: `1.250.000` may be meant as 1,250,000, and a point begins decimals. Write `1250000` for thousands.',
      ],
      [
        '#REF!',
        'feel-syntax: `#` is not expected here. A formula of the spreadsheet came to nothing here: write its value.',
      ],
    ] as const)
      deepEqual(said(cell, '1 %'), [told], cell);
    deepEqual(said('3', '5'), [
      'table-cell: `price` must be a percentage, and this is an integer. Write `5 %`.',
    ]);
  });

  test('has amounts of money as people write them, and tells those that are none', () => {
    const of = (price: string) =>
      prices(
        `
  - table: price
    hit: first
    inputs: { hours: hours }
    outputs: { price: { type: money } }
    otherwise: '{ minor: 0, currency: "EUR" }'
    rows: prices.csv`,
        { csv: { 'prices.csv': `hours,price,clauses\n3,"${price.replaceAll('"', '""')}",1.1\n` } },
      );
    const said = (price: string): readonly string[] =>
      boatErrors(of(price))
        .filter(({ file }) => file === 'prices.csv')
        .map(({ code, message, hint }) => `${code}: ${message} ${hint}`);
    for (const amount of ['EUR 1,219.00', 'EUR 1219.00', 'JPY 19', '{ minor: 121900, currency: "EUR" }'])
      deepEqual(said(amount), [], amount);
    deepEqual(said('29'), [
      'table-cell: `price` must be money, and this is an integer. Write it with its currency, as in `EUR 29.00`.',
    ]);
    const digits = 'Write EUR with 2 digits after the point.';
    const before = 'Write the currency before the amount: EUR 1,200.00.';
    for (const [amount, hint] of [
      ['EUR 19', digits],
      ['EUR 19.5', digits],
      ['EUR 19,00', before],
      ['19.00 EUR', before],
      ['€ 19.00', before],
    ] as const)
      deepEqual(said(amount), [`table-cell: \`${amount}\` is no amount of money. ${hint}`], amount);
  });

  test('whose file is named otherwise is told once, with the file that is there', () => {
    const said = boatErrors(
      prices(
        `
  - table: price
    hit: first
    inputs: { hours: hours }
    outputs: { price: { type: number } }
    otherwise: '0'
    rows: price.csv`,
        { csv: { 'prices.csv': 'hours,price,clauses\n3,1,1.1\n' } },
      ),
    ).map(({ code, message, hint }) => `${code}: ${message} ${hint}`);
    deepEqual(said, ['table-csv: The edition has no price.csv. Did you mean `prices.csv`?']);
  });

  test('in CSV has the columns that tables.yaml names, and as many cells in each line', () => {
    const csv = (text: string): readonly string[] =>
      codes(
        `
  - table: price
    hit: unique
    inputs: { hours: hours, season: season }
    outputs: { price: { type: number } }
    rows: prices.csv`,
        { csv: { 'prices.csv': text } },
      );
    deepEqual(csv('hours,prize,price,clauses\n-,1,1,1.1\n'), [
      'unknown-key prices.csv:2:3 The table has no column `prize`.',
    ]);
    deepEqual(csv('hours,price,clauses\n-,1,1.1,more\n'), [
      'table-csv prices.csv:2:9 This line has 4 cells, and the first 3.',
    ]);
    deepEqual(csv('hours,price,clauses\n-,"1,1.1\n'), [
      'table-csv prices.csv:2:3 This quote is never closed.',
    ]);
    deepEqual(csv('-,1,1.1\n3,2,1.2\n'), [
      'table-csv prices.csv:1:1 The first line names no column of the table.',
    ]);
    match(csv('')[0] ?? '', /^table-csv prices\.csv:1:1 The file has no line\.$/);
    match(codes(whole.replace('1.4', '1.7'))[0] ?? '', /^unknown-clause tables\.yaml:12:/);
    deepEqual(codes(whole, { csv: { 'other.csv': 'a' } }), [
      'unknown-file other.csv:1:1 other.csv is no part of an edition.',
    ]);
  });
});
