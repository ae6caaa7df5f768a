import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { compileFeatures } from '../../src/scenarios/compile-features.js';
import { librarySources, phrases } from './support/late-items.js';

const faultsOf = (steps: string, table?: string): readonly string[] =>
  compileFeatures(librarySources(`Feature: F\n  Scenario: S\n${steps}`, table)).faults;

const asked = '    When the fee is asked for at 2025-07-01 12:00 UTC\n';

describe('compiling features', () => {
  const { scenarios, faults } = compileFeatures(librarySources());

  test('gives each scenario, and each row of an outline, with where it stands', () => {
    assert.deepEqual(faults, []);
    assert.deepEqual(
      scenarios.map(({ title, line, section, tags }) => ({ title, line, section, tags })),
      [
        {
          title: 'Each day that has started counts: 2025-06-22 10:00 UTC',
          line: 15,
          section: 3,
          tags: ['@3.1'],
        },
        {
          title: 'Each day that has started counts: 2025-06-22 10:00:00.001 UTC',
          line: 16,
          section: 3,
          tags: ['@3.1'],
        },
        { title: 'Proven hardship may be heard', line: 19, section: 3, tags: ['@3.2', '@R2'] },
        { title: 'What is not known is refused', line: 27, section: 3, tags: [] },
      ],
    );
    const [first] = scenarios;
    assert.equal(first?.feature, '3. Late Items');
    assert.equal(first.uri, 'features/library-lending/03-late.feature');
    assert.deepEqual(
      first.steps.map(({ keyword, text }) => `${keyword} ${text}`),
      [
        'Given an item worth EUR 25.00 handed out at 2025-06-01 10:00 UTC',
        'Given it comes back at 2025-06-22 10:00 UTC',
        'When the fee is asked for at 2025-07-01 12:00 UTC',
        'Then the answer is not-owed',
        'And the fee is EUR 0.00 for 0 days',
      ],
    );
  });

  test('a step that is read as a description is told with its line; prose is none', () => {
    const described = (line: string): readonly string[] =>
      faultsOf(`    ${line}\n${asked}    Then the answer is not-owed`).filter((fault) =>
        fault.includes('description'),
      );
    const step = 'an item worth EUR 25.00 handed out at 2025-06-01 10:00 UTC';
    assert.deepEqual(
      described(`Givn ${step}`).map((fault) => /:(\d+): `(.*)` is read/.exec(fault)?.slice(1)),
      [['3', `Givn ${step}`]],
    );
    assert.deepEqual(described('When somebody hands a book out, this is what it is worth.'), []);
    assert.deepEqual(described('# Givn a remark'), []);
  });

  test('says what is asked, and what is required of the answer', () => {
    assert.deepEqual(scenarios[0]?.asks, [
      {
        decision: 'fee',
        request: {
          asOf: '2025-07-01T12:00:00Z',
          facts: {
            copy: { price: { minor: 2500, currency: 'EUR' } },
            loan: { handedOutAt: '2025-06-01T10:00:00Z', returnedAt: '2025-06-22T10:00:00Z' },
          },
          edition: { document: 'library-lending' },
        },
        checks: [
          { kind: 'equal', path: 'outcome', value: 'not-owed' },
          { kind: 'equal', path: 'effects.amount', value: { minor: 0, currency: 'EUR' } },
          { kind: 'equal', path: 'effects.days', value: 0 },
        ],
      },
    ]);
    assert.deepEqual(scenarios[0].checkSteps, [[3, 4, 4]], 'of the step that requires it');
    assert.deepEqual(
      scenarios[2]?.asks[0]?.checks.map(({ kind }) => kind),
      ['equal', 'includes', 'excludes', 'counts'],
    );
  });

  test('checks belong to the last request before them, and tables set, forget and require', () => {
    const asks = scenarios[3]?.asks ?? [];
    assert.deepEqual(
      asks.map(({ request, checks }) => [request['facts'], checks]),
      [
        [
          {
            copy: { price: { minor: 2500, currency: 'EUR' } },
            loan: { handedOutAt: '2025-06-01T10:00:00Z', title: '<b>' },
          },
          [{ kind: 'refuses', problem: { status: 422, errors: { code: 'unknown-fact' } } }],
        ],
        [
          {
            copy: { price: { minor: 2500, currency: 'EUR' } },
            loan: { handedOutAt: '2025-06-01T10:00:00Z' },
          },
          [{ kind: 'equal', path: 'asOf', value: '2025-07-01T12:00:00+02:00' }],
        ],
      ],
    );
  });
});

