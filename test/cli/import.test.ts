import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { parse } from 'yaml';
import { parseContract } from '../../src/contract/parse-contract.js';
import { call, temporary, type Called } from './support/call.js';
import { textPdf, type PdfLine } from './support/text-pdf.js';

interface Taken extends Called {
  /** The lines of contract.txt. */
  readonly lines: readonly string[];
  readonly folder: string;
}

const take = async (
  context: TestContext,
  name: string,
  content: string | Uint8Array,
  ...more: readonly string[]
): Promise<Taken> => {
  const directory = await temporary(context);
  const folder = join(directory, 'rules/terms/2026-06-01');
  await writeFile(join(directory, name), content);
  const called = await call(['import', join(directory, name), folder, ...more]);
  const text = await readFile(join(folder, 'contract.txt'), 'utf8').catch(() => '');
  return { ...called, lines: text.trim().split('\n'), folder };
};

const agreement = `Hosting Agreement

1. Definitions
1.1 "Service" means the hosting of
the customer's software on the machines
of the provider.
1.2 The parties agree:
(a) to pay;
(b) to host:
(i) daily,
(ii) weekly;
(c) to keep records.
2. Fees
The fee is EUR 10.

It is due at once.
`;

describe('A contract that is taken in', () => {
  test('has the ids that are printed, in paragraphs that were wrapped, and counts where nothing is printed', async (t) => {
    const { code, out, lines, folder } = await take(t, 'terms.txt', agreement);
    assert.equal(code, 0, out);
    assert.deepEqual(lines, [
      'Hosting Agreement',
      '# 1. Definitions',
      `[1.1] "Service" means the hosting of the customer's software on the machines of the provider.`,
      '[1.2] The parties agree:',
      '[1.2(a)] to pay;',
      '[1.2(b)] to host:',
      '[1.2(b)(i)] daily,',
      '[1.2(b)(ii)] weekly;',
      '[1.2(c)] to keep records.',
      '# 2. Fees',
      '[2.1] The fee is EUR 10.',
      '[2.2] It is due at once.',
    ]);
    const { clauses } = parse(await readFile(join(folder, 'ledger.yaml'), 'utf8')) as {
      clauses: readonly { clause: string; disposition: string }[];
    };
    assert.deepEqual(clauses[0], { clause: '1.1', disposition: 'definition' });
    assert.equal(clauses.length, 9);
    const edition = parse(await readFile(join(folder, 'edition.yaml'), 'utf8')) as Record<string, unknown>;
    assert.equal(edition['document'], 'terms');
    assert.equal(edition['effectiveFrom'], '2026-06-01T00:00:00Z');
    const read = parseContract(await readFile(join(folder, 'contract.txt'), 'utf8'));
    assert.ok(read.ok);
    assert.deepEqual(edition['text'], { file: 'contract.txt', digest: read.contract.digest });
    const { out: checked } = await call(['check', folder]);
    assert.deepEqual(
      [...checked.matchAll(/error {2}(\S+)/g)].map(([, found]) => found),
      ['missing-file'],
      'reviews are to be written',
    );
  });

  test('tells with its place whatever could be otherwise: gaps, dates, numbers twice, words without a number', async (t) => {
    const { code, out, lines } = await take(
      t,
      'terms.txt',
      `Terms\n1.1 ${'One. '.repeat(40)}\n1.3 Three.\n1.3 Three again.\n1. Januar is a holiday.\n(c) Late.\nFlush words.\n`,
    );
    assert.equal(code, 1);
    for (const said of [
      /line 3: `1\.3` follows `1\.1`/,
      /line 4: `1\.3` is printed twice/,
      /line 5: `1\.` is taken for a date/,
      /line 6: `\(c\)` begins a list/,
      /line 7: No number is printed/,
    ])
      assert.match(out, said);
    const ids = lines.flatMap((line) => /^\[([^\]]+)\]/.exec(line)?.[1] ?? []);
    assert.equal(new Set(ids).size, ids.length);
  });

  test('has the numbers of German and of English contracts', async (t) => {
    const { lines } = await take(
      t,
      'vertrag.md',
      '# Vertrag\n\n## § 3 Zahlung\n\n(1) Die **Miete** ist am Ersten fällig.\n\n(2) Sonst nicht.\n\n## Article IV Fees\n\n§ 4 Abs. 2 Der Kunde zahlt.\n\n## Schedule 1\n\n2. Rates are [here](x).\n',
    );
    assert.deepEqual(lines, [
      'Vertrag',
      '# § 3 Zahlung',
      '[§ 3(1)] Die Miete ist am Ersten fällig.',
      '[§ 3(2)] Sonst nicht.',
      '# Article IV Fees',
      '[§ 4 Abs. 2] Der Kunde zahlt.',
      '# Schedule 1',
      '[Schedule 1, 2] Rates are here.',
    ]);
  });

  test('has the numbers that a browser prints before the items of a list, and tables by row', async (t) => {
    const html =
      '<title>x</title><h1>Terms &amp; Conditions</h1><h2>Payment</h2><ol><li>Pay on&nbsp;time.<ol type="a"><li>Monthly<li>in euro</ol><li>No refunds.<ol><li>Except this.</ol></ol><table><tr><td>A<td>10</table>';
    const { lines } = await take(t, 'terms.html', html);
    assert.deepEqual(lines, [
      'Terms & Conditions',
      '# Payment',
      '[1] Pay on time.',
      '[1(a)] Monthly',
      '[1(b)] in euro',
      '[2] No refunds.',
      '[2.1] Except this.',
      '[2.1, row 1] A | 10',
    ]);
  });

  test('is read in the encoding that it is in, or refused', async (t) => {
    const latin = Buffer.from('Terms\n1.1 Die Gebühr ist fällig.\n', 'latin1');
    const refused = await take(t, 'terms.txt', latin);
    assert.equal(refused.code, 2);
    assert.match(refused.err, /is not utf-8\. Say --encoding windows-1252/);
    assert.deepEqual((await take(t, 'terms.txt', latin, '--encoding', 'windows-1252')).lines, [
      'Terms',
      '[1.1] Die Gebühr ist fällig.',
    ]);
    const wide = Buffer.from('\ufeffTerms\r\n1.1 Fällig.\r\n', 'utf16le');
    assert.deepEqual((await take(t, 'terms.txt', wide)).lines, ['Terms', '[1.1] Fällig.']);
    assert.deepEqual((await take(t, 'terms.txt', '\ufeffTerms\n1.1\u00a0Due.\n')).lines, [
      'Terms',
      '[1.1] Due.',
    ]);
    assert.match((await take(t, 'terms.txt', 'x', '--encoding', 'klingon')).err, /is no encoding/);
    assert.match((await take(t, 'terms.rtf', 'x')).err, /give a \.txt, \.md, \.html, \.docx or \.pdf/);
    assert.match((await take(t, 'rental.docx', 'no archive')).err, /is no \.docx/);
    assert.match((await take(t, 'terms.txt', ' \n')).err, /has no text/);
  });

  test('is called by its file where it begins with a number, which is told', async (t) => {
    const { out, lines } = await take(t, 'fees.txt', '3. Fees\n\n3.1 They are paid at once.\n');
    assert.deepEqual(lines, ['fees', '# 3. Fees', '[3.1] They are paid at once.']);
    assert.match(out, /line 1: No title stands before the first number: it is called `fees`; say --title\./);
  });

  test('replaces nothing', async (t) => {
    const { folder } = await take(t, 'terms.txt', agreement);
    const before = await readdir(folder);
    const again = await call(['import', join(folder, '../../../terms.txt'), folder]);
    assert.equal(again.code, 2);
    assert.match(again.err, /is there already, and nothing was written/);
    assert.deepEqual(await readdir(folder), before);
  });
});

