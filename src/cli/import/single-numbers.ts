import type { Block } from './block.js';
import { isShort } from './block-numbers.js';
import type { Level } from './part-levels.js';
import { isDate, type PrintedNumber } from './printed-number.js';

/** What `3.` before a paragraph is: the number of a section or clause at the top, a part of a list, or words; with what was not certain of it. */
export interface SingleNumber {
  readonly as: 'top' | 'part' | 'words';
  readonly remark?: string;
}

/** What was printed before. */
interface Before {
  /** The last such number at the top; 0 where there was none. */
  readonly lastSingle: number;
  readonly levels: readonly Level[];
  /** The clause that a list would stand below. */
  readonly above: string;
  /** Whether there is a clause already. */
  readonly hasClauses: boolean;
}

/** Tells by what was printed before what `3.` is that no list of the document made. */
export const readSingle = (
  block: Block,
  { id, words }: PrintedNumber,
  { lastSingle, levels, above, hasClauses }: Before,
): SingleNumber => {
  const value = Number(id);
  const open = levels.some((level) => level.by === 'digit' && level.value === value - 1);
  const isNext = value === lastSingle + 1;
  const doesNotFollow = `\`${id}.\` does not follow \`${lastSingle}\``;
  if (isDate(words))
    return { as: 'words', remark: `\`${id}.\` is taken for a date, not for the number of a section.` };
  if (isNext && (!open || block.isHeading || isShort(words)))
    return {
      as: 'top',
      ...(open
        ? { remark: `\`${id}.\` is taken for a section, and could go on with the list before it.` }
        : {}),
    };
  if (open)
    return {
      as: 'part',
      ...(isNext ? { remark: `\`${id}.\` goes on with the list before it, and could be a section.` } : {}),
    };
  if (value === 1 && hasClauses)
    return { as: 'part', remark: `${doesNotFollow}: it begins a list below \`${above}\`.` };
  if (block.isHeading) return { as: 'top', remark: `${doesNotFollow}; as a heading it begins a section.` };
  if (lastSingle === 0 && /^[\p{Lu}«“„"]/u.test(words))
    return { as: 'top', remark: `\`${id}.\` is the first number here: what stands before it is missing.` };
  return {
    as: 'words',
    remark: `${doesNotFollow}: it is taken for words, not for the number of a section.`,
  };
};
