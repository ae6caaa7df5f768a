import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Contract } from '../../src/contract/contract.js';
import { parseContract } from '../../src/contract/parse-contract.js';

const contractOf = (text: string): Contract => {
  const result = parseContract(text);
  assert.ok(result.ok, JSON.stringify(result));
  return result.contract;
};

const ids = (text: string): readonly string[] => [...contractOf(text).clauses.keys()];

describe('a contract is cut into clauses by its text alone', () => {
  const text = readFileSync(
    new URL('../../rules/kommo-ai-agent-terms/2026-04-27/contract.txt', import.meta.url),
    'utf8',
  );

  it('the AI agent Terms have 109 clauses and the recorded digest', () => {
    const contract = contractOf(text);
    assert.equal(contract.title, 'AI agent Terms');
    assert.equal(contract.clauses.size, 109);
    assert.equal(contract.digest, 'sha256:3f6829a1897c5a068ecf027898e29a975687d94cd8356485aacfffcf8c2a31af');
    assert.equal(contract.sections.length, 19);
    for (const id of ['0.1', '0.3', '1.8', '6.4(a)', '12.1(h)', '13.2(c)', '16.3(g)', '16.4', '19.4'])
      assert.ok(contract.clauses.has(id), id);
    assert.equal(contract.clauses.has('0.4'), false);
    assert.equal(contract.clauses.has('19.5'), false);
  });

  it('a clause holds its words verbatim, its place and their digest', () => {
    assert.deepEqual(contractOf(text).clauses.get('6.4(a)'), {
      id: '6.4(a)',
      words: 'consumed Credits;',
      digest: 'sha256:5dcd5bdd903d9f142f01e1d6f7c5707f8cea34e4b74524ced5e9f2445439d2b2',
      section: 6,
      line: 38,
      ordinal: 30,
    });
  });

  it('a paragraph after a list goes on with the paragraph numbers', () => {
    assert.deepEqual(ids('T\n1. A\nfirst\n- x\n- y\nsecond\n- z'), [
      '1.1',
      '1.1(a)',
      '1.1(b)',
      '1.2',
      '1.2(a)',
    ]);
  });

  it('the list item after z is aa', () => {
    const items = Array.from({ length: 703 }, () => '- item').join('\n');
    const found = ids(`T\nparagraph\n${items}`);
    assert.deepEqual(
      [1, 26, 27, 28, 52, 53, 702, 703].map((place) => found[place]),
      ['0.1(a)', '0.1(z)', '0.1(aa)', '0.1(ab)', '0.1(az)', '0.1(ba)', '0.1(zz)', '0.1(aaa)'],
    );
  });

  it('blank lines and Windows line ends change no clause', () => {
    const [unix, windows] = ['T\n1. A\nfirst\n- x\n', 'T\r\n\r\n1. A\r\n\r\nfirst\r\n- x\r\n'].map((each) =>
      [...contractOf(each).clauses.values()].map(({ id, digest }) => `${id} ${digest}`),
    );
    assert.deepEqual(windows, unix);
  });
});

describe('a text that is no contract is refused with its line', () => {
  it('no clause', () => {
    assert.deepEqual(parseContract(''), { ok: false, code: 'no-clause', line: 1 });
    assert.deepEqual(parseContract('Title\n1. Heading\n'), { ok: false, code: 'no-clause', line: 1 });
  });

  it('a list item with no paragraph above it in its section', () => {
    const refusal = { ok: false, code: 'item-without-paragraph' };
    assert.deepEqual(parseContract('T\n- x'), { ...refusal, line: 2 });
    assert.deepEqual(parseContract('T\nparagraph\n1. A\n- x'), { ...refusal, line: 4 });
  });

  it('section numbers out of order', () => {
    const refusal = { ok: false, code: 'section-out-of-order' };
    assert.deepEqual(parseContract('T\n2. B\np'), { ...refusal, line: 2, expected: 1, found: 2 });
    assert.deepEqual(parseContract('T\n1. A\np\n1. A'), { ...refusal, line: 4, expected: 2, found: 1 });
    assert.deepEqual(parseContract('T\n1. A\np\n3. C'), { ...refusal, line: 4, expected: 2, found: 3 });
  });
});

describe('the clauses of a contract', () => {
  it('every line but the title, headings and blanks is one clause', () => {
    const line = fc.constantFrom('paragraph', '- item', '');
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const contract = contractOf(['T', 'p', ...lines].join('\n'));
        const expected = 1 + lines.filter((each) => each !== '').length;
        assert.equal(contract.clauses.size, expected);
        const ordinals = [...contract.clauses.values()].map(({ ordinal }) => ordinal);
        assert.deepEqual(ordinals, [...ordinals.keys()]);
      }),
    );
  });
});

describe('A text that marks its clauses', () => {
  const marked = [
    'Mietbedingungen',
    '[Präambel] Dieser Vertrag regelt die Miete.',
    '# § 3 Zahlung',
    '[§ 3 Abs. 1] Die Miete ist am Ersten fällig.',
    '',
    '[§ 3 Abs. 2 (a)(i)] 1. Januar gilt als Werktag.',
    '# Schedule 1',
    '[Schedule 1, 2(b)] [sic] The fee.',
  ];

  it('has the ids that are printed, and the words behind them', () => {
    const read = parseContract(marked.join('\r\n'));
    assert.ok(read.ok);
    const { sections, clauses } = read.contract;
    assert.deepEqual(
      [...clauses.values()].map(({ id, words, section, line, ordinal }) => [
        id,
        words,
        section,
        line,
        ordinal,
      ]),
      [
        ['Präambel', 'Dieser Vertrag regelt die Miete.', 0, 2, 0],
        ['§ 3 Abs. 1', 'Die Miete ist am Ersten fällig.', 1, 4, 1],
        ['§ 3 Abs. 2 (a)(i)', '1. Januar gilt als Werktag.', 1, 6, 2],
        ['Schedule 1, 2(b)', '[sic] The fee.', 2, 8, 3],
      ],
    );
    assert.deepEqual(
      sections.map(({ number, label, heading, line }) => [number, label, heading, line]),
      [
        [1, '', '§ 3 Zahlung', 3],
        [2, '', 'Schedule 1', 7],
      ],
    );
  });

  it('is refused with the line that has no mark, or an id that was there', () => {
    const refusal = (lines: readonly string[]): unknown => parseContract(lines.join('\n'));
    assert.deepEqual(refusal(['T', '[1.1] One.', 'Two.']), { ok: false, code: 'unmarked-line', line: 3 });
    assert.deepEqual(refusal(['T', 'Zero.', '[1.1] One.']), { ok: false, code: 'unmarked-line', line: 2 });
    assert.deepEqual(refusal(['T', '[1.1] One.', '[1.1] Two.']), {
      ok: false,
      code: 'clause-twice',
      line: 3,
    });
  });
});