describe('what cannot be understood is told with file and line', () => {
  const file = 'features/library-lending/03-late.feature';

  for (const [what, steps, fault] of [
    [
      'a sentence that no phrase says',
      `${asked}    Then it rains\n`,
      `${file}:4: No phrase says \`it rains\``,
    ],
    [
      'a scenario that asks nothing',
      '    Given a card that is valid\n',
      `${file}:2: The scenario “S” asks nothing`,
    ],
    ['a scenario that checks nothing', asked, `${file}:2: The scenario “S” checks nothing`],
    [
      'an answer before the question',
      `    Then the answer is owed\n${asked}`,
      `${file}:3: \`the answer is owed\``,
    ],
    [
      'a question at no time',
      '    When the fee is asked for at no time\n',
      `${file}:3: The scenario has not said`,
    ],
    [
      'money with the wrong digits',
      '    Given an item worth EUR 2.5 handed out at 2025-06-01 10:00 UTC\n',
      `${file}:3: \`EUR 2.5\``,
    ],
    ['a table that is missing', '    Given the facts\n', `${file}:3: \`the facts\` has a table below it`],
    [
      'a table that is too much',
      '    Given a card that is valid\n      | a | b |\n',
      `${file}:3: \`a card that is valid\` takes no table`,
    ],
    ['a value that is no YAML', '    Given the facts\n      | a | [ |\n', `${file}:3: \`[\` is no value`],
    ['a row of one cell', '    Given the facts\n      | a |\n', `${file}:3: A row of this table`],
    ['a text block', '    Given a card that is valid\n      """\n      x\n      """\n', `${file}:3: `],
    ['what is no Gherkin', '    Given a card that is valid\n    Whenever it rains\n', `${file}:4:5: `],
  ] as const) {
    test(what, () => {
      const faults = faultsOf(steps);
      assert.ok(
        faults.some((told) => told.startsWith(fault)),
        JSON.stringify(faults),
      );
    });
  }

  test('a sentence that two phrases say', () => {
    const table = `${phrases}  - phrase: the answer is owed\n    expects: { outcome: owed }\n`;
    const [fault = ''] = faultsOf(`${asked}    Then the answer is owed\n`, table);
    assert.match(
      fault,
      /03-late\.feature:4: `the answer is owed` is said by several phrases: .*phrases\.yaml:/,
    );
  });

  test('a phrase table with a mistake, and a phrase that is no Cucumber expression', () => {
    assert.match(
      faultsOf(asked, 'phrases:\n  - phrase: x\n    does: {}\n')[0] ?? '',
      /phrases\.yaml:3:5: `does`/,
    );
    const broken = `${phrases}  - phrase: an (empty) or () choice\n    asks: fee\n`;
    assert.match(
      faultsOf(asked, broken).join('\n'),
      /phrases\.yaml:\d+:\d+: `an \(empty\) or \(\) choice` is no/,
    );
  });
});

