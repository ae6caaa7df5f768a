import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { makeCrossReferences } from '../../src/contract/cross-references.js';
import { parseContract } from '../../src/contract/parse-contract.js';

const contractOf = (text: string) => {
  const read = parseContract(text);
  assert.ok(read.ok);
  return read.contract;
};

const english = contractOf(
  `Agreement
# 3. Fees
[3.1] a
[3.2] b
[3.2(b)] c
[3.2(b)(i)] d
# 6. Term
[6.1] e
# Article IV Notices
[Article IV(1)] f
# Schedule 1
[Schedule 1.1] g
# Schedule 2 – Prices
[Schedule 2, 1] h
[Schedule 2, 2(b)] i
`,
);
const unnumbered = contractOf(
  `Cover
# 3. Exclusions
[3.1] Nothing is paid for:
[3.1(a)] war;
[3.2] Less is paid for:
[3.2(b)] strikes.
# 4. Notice
[4.1] You:
[4.1(a)] x
[4.2] We:
[4.2(a)] y
`,
);
const german = contractOf(
  `Vertrag
# § 3 Zahlung
[§ 3(1)] a
[§ 3(2)] b
[§ 4 Abs. 1] c
# Anlage 2
[Anlage 2.1] d
`,
);
const swiss = contractOf(
  `Assurance
# Art. 3 Définitions
[Art. 3, 1] a
# Art. 4 Prestations
[Art. 4 al. 2 let. a] b
# Annexe 1
[Annexe 1, 2] c
`,
);
const counted = contractOf('Terms\n1. One\nWords.\n2. Two\nMore:\n- words\n');

/** Each reference with where it leads; `?` where it leads nowhere. */
const told = (words: string, contract = english): readonly string[] =>
  makeCrossReferences(contract)(words).map(({ text, target }) => {
    const to =
      target === undefined ? '?' : target.kind === 'clause' ? target.clause : `section ${target.section}`;
    return `${text} → ${to}`;
  });

describe('A cross reference', () => {
  for (const [words, ...expected] of [
    ['as set out in clause 3.2(b).', 'clause 3.2(b) → 3.2(b)'],
    ['Section 6 applies', 'Section 6 → section 2'],
    ['Subject to Section 3, and', 'Section 3 → section 1'],
    ['Clauses 3.1 and 3.2 (b) (i) survive', 'Clauses 3.1 → 3.1', '3.2 (b) (i) → 3.2(b)(i)'],
    ['sections 3.1, 3.9 or 6.1', 'sections 3.1 → 3.1', '3.9 → ?', '6.1 → 6.1'],
    ['Sections 3.1–3.2', 'Sections 3.1 → 3.1', '3.2 → 3.2'],
    ['under Article IV', 'Article IV → section 3'],
    ['the rates of Schedule 1', 'Schedule 1 → section 4'],
    ['by clause 9.4.', 'clause 9.4 → ?'],
    ['Section 6 of this Agreement', 'Section 6 → section 2'],
    ['Section 6 of these AI agent Terms or', 'Section 6 → section 2'],
    ['clause\u00a03.1', 'clause\u00a03.1 → 3.1'],
    ['at the rate in Schedule 2, 2(b) is owed', 'Schedule 2, 2(b) → Schedule 2, 2(b)'],
    ['Schedule 2, 1 and 2(b)', 'Schedule 2, 1 → Schedule 2, 1', '2(b) → Schedule 2, 2(b)'],
    ['the rate in Schedule 2, 9(b) is owed', 'Schedule 2, 9(b) → ?'],
    ['under Section 6, 30 days after', 'Section 6 → section 2'],
    ['Sections 6, 30 and 3', 'Sections 6 → section 2', '30 → ?', '3 → section 1'],
    ['Section 3.1, 3.2 and 6', 'Section 3.1 → 3.1', '3.2 → 3.2', '6 → section 2'],
    ['Schedules 1, 2', 'Schedules 1 → section 4', '2 → section 5'],
  ] as const)
    it(`leads to its part: ${words}`, () => {
      assert.deepEqual(told(words), expected);
    });

  for (const [words, ...expected] of [
    ['nach § 3 Abs. 2 Satz 1 fällig', '§ 3 Abs. 2 Satz 1 → § 3(2)'],
    ['§§ 3 und 4 bleiben', '§§ 3 → section 1', '4 → § 4 Abs. 1'],
    ['gemäß § 4 Abs. 1 und Anlage 2', '§ 4 Abs. 1 → § 4 Abs. 1', 'Anlage 2 → section 2'],
    ['§ 9 gilt', '§ 9 → ?'],
    ['§ 307 BGB bleibt', ...[]],
    ['Art. 28 DSGVO', ...[]],
    ['§ 5 der Nutzungsbedingungen', ...[]],
    ['§ 3 dieses Vertrags', '§ 3 → section 1'],
  ] as const)
    it(`of a German text: ${words}`, () => {
      assert.deepEqual(told(words, german), expected);
    });

  for (const [words, ...expected] of [
    ["selon l'art. 4 al. 2 let. a,", 'art. 4 al. 2 let. a → Art. 4 al. 2 let. a'],
    ['voir art. 3 al. 1', 'art. 3 al. 1 → Art. 3, 1'],
    ["l'annexe 1, 2 et l'art. 3, 1", 'annexe 1, 2 → Annexe 1, 2', 'art. 3, 1 → Art. 3, 1'],
    ["l'annexe 1 et l'art. 9", 'annexe 1 → section 3', 'art. 9 → ?'],
  ] as const)
    it(`of a Swiss text: ${words}`, () => {
      assert.deepEqual(told(words, swiss), expected);
    });

  for (const words of [
    'Section 5 of the Terms of Use',
    'the Terms of Use, Section 5, and',
    'under the Data Processing Agreement (Section 12)',
    'Article 28 GDPR',
    'section 1782 of title 28 of the U.S. Code',
    'Article 6 of Regulation (EU) 2016/679',
    '47 U.S.C. Section 230',
    'the clause I signed',
    'paragraph 2 of this clause',
    'an intersection 4 of roads',
    'Section 12 Companies Act',
  ])
    it(`to another text is none: ${words}`, () => {
      assert.deepEqual(told(words), []);
    });

  it('finds the only item of its letter in a section whose paragraphs print no numbers', () => {
    assert.deepEqual(told('as in clause 3(a) and 3(b), not in clause 4(a)', unnumbered), [
      'clause 3(a) → 3.1(a)',
      '3(b) → 3.2(b)',
      'clause 4(a) → ?',
    ]);
  });
  it('finds sections by the number that is counted', () => {
    assert.deepEqual(told('Section 2, and clause 2.1(a), and Section 3.', counted), [
      'Section 2 → section 2',
      'clause 2.1(a) → 2.1(a)',
      'Section 3 → ?',
    ]);
  });
});
