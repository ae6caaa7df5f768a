import type { Block, MarkedLine, NumberedText, Remark } from './block.js';
import { definedWord } from './defined-word.js';
import { placeBelow, placeCounted, placePart, type Level, type Placed } from './part-levels.js';
import { readSingle } from './single-numbers.js';
import { isShort, numberOf, startsBelowHeadings, withTitles } from './block-numbers.js';
import { baseOf, countsOf, follows, type PrintedNumber } from './printed-number.js';

/**
 * Names each paragraph by the number that is printed before it: `1.1`, below it `1.1(a)`, `1.1(a)(i)`; in a schedule `Schedule 1, 2(b)`. One that
 * has none is called by the word that it defines, as a row of its table, or as an item; else it is counted below its section as long as none
 * of the section has a number, and otherwise named after the clause before it. Whatever else it could have been is told.
 */
export const numberClauses = (given: readonly Block[]): NumberedText => {
  const blocks = withTitles(given);
  const lines: MarkedLine[] = [];
  const remarks: Remark[] = [];
  const ids = new Set<string>();
  const numbers = blocks.map((block) => numberOf(block));
  const beginsAgain = startsBelowHeadings(blocks, numbers) > 1;
  /** What stands before every number: a schedule, else an article or paragraph, else a heading below which numbers begin again. */
  let [annex, scope, section, top, last, definitions] = ['', '', '0', '', '', ''];
  /** The schedule alone, where `annex` has a part of it too. */
  let schedule = '';
  /** The paragraph without a number that was the last. */
  let unnumbered = '';
  let [counted, lastSingle, lastBare, items] = [0, 0, 0, 0];
  let [lastLevels, singlesOf, isBareTold, wasShort] = ['', '', false, false];
  let levels: readonly Level[] = [];
  let table = { number: 0, rows: 0, above: '', ofAbove: 0 };

  const remark = (block: Block, what: string): void => void remarks.push({ place: block.place, what });
  const add = (block: Block, id: string, words: string): void => {
    let free = id.slice(0, 56);
    for (let again = 2; ids.has(free); again += 1) free = `${id.slice(0, 52)} #${again}`;
    if (free !== id) remark(block, `\`${id}\` is printed twice; this one is called \`${free}\`.`);
    if (words === '') remark(block, `\`${free}\` has no words of its own.`);
    ids.add(free);
    lines.push({ id: free, words: words === '' ? free : words });
    [last, unnumbered] = [free, ''];
  };
  const above = (): string => (top === '' ? section : top);
  const wholeAbove = (): string => `${above()}${levels.map(({ written }) => written).join('')}`;
  const startSection = (id: string, heading: string): void => {
    lines.push({ heading });
    [section, top, last, counted, levels, lastLevels] = [id, '', '', 0, [], ''];
    [definitions, items, lastBare] = ['', 0, 0];
  };
  const startClause = (block: Block, id: string, words: string): void => {
    [top, levels, counted, definitions, items] = [id, [], 0, '', 0];
    add(block, id, words);
  };
  const addUnnumbered = (block: Block): void => {
    const word = block.is?.kind === 'term' ? block.is.term : definedWord(block.text);
    if (word !== undefined) {
      definitions = definitions === '' ? above() : definitions;
      levels = [];
      const base = top;
      add(block, definitions === '0' ? word : `${definitions} ${word}`, block.text);
      top = base === '' ? '' : last;
      return;
    }
    if (last === '' || counted > 0) {
      counted += 1;
      levels = [];
      add(block, `${section}.${counted}`, block.text);
      [top, items, definitions, unnumbered] = [last, 0, '', last];
      return;
    }
    const [printed = '', mark] = last.split(' ¶');
    const id = `${printed} ¶${mark === undefined ? '2' : String(Number(mark) + 1)}`;
    remark(block, `No number is printed: it may belong to \`${printed}\`, and is called \`${id}\`.`);
    add(block, id, block.text);
    unnumbered = id;
  };
  const addPlaced = (block: Block, { levels: placed, remark: what }: Placed, words: string): void => {
    if (what !== undefined) remark(block, what);
    levels = placed;
    items = 0;
    add(block, `${above()}${placed.map(({ written }) => written).join('')}`, words);
  };
  /** A list that begins below a paragraph without a number stands below the last number that is printed, where it is the only one there. */
  const startList = (block: Block, id: string): void => {
    const paragraph = unnumbered;
    levels = [];
    if (paragraph !== last || paragraph.includes(' ¶'))
      remark(
        block,
        `\`(${id})\` stands below a paragraph without a number, \`${paragraph}\`, and is called \`${above()}(${id})\`.`,
      );
    else if (section === '0') return;
    else if (!ids.has(`${section}(${id})`)) top = section;
    else
      remark(
        block,
        `\`${section}(${id})\` is printed before: this one, below a paragraph without a number, is called \`${paragraph}(${id})\`.`,
      );
  };
  const addPart = (block: Block, { id, words }: PrintedNumber): void => {
    const begins = countsOf(id).some(({ value }) => value === 1);
    if (unnumbered !== '' && begins && block.is?.kind !== 'counted') startList(block, id);
    const placed =
      block.is?.kind === 'counted' ? placeCounted(levels, id, block.is.depth) : placePart(levels, id);
    if (placed === undefined) addUnnumbered(block);
    else addPlaced(block, placed, words);
  };
  const addLevels = (block: Block, { id, words }: PrintedNumber): void => {
    if (lastLevels !== '' && !follows(lastLevels, id) && block.is?.kind !== 'counted')
      remark(
        block,
        `\`${id}\` follows \`${lastLevels}\`: what stands between is missing, or it is no number of a clause.`,
      );
    lastLevels = id;
    startClause(block, annex === '' ? id : `${annex}, ${id}`, words);
  };
  /** `1.` as the number of a section, or of a clause that has no other. */
  const addTop = (block: Block, { id, words }: PrintedNumber, next: PrintedNumber | undefined): void => {
    lastSingle = Number(id);
    if (block.is?.kind === 'counted') singlesOf = block.is.list;
    const whole = scope === '' ? id : `${scope}, ${id}`;
    const isFollowed = next?.kind === 'single' && Number(next.id) === lastSingle + 1;
    if (block.isHeading || (isShort(words) && !isFollowed && !wasShort))
      startSection(whole, `${id}. ${words}`);
    else {
      [section, lastLevels, wasShort] = [whole, '', isShort(words)];
      startClause(block, whole, words);
    }
  };
  const addSingle = (block: Block, number: PrintedNumber, next: PrintedNumber | undefined): void => {
    if (block.is?.kind === 'counted') {
      const { list, depth } = block.is;
      const isNext = Number(number.id) === lastSingle + 1;
      const isOfTop = list === singlesOf || (isNext && lastSingle > 0 && levels.length === 0);
      // Below a section whose number is printed, the items of a list are its parts.
      const isFirst = singlesOf === '' && top === '' && lastSingle === 0;
      if (block.isHeading || (depth === 0 && (isOfTop || isFirst))) addTop(block, number, next);
      else addPlaced(block, placeCounted(levels, number.id, depth), number.words);
      return;
    }
    const hasClauses = last !== '';
    const { as, remark: what } = readSingle(block, number, {
      lastSingle,
      levels,
      above: above(),
      hasClauses,
    });
    if (what !== undefined) remark(block, what);
    if (as === 'top') addTop(block, number, next);
    else if (as === 'part') addPart(block, number);
    else addUnnumbered(block);
  };
  const startScope = (id: string): void => {
    [scope, lastSingle, singlesOf, wasShort] = [id, 0, '', false];
  };
  const addNamed = (block: Block, { kind, id, words }: PrintedNumber): void => {
    const isSentence = !block.isHeading && block.is?.kind !== 'counted' && /^[\p{Ll}(]/u.test(words);
    if (isSentence) {
      remark(block, `\`${id}\` is taken for words with which a sentence begins, not for its number.`);
      addUnnumbered(block);
      return;
    }
    const base = baseOf.exec(id)?.[1] ?? id;
    if (base === id) {
      if (kind === 'annex') [annex, schedule, lastLevels] = [id, id, ''];
      startScope(id);
      if (block.isHeading || isShort(words)) {
        startSection(id, block.text);
        return;
      }
    } else if (base !== scope) startScope(base);
    [section, lastBare] = [base, 0];
    startClause(block, id, words);
    // What goes on with it, as `al. 2` after `Art. 4 al. 1`, is counted beside it.
    if (base === id) return;
    top = base;
    for (const [part] of id.slice(base.length).matchAll(/[\p{L}.]+ ?[\da-z]+/gu))
      levels = placeBelow(levels, part).levels;
  };
  const addHeading = (block: Block, id: string): void => {
    if (beginsAgain && annex === '') startScope(id);
    startSection(annex === '' || block.is !== undefined ? id : annex, block.text);
  };
  /** `Part II` heads what stands below it, and stands before its numbers where these begin again. */
  const addDivision = (block: Block, { id, words }: PrintedNumber): void => {
    if (!block.isHeading && (!isShort(words) || /^\p{Ll}/u.test(words))) {
      remark(block, `\`${id}\` is taken for words with which a sentence begins, not for its number.`);
      addUnnumbered(block);
      return;
    }
    const whole = schedule === '' ? id : `${schedule}, ${id}`;
    if (beginsAgain) {
      startScope(whole);
      annex = whole;
    }
    startSection(beginsAgain || schedule === '' ? whole : schedule, block.text);
  };
  const addBare = (block: Block, { id, words }: PrintedNumber): void => {
    if (scope === '' || Number(id) !== lastBare + 1) {
      addUnnumbered(block);
      return;
    }
    if (!isBareTold)
      remark(
        block,
        `\`${id}\` has no dot, and is taken for the number of a paragraph, as those that follow it are.`,
      );
    [isBareTold, lastBare] = [true, Number(id)];
    startClause(block, `${scope}, ${id}`, words);
  };
  const addRow = (block: Block, number: number): void => {
    if (table.number !== number) {
      const parent = wholeAbove();
      table = { number, rows: 0, above: parent, ofAbove: table.above === parent ? table.ofAbove + 1 : 1 };
    }
    table = { ...table, rows: table.rows + 1 };
    const before = [last, counted] as const;
    add(
      block,
      `${table.above}${table.ofAbove === 1 ? '' : `, table ${table.ofAbove}`}, row ${table.rows}`,
      block.text,
    );
    // Paragraphs below a table are counted on where nothing is printed.
    if (before[0] === '') counted = 0;
    else last = before[0];
  };

  for (const [at, block] of blocks.entries()) {
    const number = numbers[at];
    if (block.is?.kind === 'row') addRow(block, block.is.table);
    else if (block.is?.kind === 'footnote') {
      add(block, `Footnote ${block.is.number}`, block.text);
      remark(block, `\`Footnote ${block.is.number}\` belongs where \`[${block.is.number}]\` stands.`);
    } else if (block.is?.kind === 'item' && number === undefined && last !== '') {
      items += 1;
      add(block, `${wholeAbove()}, item ${items}`, block.text);
    } else if (number === undefined) {
      if (block.isHeading) addHeading(block, block.text.slice(0, 40).replaceAll(/[[\]]/g, ''));
      else addUnnumbered(block);
    } else if (number.kind === 'levels') addLevels(block, number);
    else if (number.kind === 'single') addSingle(block, number, numbers[at + 1]);
    else if (number.kind === 'name' || number.kind === 'annex') addNamed(block, number);
    else if (number.kind === 'division') addDivision(block, number);
    else if (number.kind === 'below') addPlaced(block, placeBelow(levels, number.id), number.words);
    else if (number.kind === 'bare') addBare(block, number);
    else if (number.kind === 'roman') {
      if (block.isHeading || isShort(number.words)) addHeading(block, number.id);
      else addUnnumbered(block);
    } else addPart(block, number);
  }
  return { lines, remarks };
};