describe('What a document says of itself', () => {
  test('a wrapped line that begins with the number that it refers to goes on, and is told', async (t) => {
    const { code, out, lines } = await take(
      t,
      'terms.txt',
      'Terms\n\n1.1 The fee is due as it is set out in clause\n1.2 and not before.\n1.2 The fee is ten euro for each month of the term\n1.3 percent more are due later.\n',
    );
    assert.equal(code, 1);
    assert.deepEqual(lines.slice(1), [
      '[1.1] The fee is due as it is set out in clause 1.2 and not before.',
      '[1.2] The fee is ten euro for each month of the term',
      '[1.3] percent more are due later.',
    ]);
    assert.match(out, /line 4: `1\.2` is taken for words/);
    assert.match(out, /line 6: `1\.3` is taken for the number of a clause; the line before does not end/);
  });

  test('its encoding is met, or named', async (t) => {
    const terms = 'Gebühren\r\n1.1\u00a0Die Gebühr ist fällig.\r\n';
    for (const [content, ...more] of [
      [`\ufeff${terms}`],
      [Buffer.from(`\ufeff${terms}`, 'utf16le')],
      [Buffer.from(`\ufeff${terms}`, 'utf16le').swap16()],
      [Buffer.from(terms, 'latin1'), '--encoding', 'windows-1252'],
    ] as const)
      assert.deepEqual((await take(t, 'terms.txt', content, ...more)).lines, [
        'Gebühren',
        '[1.1] Die Gebühr ist fällig.',
      ]);
    assert.match((await take(t, 'terms.txt', Buffer.from(terms, 'latin1'))).err, /--encoding windows-1252/);
    assert.match((await take(t, 'terms.txt', Buffer.from(terms, 'utf16le'))).err, /--encoding utf-16le/);
    const page = `<meta charset="iso-8859-1"><h1>Gebühren</h1><p>1.1 Die Gebühr ist fällig.`;
    assert.deepEqual((await take(t, 'terms.html', Buffer.from(page, 'latin1'))).lines, [
      'Gebühren',
      '[1.1] Die Gebühr ist fällig.',
    ]);
  });

  test('may be a .pdf, whose heads and feet are left out and told', async (t) => {
    const page = (number: number, ...lines: readonly string[]): readonly PdfLine[] => [
      ['Draft of counsel', 800, 8],
      ...lines.map((line, at): PdfLine => [line, 760 - at * 12, 10]),
      [`Page ${String(number)}`, 30, 8],
    ];
    const content = textPdf([
      [
        ['Hosting Agreement', 780, 18],
        ...page(1, '1. Definitions', '1.1 "Service" means the host-', 'ing of software', 'on machines.'),
      ],
      page(2, '1.2 The parties agree:', '(a) to pay;'),
      page(3, '(b) to host.'),
    ]);
    const { code, out, err, lines } = await take(t, 'terms.pdf', content);
    assert.equal(err, '');
    assert.equal(code, 1);
    assert.deepEqual(lines, [
      'Hosting Agreement',
      '# 1. Definitions',
      '[1.1] "Service" means the hosting of software on machines.',
      '[1.2] The parties agree:',
      '[1.2(a)] to pay;',
      '[1.2(b)] to host.',
    ]);
    assert.match(out, /page 3: `Draft of counsel` stands on most pages/);
    assert.match(out, /`host-` at the end of a line was joined with `ing`/);
    const short = (...pages: readonly string[]): Promise<{ out: string; lines: readonly string[] }> =>
      take(
        t,
        'terms.pdf',
        textPdf(
          pages.map((words, at): readonly PdfLine[] => [
            ['Fees', 780, 18],
            [`${at + 1}. ${words} sixty-`, 740, 10],
            [`five third-party`, 728, 10],
            [`${at + 1}.1 No third-`, 716, 10],
            ['party. A cut-', 704, 10],
            ['off word.', 692, 10],
            [`Ann & Co · Terms Page ${at + 1} of ${pages.length}`, 30, 8],
          ]),
        ),
      );
    const one = await short('Of');
    assert.deepEqual(one.lines.slice(1), [
      '# 1. Of sixty-five third-party',
      '[1.1] No third-party. A cutoff word.',
    ]);
    assert.match(
      one.out,
      /page 1: `Ann & Co · Terms Page 1 of 1` stands at the end of the page, and was left out/,
    );
    const two = await short('Of', 'Or');
    assert.deepEqual(two.lines.slice(-2), [
      '# 2. Or sixty-five third-party',
      '[2.1] No third-party. A cutoff word.',
    ]);
    assert.match((await take(t, 'terms.pdf', textPdf([[]]))).err, /has no text: its pages are pictures/);
    assert.match((await take(t, 'terms.pdf', 'no pdf')).err, /can't be read/);
  });

  test('has facts and phrases to begin with, which are sound', async (t) => {
    const { folder } = await take(t, 'terms.txt', agreement);
    const features = join(folder, '../../../features');
    assert.match(await readFile(join(features, 'terms/phrases.yaml'), 'utf8'), /the request is refused/);
    assert.equal((await call(['review', folder, '--by', 'A Lawyer'])).code, 0);
    const { code, out, err } = await call(['check', folder, '--features', features]);
    assert.deepEqual([code, err], [0, ''], out);
  });
});
