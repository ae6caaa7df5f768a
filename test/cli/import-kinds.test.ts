import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { numberClauses } from '../../src/cli/import/number-clauses.js';
import type { ReadDocument } from '../../src/cli/import/block.js';
import { readHtml } from '../../src/cli/import/read-html.js';
import { readMarkdown, readText } from '../../src/cli/import/read-text.js';
import { readDocx } from '../../src/cli/import/word/read-docx.js';
import { paragraph as p, wordDocument, wordTable } from './support/word-document.js';

/** The lines that a document comes to below its title, and what is told of it, by place. */
const taken = ({ blocks, remarks }: ReadDocument): { lines: readonly string[]; told: string } => {
  const numbered = numberClauses(blocks.slice(1));
  return {
    lines: numbered.lines.map((line) => ('id' in line ? `[${line.id}] ${line.words}` : `# ${line.heading}`)),
    told: [...remarks, ...numbered.remarks].map(({ place, what }) => `${place}: ${what}`).join('\n'),
  };
};
const html = (text: string): ReadDocument => ({ blocks: readHtml(text, 'line'), remarks: [] });

describe('A document of Word has the numbers that Word prints', () => {
  const outline = [
    [
      ['decimal', '%1.', 'Heading1'],
      ['decimal', '%1.%2'],
      ['lowerLetter', '(%3)'],
      ['lowerRoman', '(%4)'],
    ],
    [['decimal', '%1.']],
    { again: 2 },
    [['bullet', '•']],
  ] as const;
  const styles = { Heading1: ['heading 1', 1], List: ['List Bullet', 4, 0] } as const;

  test('in headings, clauses and lists, with terms, tables and footnotes', async () => {
    const deposit = wordDocument(
      [
        p('Tenancy Deposit'),
        p('Definitions', { style: 'Heading1' }),
        p('These words have these meanings:', { list: [1, 1] }),
        p('“Deposit” means GBP 1,200.00.', { footnote: 1 }),
        p('Deductions', { style: 'Heading1' }),
        p('The Landlord may deduct:', { list: [1, 1] }),
        p('rent;', { list: [1, 2] }),
        p('damage, unless:', { list: [1, 2] }),
        p('it is wear; or', { list: [1, 3] }),
        p('cleaning.', { list: [1, 2] }),
        p('1. Januar is a day like any other.', { list: [1, 1] }),
        p('by letter', { style: 'List' }),
        p('first', { list: [2, 0] }),
        p('second', { list: [2, 0] }),
        p('Schedule 1: Shares', { style: 'Heading1', list: [0, 0] }),
        wordTable(['Age', 'Share'], ['1 year', '20 %']),
        p('Shares are of the price.', { list: [3, 0] }),
      ],
      outline,
      styles,
      ['As courts understand it.'],
    );
    const { lines, told } = taken(await readDocx(deposit));
    assert.deepEqual(lines, [
      '# 1. Definitions',
      '[1.1] These words have these meanings:',
      '[1.1 Deposit] “Deposit” means GBP 1,200.00.[1]',
      '# 2. Deductions',
      '[2.1] The Landlord may deduct:',
      '[2.1(a)] rent;',
      '[2.1(b)] damage, unless:',
      '[2.1(b)(i)] it is wear; or',
      '[2.1(c)] cleaning.',
      '[2.2] 1. Januar is a day like any other.',
      '[2.2, item 1] by letter',
      '[2.2(1)] first',
      '[2.2(2)] second',
      '# Schedule 1: Shares',
      '[Schedule 1, row 1] Age | Share',
      '[Schedule 1, row 2] 1 year | 20 %',
      '[Schedule 1, 1] Shares are of the price.',
      '[Footnote 1] As courts understand it.',
    ]);
    assert.match(
      told,
      /^paragraph \d+, “As courts understand it\.”: `Footnote 1` belongs where `\[1\]` stands\.$/,
    );
  });

  test('in German paragraphs, in Roman figures and letters, and tells changes that were not accepted', async () => {
    const { lines, told } = taken(
      await readDocx(
        wordDocument(
          [
            p('Vertrag'),
            p('Zahlung', { style: 'Heading1' }),
            p('Die Miete ist fällig:', { list: [1, 1] }),
            p('<w:ins w:id="1" w:author="A"><w:r><w:t>monatlich</w:t></w:r></w:ins>', { list: [1, 2] }),
            p('Article IV Fees', { style: 'Plain' }),
            p('None.', { list: [2, 0] }),
          ],
          [
            [
              ['decimal', '§ %1', 'Heading1'],
              ['decimal', '(%2)'],
              ['lowerLetter', '%3)'],
            ],
            [['upperLetter', '%1.']],
          ],
          { Heading1: ['heading 1', 1], Plain: ['Plain'] },
        ),
      ),
    );
    assert.deepEqual(lines, [
      '# § 1 Zahlung',
      '[§ 1(1)] Die Miete ist fällig:',
      '[§ 1(1)(a)] monatlich',
      '# Article IV Fees',
      '[Article IV(A)] None.',
    ]);
    assert.match(told, /the document: It has changes that were not accepted/);
  });
});