describe('what would be read as something else is told', () => {
  const file = 'features/library-lending/03-late.feature';
  const withCell = (cell: string): string =>
    `    Given the facts\n      | copy.title | ${cell} |\n${asked}    Then the answer is owed\n`;

  for (const [cell, why] of [
    ['# c', /:3: `# c` has a comment/],
    ['12 # dozen', /has a comment/],
    ['.inf', /`.inf` is no number that can be held exactly/],
    ['.nan', /is no number that can be held exactly/],
    ['9007199254740993', /is no number that can be held exactly/],
    ['012', /`012` begins with a zero: quote it/],
    ['[1, 007]', /`007` begins with a zero/],
    ['*x', /:3: `\*x` is no/],
    ['&x 1', /`&x` is an anchor/],
    ['!!str 1', /is a tag/],
    ['{ a: *b }', /:3: /],
  ] as const)
    test(`the cell \`${cell}\``, () => {
      const [fault, ...others] = faultsOf(withCell(cell));
      assert.match(fault ?? '', why);
      assert.deepEqual(others, []);
      assert.match(fault ?? '', /^features\/library-lending\/03-late\.feature:3: /);
    });

  for (const cell of [
    '"# c"',
    '"012"',
    '0',
    '-0.5',
    '0.12',
    'null',
    '~',
    'a#b',
    '"12 # dozen"',
    '{ minor: 10, currency: EUR }',
  ])
    test(`the cell \`${cell}\` says what it says`, () => {
      assert.deepEqual(faultsOf(withCell(cell)), []);
    });

  const outline = (examples: string): readonly string[] =>
    compileFeatures(
      librarySources(
        `Feature: F\n  Scenario Outline: S\n    Given an item worth EUR 25.00 handed out at 2025-06-01 10:00 UTC\n${asked}    Then the answer is <answer>\n${examples}`,
      ),
    ).faults;

  for (const [what, examples, fault] of [
    ['no examples', '', `${file}:2:3: This outline has no \`Examples\``],
    [
      'examples without a row',
      '    Examples:\n      | answer |\n',
      `${file}:6:5: These \`Examples\` have no row`,
    ],
    [
      'a column twice',
      '    Examples:\n      | answer | answer |\n      | owed | not-owed |\n',
      `${file}:6:5: The column \`answer\` stands twice`,
    ],
    [
      'a column misspelt',
      '    Examples:\n      | anser |\n      | owed |\n',
      `${file}:6:5: These \`Examples\` have no column \`answer\`: there are anser.`,
    ],
  ] as const)
    test(`an outline with ${what}`, () => {
      assert.ok(
        outline(examples).some((one) => one.startsWith(fault)),
        outline(examples).join('\n'),
      );
    });

  for (const [what, add, fault] of [
    [
      'a parameter named as one that every contract has',
      'parameters: { money: [a, b] }',
      /:\d+:\d+: `money` is a parameter that every contract has/,
    ],
    [
      'a parameter named as one of cucumber',
      'parameters: { int: [a, b] }',
      /`int` is a parameter that every contract has/,
    ],
    ['a parameter that is no name', 'parameters: { "a}b": [a, b] }', /cannot stand in braces/],
    ['an alias', 'parameters: &x { kinds: [a, b] }', /:\d+:\d+: `&x` is an anchor/],
  ] as const)
    test(`${what} in the table of phrases`, () => {
      const table = `${add}\n${phrases.replace(/^parameters:\n(?: .*\n)+/m, '')}`;
      assert.match(faultsOf(`${asked}    Then the answer is owed\n`, table)[0] ?? '', fault);
    });
});

test('a step of an outline that no phrase says is told once, with how many rows it is in, and nothing that follows from it', () => {
  const { faults } = compileFeatures(
    librarySources(`Feature: F
  Scenario Outline: S <at>
    When the fee is demanded at <at>
    Then the answer is owed

    Examples:
      | at                   |
      | 2025-07-01 12:00 UTC |
      | 2025-07-02 12:00 UTC |
`),
  );
  assert.equal(faults.length, 1);
  assert.match(
    faults[0] ?? '',
    /:3: No phrase says `the fee is demanded at 2025-07-01 12:00 UTC`\. Did you mean `the fee is asked for at \{instant\}`\? The same line is wrong with 1 more row of its examples\.$/,
  );
});
