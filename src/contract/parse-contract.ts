import { createHash } from 'node:crypto';
import type { Clause, ClauseId, Contract, Section } from './contract.js';
import { ownText } from './own-text.js';

/**
 * A contract, or what keeps the text from being one, at which line (from 1): no clause at all, a list item with no paragraph of its section
 * above it, a section number that does not follow; in a text that marks its clauses a line without a mark, or an id that was there.
 */
export type ContractResult =
  | { readonly ok: true; readonly contract: Contract }
  | {
      readonly ok: false;
      readonly code: 'no-clause' | 'item-without-paragraph' | 'unmarked-line' | 'clause-twice';
      readonly line: number;
    }
  | {
      readonly ok: false;
      readonly code: 'section-out-of-order';
      readonly line: number;
      readonly expected: number;
      readonly found: number;
    };

/**
 * Cuts a contract's text into clauses, from the text alone. The first line is the title.
 *
 * A text that marks its clauses has `[id] words` for each, under the id that is printed, and `# heading` where a section starts.
 * In any other clauses are counted: `N. Heading` starts section N, a line `- …` is a list item of the paragraph above, any other line
 * that is not blank is a paragraph.
 * @param text plain text, one paragraph a line
 */
export const parseContract = (text: string): ContractResult => {
  const [title = '', ...below] = text.replace(/^\ufeff/, '').split(/\r?\n/);
  const lines = below.map((raw, index) => ({ raw, line: index + 2 })).filter(({ raw }) => raw.trim() !== '');
  const found = lines.some(({ raw }) => mark.test(raw)) ? cutMarked(lines) : cutCounted(lines);
  if ('ok' in found) return found;
  const sections: Section[] = [];
  const clauses = new Map<ClauseId, Clause>();
  for (const { line, ...part } of found) {
    if ('heading' in part) {
      sections.push({ number: sections.length + 1, ...part, line });
      continue;
    }
    if (clauses.has(part.id)) return { ok: false, code: 'clause-twice', line };
    const words = ownText(part.words);
    const section = sections.length;
    clauses.set(part.id, {
      id: part.id,
      words,
      digest: digestOf(words),
      section,
      line,
      ordinal: clauses.size,
    });
  }
  if (clauses.size === 0) return { ok: false, code: 'no-clause', line: 1 };
  return { ok: true, contract: { title, sections, clauses, digest: digestOf(text) } };
};

interface Line {
  readonly raw: string;
  readonly line: number;
}

/** What a line of a text is. */
type Part = { readonly line: number } & (
  { readonly label: string; readonly heading: string } | { readonly id: ClauseId; readonly words: string }
);

type Cut = readonly Part[] | Extract<ContractResult, { readonly ok: false }>;

/** `[6.4(a)] words`; blanks may be those that word processors put beside numbers. */
const mark = /^\[([^[\]]{1,60})\][ \u00a0\u202f]+(\S.*)$/;

const cutMarked = (lines: readonly Line[]): Cut => {
  const parts: Part[] = [];
  for (const { raw, line } of lines) {
    const [, id, words] = mark.exec(raw) ?? [];
    const heading = /^#[ \u00a0\u202f]+(\S.*)$/.exec(raw)?.[1];
    if (id !== undefined && words !== undefined)
      parts.push({ line, id: id.replaceAll(/[ \u00a0\u202f]+/g, ' ').trim(), words });
    else if (heading !== undefined) parts.push({ line, label: '', heading });
    else return { ok: false, code: 'unmarked-line', line };
  }
  return parts;
};

const cutCounted = (lines: readonly Line[]): Cut => {
  const parts: Part[] = [];
  let [section, paragraph, item] = [0, 0, 0];
  for (const { raw, line } of lines) {
    const heading = /^(\d+)\.[ \u00a0\u202f]+(\S.*)$/.exec(raw);
    if (heading !== null) {
      const found = Number(heading[1]);
      if (found !== section + 1)
        return { ok: false, code: 'section-out-of-order', line, expected: section + 1, found };
      [section, paragraph, item] = [found, 0, 0];
      parts.push({ line, label: String(section), heading: heading[2] ?? '' });
    } else if (/^-[ \u00a0\u202f]/.test(raw)) {
      if (paragraph === 0) return { ok: false, code: 'item-without-paragraph', line };
      item += 1;
      parts.push({ line, id: `${section}.${paragraph}(${itemLetters(item)})`, words: raw.slice(2) });
    } else {
      [paragraph, item] = [paragraph + 1, 0];
      parts.push({ line, id: `${section}.${paragraph}`, words: raw });
    }
  }
  return parts;
};

/** The letters of the n-th list item, from 1: `a` to `z`, then `aa`, `ab`, …. */
export const itemLetters = (n: number): string => {
  const letter = String.fromCharCode(97 + ((n - 1) % 26));
  return n > 26 ? itemLetters(Math.floor((n - 1) / 26)) + letter : letter;
};

const digestOf = (text: string): string =>
  `sha256:${createHash('sha256').update(text, 'utf8').digest('hex')}`;