describe('A page of HTML', () => {
  test('has lists below headings with printed numbers, and nothing that belongs to the page alone', () => {
    const { lines, told } = taken(
      html(
        `<header><a href="/">Home</a></header><nav>Menu</nav><main><header><h1>Licence</h1></header>
        <h2>1. Duties</h2><ol><li>deliver;</li><li>install;</li><li>train.</li></ol>
        <h2>2. Fees</h2><p>Due:</p><ol start="4"><li>four</li><li value="7">seven</li><li value="x">eight</li></ol>
        <h2>3. End</h2><ol reversed start=""><li>two</li><li>one</li></ol><h2>5. Law</h2><p>None.</p></main>
        <aside>Need help?</aside><p hidden>a</p><p style="color: red; display:none">b</p><noscript>c</noscript><button>OK</button>
        <footer><p>© 2026 ACME</p></footer>`,
      ),
    );
    assert.deepEqual(lines, [
      '# 1. Duties',
      '[1(1)] deliver;',
      '[1(2)] install;',
      '[1(3)] train.',
      '# 2. Fees',
      '[2.1] Due:',
      '[2.1(4)] four',
      '[2.1(7)] seven',
      '[2.1(8)] eight',
      '# 3. End',
      '[3(2)] two',
      '[3(1)] one',
      '# 5. Law',
      '[5.1] None.',
    ]);
    assert.match(told, /`5\.` does not follow `3`; as a heading it begins a section\./);
  });

  test('has terms with what they mean, lists in lists, schedules, and clauses that a table or a broken line sets apart', () => {
    const { lines, told } = taken(
      html(
        `<h1>Licence</h1><ol><li><strong>Words</strong><p>Here:</p><dl><dt>“Seat”</dt><dd>means a right;</dd></dl></li>
        <li><p>You may use it.</p><ol type="a"><li>at work:<ol type="i"><li>daily;</li></ol></li><li>at home</li></ol><ul><li>and abroad</li></ul></li></ol>
        <table><tr><td>3.</td><td>It ends at once.</td></tr></table><p>3.1 One<br>of two<br>3.2 Two</p>
        <h2>Schedule 1 – Fees</h2><table><tr><th>Edition</th><th>Fee</th></tr></table><ol><li>No VAT.</li></ol>`,
      ),
    );
    assert.deepEqual(lines, [
      '# 1. Words',
      '[1.1] Here:',
      '[1.1 Seat] “Seat” means a right;',
      '[2] You may use it.',
      '[2(a)] at work:',
      '[2(a)(i)] daily;',
      '[2(b)] at home',
      '[2(b), item 1] and abroad',
      '[3] It ends at once.',
      '[3.1] One of two',
      '[3.2] Two',
      '# Schedule 1 – Fees',
      '[Schedule 1, row 1] Edition | Fee',
      '[Schedule 1, 1] No VAT.',
    ]);
    assert.equal(told, '');
  });

  test('has each row of a table by itself, with what spans rows in each of them', () => {
    const { lines } = taken(
      html(
        `<h1>Terms</h1><h2>1. Fees</h2><table><caption>Each month</caption>
        <tr><th>Edition</th><th colspan="2">Fee</th></tr>
        <tr><td rowspan="2">Small</td><td>EUR 5</td><td rowspan="0">net</td></tr>
        <tr><td>USD 6</td></tr>
        <tr><td>Large</td><td>EUR 9</td></tr></table>
        <table><tr><td>Other</td><td>EUR 1</td></tr></table>`,
      ),
    );
    assert.deepEqual(lines, [
      '# 1. Fees',
      '[1.1] Each month',
      '[1.1, row 1] Edition | Fee',
      '[1.1, row 2] Small | EUR 5 | net',
      '[1.1, row 3] Small | USD 6 | net',
      '[1.1, row 4] Large | EUR 9 | net',
      '[1.1, table 2, row 1] Other | EUR 1',
    ]);
  });
});

