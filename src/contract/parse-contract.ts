import { createHash } from 'node:crypto';
import type { Clause, ClauseId, Contract, Section } from './contract.js';
import { ownText } from './own-text.js';

/**
 * A contract, or what keeps the text from being one, at which line (from 1):
 * no clause at all, a list item with no paragraph of its section above it, a section number that does not follow.
 */
export type ContractResult =
  | { readonly ok: true; readonly contract: Contract }
  | { readonly ok: false; readonly code: 'no-clause' | 'item-without-paragraph'; readonly line: number }
  | {
      readonly ok: false;
      readonly code: 'section-out-of-order';
      readonly line: number;
      readonly expected: number;
      readonly found: number;
    };

/**
 * Cuts a contract's text into clauses, from the text alone: the first line is the title, `N. Heading` starts section N,
 * a line `- …` is a list item of the paragraph above, any other line that is not blank is a paragraph.
 * @param text plain text, one paragraph a line
 */
export const parseContract = (text: string): ContractResult => {
  const lines = text.split(/\r?\n/);
  const sections: Section[] = [];
  const clauses = new Map<ClauseId, Clause>();
  let [section, paragraph, item] = [0, 0, 0];
  const add = (id: ClauseId, cut: string, line: number): void => {
    const words = ownText(cut);
    clauses.set(id, { id, words, digest: digestOf(words), section, line, ordinal: clauses.size });
  };
  for (const [index, raw] of lines.entries()) {
    const line = index + 1;
    if (line === 1 || raw.trim() === '') continue;
    const heading = /^(\d+)\. +(\S.*)$/.exec(raw);
    if (heading !== null) {
      const found = Number(heading[1]);
      if (found !== section + 1)
        return { ok: false, code: 'section-out-of-order', line, expected: section + 1, found };
      [section, paragraph, item] = [found, 0, 0];
      sections.push({ number: section, heading: heading[2] ?? '', line });
    } else if (raw.startsWith('- ')) {
      if (paragraph === 0) return { ok: false, code: 'item-without-paragraph', line };
      item += 1;
      add(`${section}.${paragraph}(${itemLetters(item)})`, raw.slice(2), line);
    } else {
      [paragraph, item] = [paragraph + 1, 0];
      add(`${section}.${paragraph}`, raw, line);
    }
  }
  if (clauses.size === 0) return { ok: false, code: 'no-clause', line: 1 };
  return { ok: true, contract: { title: lines[0] ?? '', sections, clauses, digest: digestOf(text) } };
};

/** Orders clause ids as the contract does; ids that it lacks come last, by their text. */
export const compareClauseIds = (contract: Contract): ((left: ClauseId, right: ClauseId) => number) => {
  const place = (id: ClauseId): number => contract.clauses.get(id)?.ordinal ?? contract.clauses.size;
  return (left, right) => place(left) - place(right) || (left < right ? -1 : left > right ? 1 : 0);
};

/** The letters of the n-th list item, from 1: `a` to `z`, then `aa`, `ab`, …. */
const itemLetters = (n: number): string => {
  const letter = String.fromCharCode(97 + ((n - 1) % 26));
  return n > 26 ? itemLetters(Math.floor((n - 1) / 26)) + letter : letter;
};

const digestOf = (text: string): string =>
  `sha256:${createHash('sha256').update(text, 'utf8').digest('hex')}`;
