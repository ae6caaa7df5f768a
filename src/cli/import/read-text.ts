import { inOneLine, type Block } from './block.js';
import { printedNumber } from './printed-number.js';

/** Longer lines are whole paragraphs; a text in which all are shorter is wrapped. */
const wrappedLength = 110;

/** Reads plain text: a paragraph a line or, where lines are wrapped, what stands between blank lines or begins with a printed number. */
export const readText = (text: string): readonly Block[] => {
  const lines = text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .map((raw, index) => ({ text: inOneLine(raw), number: index + 1 }));
  const isWrapped = lines.every((line) => line.text.length <= wrappedLength);
  const blocks: { text: string; number: number }[] = [];
  let isOpen = false;
  for (const line of lines) {
    if (line.text === '') {
      isOpen = false;
      continue;
    }
    const last = blocks.at(-1);
    if (isWrapped && isOpen && last !== undefined && printedNumber(line.text) === undefined)
      last.text = `${last.text} ${line.text}`;
    else blocks.push({ ...line });
    isOpen = !isHeadingLine(line.text);
  }
  return blocks.map(({ text: words, number }) => ({
    text: words,
    isHeading: false,
    place: `line ${number}`,
  }));
};

/** A line with the number of a section and a few words, which ends like no sentence: what follows it is a paragraph of its own. */
const isHeadingLine = (line: string): boolean => {
  const number = printedNumber(line);
  return (
    (number?.kind === 'single' || number?.kind === 'name') &&
    line.length < wrappedLength / 2 &&
    !/[.;:,]$/.test(line)
  );
};

/** Reads Markdown: `#` before headings; marks of lists, emphasis and links are left out. */
export const readMarkdown = (text: string): readonly Block[] =>
  readText(text.replaceAll(/^(\s*)[-*+]\s+/gm, '$1')).map((block) => {
    const heading = /^#{1,6}\s+(.*?)\s*#*$/.exec(block.text)?.[1];
    const words = (heading ?? block.text)
      .replaceAll(/\[([^\]]+)\]\([^)]*\)/g, '$1')
      .replaceAll(/(\*\*|__)(.+?)\1/g, '$2')
      .replaceAll(/(?<![\w*])[*_](\S(?:.*?\S)?)[*_](?![\w*])/g, '$1')
      .replaceAll('\\', '');
    return { ...block, text: words, isHeading: heading !== undefined };
  });