describe('A text', () => {
  test('has the paragraphs of Swiss and French contracts', () => {
    const { lines, told } = taken(
      readMarkdown(`# Assurance

## Art. 3 Définitions

1 On entend par sinistre un dommage.

2 Le reste est exclu.

## Art. 4 Prestations

**Art. 4 al. 1** L'assureur paie.

al. 2 N'est pas assuré :

- let. a le vol ;
- let. b l'eau.

| Objet | Franchise |
| ----- | --------: |
| Vol   |       500 |
`),
    );
    assert.deepEqual(lines, [
      '# Art. 3 Définitions',
      '[Art. 3, 1] On entend par sinistre un dommage.',
      '[Art. 3, 2] Le reste est exclu.',
      '# Art. 4 Prestations',
      "[Art. 4 al. 1] L'assureur paie.",
      "[Art. 4 al. 2] N'est pas assuré :",
      '[Art. 4 al. 2 let. a] le vol ;',
      "[Art. 4 al. 2 let. b] l'eau.",
      '[Art. 4 al. 2 let. b, row 1] Objet | Franchise',
      '[Art. 4 al. 2 let. b, row 2] Vol | 500',
    ]);
    assert.equal(
      told,
      'line 5: `1` has no dot, and is taken for the number of a paragraph, as those that follow it are.',
    );
  });

  test('has numbers that begin again below Roman headings, and tells what only seems to be a number', () => {
    const { lines, told } = taken(
      readText(`Werkvertrag

I. Allgemeines

1. Der Unternehmer liefert die Ware.

Section 2 applies to all of it.

II. Vergütung

1. Sie ist fällig:

1. bei Abnahme;
2. bei Teilabnahme.

ARTICLE III
LAST WORDS

Section 3.1 It ends.

SCHEDULE A

1. Paper
2. Pens

(b) late
`),
    );
    assert.deepEqual(lines, [
      '# I. Allgemeines',
      '[I, 1] Der Unternehmer liefert die Ware.',
      '[I, 1 ¶2] Section 2 applies to all of it.',
      '# II. Vergütung',
      '[II, 1] Sie ist fällig:',
      '[II, 1(1)] bei Abnahme;',
      '[II, 1(2)] bei Teilabnahme.',
      '# ARTICLE III LAST WORDS',
      '[3.1] It ends.',
      '# SCHEDULE A',
      '[SCHEDULE A, 1] Paper',
      '[SCHEDULE A, 2] Pens',
      '[SCHEDULE A, 2(b)] late',
    ]);
    for (const said of [
      /line 7: `Section 2` is taken for words with which a sentence begins/,
      /line 13: `1\.` does not follow `1`: it begins a list below `II, 1`/,
      /line 14: `2\.` goes on with the list before it, and could be a section/,
      /line 26: `\(b\)` begins a list/,
    ])
      assert.match(told, said);
  });

  test('has a list below a paragraph without a number by what is printed, and tells where that is printed twice', () => {
    const { lines, told } = taken(
      readText(`Terms

1. Fees

The customer pays each month, in advance:

(a) the base fee;
(b) the usage fee.

Both are owed with the tax on them.

(a) The tax of the place.

2. Time

2.1 Time runs:

(i) by day.

It does not run on days of rest, which are:

(a) the last of each week.
`),
    );
    assert.deepEqual(lines, [
      '# 1. Fees',
      '[1.1] The customer pays each month, in advance:',
      '[1(a)] the base fee;',
      '[1(b)] the usage fee.',
      '[1.2] Both are owed with the tax on them.',
      '[1.2(a)] The tax of the place.',
      '# 2. Time',
      '[2.1] Time runs:',
      '[2.1(i)] by day.',
      '[2.1(i) ¶2] It does not run on days of rest, which are:',
      '[2.1(a)] the last of each week.',
    ]);
    assert.equal(
      told,
      `line 12: \`1(a)\` is printed before: this one, below a paragraph without a number, is called \`1.2(a)\`.
line 20: No number is printed: it may belong to \`2.1(i)\`, and is called \`2.1(i) ¶2\`.
line 22: \`(a)\` stands below a paragraph without a number, \`2.1(i) ¶2\`, and is called \`2.1(a)\`.`,
    );
  });

  for (const [first, second] of [
    ['Part I', 'Part II'],
    ['PART 1', 'PART 2'],
    ['Teil A', 'Teil B'],
    ['Titre premier', 'Titre II'],
    ['Chapter One', 'Chapter Two'],
    ['Abschnitt 1', 'Abschnitt 2'],
    ['Erster Teil', 'Zweiter Teil'],
    ['Capítulo 1', 'Capítulo 2'],
  ] as const)
    test(`knows \`${second}\` as a heading, before the numbers below it where these begin again`, () => {
      const parts = (again: string): string => `Terms

${first}

General

1. Scope

1.1 They are for all.

${second} – Ending

${again} End

${again}1 It ends at once.

${second} of it is for all others.
`;
      const going = taken(readText(parts('2.')));
      assert.deepEqual(going.lines.slice(0, 6), [
        `# ${first} General`,
        '# 1. Scope',
        '[1.1] They are for all.',
        `# ${second} – Ending`,
        '# 2. End',
        '[2.1] It ends at once.',
      ]);
      assert.match(going.told, /^line 17: .* is taken for words with which a sentence begins/);
      assert.deepEqual(taken(readText(parts('1.'))).lines.slice(0, 6), [
        `# ${first} General`,
        '# 1. Scope',
        `[${first}, 1.1] They are for all.`,
        `# ${second} – Ending`,
        '# 1. End',
        `[${second}, 1.1] It ends at once.`,
      ]);
    });

  test('may begin at a later number, which is told', () => {
    const { lines, told } = taken(
      readText(
        'Extract\n\n3. Fees\n\n3.1 They are paid at once.\n\n4. Ending\n\n4.1 It ends.\n\nSchedule 1\n\n2. Rates are high.\n\n7. and not low\n',
      ),
    );
    assert.deepEqual(lines, [
      '# 3. Fees',
      '[3.1] They are paid at once.',
      '# 4. Ending',
      '[4.1] It ends.',
      '# Schedule 1',
      '[Schedule 1, 2] Rates are high.',
      '[Schedule 1, 2 ¶2] 7. and not low',
    ]);
    assert.match(
      told,
      /^line 3: `3\.` is the first number here: what stands before it is missing\.\nline 13: `2\.` is the first number here/,
    );
  });

  test('has the terms of a list of HTML by their words, also below another list', () => {
    const { lines } = taken(
      html(
        `<h1>Terms</h1><h2>1. Words</h2><ol><li>First.</li></ol>
        <dl><dt>Deposit</dt><dd>What is paid first.</dd><dt>“Guest”:</dt><dd>Who stays.</dd><dt>1.4</dt><dd>A number.</dd></dl>`,
      ),
    );
    assert.deepEqual(lines, [
      '# 1. Words',
      '[1(1)] First.',
      '[1 Deposit] Deposit What is paid first.',
      '[1 Guest] “Guest”: Who stays.',
      '[1.4] A number.',
    ]);
  });

  test('keeps a figure that is set above the line apart from the figure before it', () => {
    const { lines } = taken(
      html(
        `<h1>Loi</h1><h2>Art. 4 Fees</h2><p><sup>1</sup> The fee is EUR 100<sup><a href="#n">1</a></sup> for 20 m<sup>2</sup> until the 1<sup>st</sup>.</p>
        <table><tr><td>Small</td><td>EUR 5<sup>12)</sup></td></tr></table>`,
      ),
    );
    assert.deepEqual(lines, [
      '# Art. 4 Fees',
      '[Art. 4, 1] The fee is EUR 100¹ for 20 m² until the 1st.',
      '[Art. 4, 1, row 1] Small | EUR 5¹²⁾',
    ]);
  });
});
