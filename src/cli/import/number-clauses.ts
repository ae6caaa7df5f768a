import type { Block, Remark } from './block.js';
import { countsOf, printedNumber, type PrintedNumber } from './printed-number.js';

/** A line of the text that is written. */
export type MarkedLine = { readonly heading: string } | { readonly id: string; readonly words: string };

/** A document as lines that mark their clauses, with all that was not certain. */
export interface NumberedText {
  readonly lines: readonly MarkedLine[];
  readonly remarks: readonly Remark[];
}

/** One level of parts that are counted: `(a)`, `(b)`, or in them `(i)`, `(ii)`. */
interface Level {
  readonly by: 'letter' | 'roman' | 'digit';
  readonly value: number;
  readonly id: string;
}

/**
 * Names each paragraph by the number that is printed before it: `1.1`, below it `1.1(a)`, `1.1(a)(i)`. A paragraph that has none is counted
 * below its section as long as none of the section has one, and else named after the clause before it. Whatever else it could have been is told.
 */
export const numberClauses = (blocks: readonly Block[]): NumberedText => {
  const lines: MarkedLine[] = [];
  const remarks: Remark[] = [];
  const ids = new Set<string>();
  let section = '0';
  let top = '';
  let last = '';
  let counted = 0;
  let levels: readonly Level[] = [];
  let lastSingle = 0;
  let lastLevels = '';

  const remark = (block: Block, what: string): void => void remarks.push({ place: block.place, what });
  const add = (block: Block, id: string, words: string): void => {
    let free = id;
    for (let again = 2; ids.has(free); again += 1) free = `${id} #${again}`;
    if (free !== id) remark(block, `\`${id}\` is printed twice; this one is called \`${free}\`.`);
    if (words === '') remark(block, `\`${free}\` has no words of its own.`);
    ids.add(free);
    lines.push({ id: free, words: words === '' ? free : words });
    last = free;
  };
  const startSection = (id: string, heading: string): void => {
    lines.push({ heading });
    [section, top, last, counted, levels, lastLevels] = [id, '', '', 0, [], ''];
  };
  const addUnnumbered = (block: Block): void => {
    if (last === '' || counted > 0) {
      counted += 1;
      levels = [];
      add(block, `${section}.${counted}`, block.text);
      top = last;
      return;
    }
    const [printed = '', mark] = last.split(' ¶');
    const id = `${printed} ¶${mark === undefined ? '2' : String(Number(mark) + 1)}`;
    remark(block, `No number is printed: it may belong to \`${printed}\`, and is called \`${id}\`.`);
    add(block, id, block.text);
  };
  const addPart = (block: Block, { id, words }: PrintedNumber): void => {
    const counts = countsOf(id);
    const depth = levels.findLastIndex(({ by, value }) =>
      counts.some((count) => count.by === by && count.value === value + 1),
    );
    const fitting = counts.find(
      ({ by, value }) => by === levels[depth]?.by && value === levels[depth].value + 1,
    );
    const first = counts.find(({ value }) => value === 1);
    if (fitting !== undefined) {
      if (first !== undefined)
        remark(
          block,
          `\`(${id})\` follows \`(${levels[depth]?.id ?? ''})\`, and could begin a list of its own.`,
        );
      levels = [...levels.slice(0, depth), { ...fitting, id }];
    } else {
      const begins = first ?? counts[0];
      if (begins === undefined) {
        addUnnumbered(block);
        return;
      }
      if (first === undefined) {
        const before = levels.findLastIndex(({ by }) => counts.some((count) => count.by === by));
        remark(
          block,
          before === -1
            ? `\`(${id})\` begins a list.`
            : `\`(${id})\` follows \`(${levels[before]?.id ?? ''})\`: what stands between is missing.`,
        );
        if (before !== -1) levels = levels.slice(0, before);
      }
      levels = [...levels, { ...begins, id }];
    }
    const above = top === '' ? section : top;
    add(block, `${above}${levels.map((level) => `(${level.id})`).join('')}`, words);
  };
  const addLevels = (block: Block, { id, words }: PrintedNumber): void => {
    if (lastLevels !== '' && !follows(lastLevels, id))
      remark(
        block,
        `\`${id}\` follows \`${lastLevels}\`: what stands between is missing, or it is no number of a clause.`,
      );
    [lastLevels, top, levels, counted] = [id, id, [], 0];
    add(block, id, words);
  };
  const addSingle = (block: Block, number: PrintedNumber): void => {
    const value = Number(number.id);
    const isDate = monthFirst.test(number.words);
    if (isDate || value !== lastSingle + 1) {
      remark(
        block,
        isDate
          ? `\`${number.id}.\` is taken for a date, not for the number of a section.`
          : `\`${number.id}.\` does not follow \`${lastSingle}\`: it is taken for words, not for the number of a section.`,
      );
      addUnnumbered(block);
      return;
    }
    lastSingle = value;
    if (isShort(number.words) || block.isHeading) startSection(number.id, `${number.id}. ${number.words}`);
    else {
      [section, top, levels, counted, lastLevels] = [number.id, number.id, [], 0, ''];
      add(block, number.id, number.words);
    }
  };
  const addNamed = (block: Block, number: PrintedNumber): void => {
    lastSingle = 0;
    if (block.isHeading || isShort(number.words)) startSection(number.id, block.text);
    else {
      [top, levels, counted] = [number.id, [], 0];
      add(block, number.id, number.words);
    }
  };

  for (const block of blocks) {
    const number = printedNumber(block.text);
    if (number === undefined) {
      if (block.isHeading) startSection(block.text.slice(0, 50).replaceAll(/[[\]]/g, ''), block.text);
      else addUnnumbered(block);
    } else if (number.kind === 'levels') addLevels(block, number);
    else if (number.kind === 'single') addSingle(block, number);
    else if (number.kind === 'name') addNamed(block, number);
    else addPart(block, number);
  }
  return { lines, remarks };
};

/** Whether one number of levels is the next after another: `1.2` or `1.1.1` after `1.1`, `2.1` after any of section 1. */
const follows = (before: string, id: string): boolean => {
  const [a, b] = [before.split('.').map(Number), id.split('.').map(Number)];
  if (b.length > a.length)
    return b.length === a.length + 1 && a.every((part, at) => b[at] === part) && b.at(-1) === 1;
  const at = b.length - 1;
  return b.slice(0, at).every((part, place) => part === a[place])
    ? b[at] === (a[at] ?? 0) + 1
    : b.at(-1) === 1;
};

const monthFirst =
  /^(?:Janua|Februa|March|März|April|May|Mai|June|Juni|July|Juli|August|September|O[ck]tober|November|De[cz]ember)/;

/** Headings are short, and end like no sentence. */
const isShort = (words: string): boolean => words.length <= 80 && !/[.;:,!?]$/.test(words);
