import { inOneLine, type Block, type ReadDocument, type Remark, type Structure } from './block.js';
import { printedNumber, type PrintedNumber } from './printed-number.js';

/** Longer lines are whole paragraphs; a text in which all are shorter is wrapped. */
const wrappedLength = 110;

/**
 * Reads plain text: a paragraph a line or, where lines are wrapped, what stands between blank lines or begins with a printed number. A wrapped
 * line that only seems to begin with one, as in “by clause / 1.2”, goes on, and what could be either is told.
 */
export const readText = (text: string): ReadDocument => readLines(text, () => undefined);

/** A number with which a line begins a paragraph: no number alone, and none of a sentence such as `Section 2 applies`. */
export const beginning = (line: string): PrintedNumber | undefined => {
  const number = printedNumber(line);
  const isSentence =
    (number?.kind === 'name' || number?.kind === 'annex') && /^[\p{Ll}(]/u.test(number.words);
  return number?.kind === 'bare' || isSentence ? undefined : number;
};

/** @param structureOf what a line is for certain, and is then a paragraph of its own */
const readLines = (
  text: string,
  structureOf: (line: string) => Structure | 'heading' | undefined,
): ReadDocument => {
  const lines = text
    .replace(/^\ufeff/, '')
    .split(/\r\n?|\n/)
    .map((raw, index) => ({ text: inOneLine(raw), number: index + 1 }));
  const isWrapped = lines.every((line) => line.text.length <= wrappedLength);
  const widest = Math.max(...lines.map((line) => line.text.length));
  const blocks: { text: string; number: number; is?: Structure }[] = [];
  const remarks: Remark[] = [];
  let isOpen = false;
  let before = '';
  for (const line of lines) {
    if (line.text === '') {
      isOpen = false;
      continue;
    }
    const last = blocks.at(-1);
    const is = structureOf(line.text);
    if (is !== undefined) {
      blocks.push({ ...line, ...(is === 'heading' ? {} : { is }) });
      isOpen = is !== 'heading' && is.kind === 'item';
      before = line.text;
      continue;
    }
    const number = beginning(line.text);
    const follows = isWrapped && isOpen && last !== undefined;
    const isReferred = follows && number !== undefined && afterReference.test(before);
    const isFull = before.length > widest * 0.7 && !/[.;:!?)]$|[,;] (?:and|or|und|oder)$/.test(before);
    if (isReferred)
      remarks.push({
        place: `line ${line.number}`,
        what: `\`${number.id}\` is taken for words that go on from the line before, not for the number of a clause.`,
      });
    else if (follows && number !== undefined && isFull)
      remarks.push({
        place: `line ${line.number}`,
        what: `\`${number.id}\` is taken for the number of a clause; the line before does not end, and may go on.`,
      });
    if (follows && (number === undefined || isReferred)) last.text = `${last.text} ${line.text}`;
    else blocks.push({ ...line });
    isOpen = !isHeadingLine(line.text);
    before = line.text;
  }
  return {
    blocks: blocks.map(({ text: words, number, is }) => ({
      text: words,
      isHeading: false,
      place: `line ${number}`,
      ...(is === undefined ? {} : { is }),
    })),
    remarks,
  };
};

/** What a line ends with whose next one begins with the number that it refers to. */
const afterReference =
  /(?:^|[\s(])(?:(?:sub-?)?(?:clauses?|sections?)|articles?|art\.|schedules?|annex|appendix|exhibit|paragraphs?|§{1,2}|ziffern?|ziff\.|abschnitte?|artikeln?|absatz|abs\.|anlagen?|nr\.|no\.|(?:§|art\.|artikels?|articles?) ?\d+|alinéas?|al\.|lettres?|let\.|chiffres?|ch\.)$/i;

/** A line with the number of a section and a few words, which ends like no sentence: what follows it is a paragraph of its own. */
const isHeadingLine = (line: string): boolean => {
  const number = printedNumber(line);
  return (
    (number?.kind === 'single' || number?.kind === 'name') &&
    line.length < wrappedLength / 2 &&
    !/[.;:,]$/.test(line)
  );
};

/** Reads Markdown: `#` before headings, tables by row, items of lists; marks of emphasis and links are left out, and so is what stands between `---` at its beginning. */
export const readMarkdown = (text: string): ReadDocument => {
  const body = text
    .replace(/^\ufeff?---\r?\n[^]*?\n---\r?\n/, (matter) => matter.replaceAll(/[^\n]/g, ''))
    .replaceAll(/^([^\n|#>-][^\n]*)\n(?:={3,}|-{3,})[ \t]*$/gm, '# $1\n')
    .replaceAll(/^\|[\s|:-]*-[\s|:-]*\|[ \t]*$/gm, '|')
    .replaceAll(/^>[ \t]?/gm, '');
  let [table, before] = [1, ''];
  const { blocks, remarks } = readLines(body, (line) => {
    const isRow = /^\|.*\|$/.test(line);
    if (isRow && !before.startsWith('|')) table += 1;
    before = line;
    if (isRow) return { kind: 'row', table };
    if (/^#{1,6} /.test(line)) return 'heading';
    return /^[-*+] /.test(line) ? { kind: 'item' } : undefined;
  });
  return { blocks: blocks.filter(({ text: words }) => words !== '|').map(withoutMarks), remarks };
};

const withoutMarks = (block: Block): Block => {
  const heading = /^#{1,6}\s+(.*?)\s*#*$/.exec(block.text)?.[1];
  const words = (heading ?? block.text)
    .replace(/^[-*+] +/, '')
    .replaceAll(/\[([^\]]+)\]\([^)]*\)/g, '$1')
    .replaceAll(/(\*\*|__)(.+?)\1/g, '$2')
    .replaceAll(/(?<![\w*])[*_](\S(?:.*?\S)?)[*_](?![\w*])/g, '$1')
    .replaceAll('\\', '');
  const cells = block.is?.kind === 'row' ? words.slice(1, -1).split('|').map(inOneLine).join(' | ') : words;
  return { ...block, text: cells, isHeading: heading !== undefined };
};
