import { parse, type DefaultTreeAdapterTypes } from 'parse5';
import { inOneLine, placeWith, type Block, type Structure } from './block.js';
import { attribute, makeMarkers, type Marking } from './list-markers.js';
import { printedNumber } from './printed-number.js';
import { raised } from './raised.js';
import { makeRowCells } from './row-cells.js';

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

/**
 * Reads HTML: headings, paragraphs, list items with the numbers that a browser prints, tables by row, terms together with what they mean.
 * @param placeOf how a place is told: by the line of the page, or by the paragraph where the HTML was made of another document
 */
export const readHtml = (html: string, placeOf: 'line' | 'paragraph'): readonly Block[] => {
  const found: Block[] = [];
  const markersOf = makeMarkers();
  let [words, line, tables, mark] = ['', 1, 0, ''];
  let is: Structure | undefined;
  let cellsOf = makeRowCells();
  let term = '';
  const push = (written: string, isHeading = false): void => {
    const text = is?.kind === 'footnote' ? written.replace(/ ?↑$/, '') : written;
    const place = placeOf === 'line' ? `line ${line}` : placeWith(`paragraph ${found.length + 1}`, text);
    if (text !== '') found.push({ text, isHeading, place, ...(is === undefined ? {} : { is }) });
  };
  const end = (isHeading = false, isWhole = false): void => {
    // The mark of an item belongs to its first words, whatever element they stand in; an item without any has its mark alone.
    if (inOneLine(words) === '' && !(isWhole && mark !== '')) return;
    for (const text of brokenLines(`${mark} ${words}`)) {
      push(text, isHeading);
      is = undefined;
    }
    [words, mark] = ['', ''];
  };
  const row = (element: Element): void => {
    const cells = cellsOf(element.childNodes.filter(isElement), (cell) => inOneLine(textOf(cell)));
    const [first = '', second = ''] = cells;
    if (cells.every((cell) => cell === '')) return;
    // A number in a cell of its own before its words is how some contracts are set.
    const isNumber = cells.length === 2 && second !== '' && printedNumber(first)?.words === '';
    is = isNumber ? undefined : { kind: 'row', table: tables };
    push(isNumber ? `${first} ${second}` : inOneLine(cells.join(' | ')).replace(/(?: \|)+$/, ''));
    is = undefined;
  };
  const visit = (node: Node, marking: Marking | undefined, depth: number): void => {
    if ('value' in node) words += node.value;
    if (!isElement(node) || isLeftOut(node)) return;
    const { tagName, childNodes } = node;
    const raisedWords = tagName === 'sup' ? raised(textOf(node), words) : undefined;
    if (raisedWords !== undefined) {
      words += raisedWords;
      return;
    }
    const isHeading = /^h[1-6]$/.test(tagName);
    const isBlock = isHeading || blocks.has(tagName);
    if (isBlock) {
      end();
      line = node.sourceCodeLocation?.startLine ?? line;
    }
    if (tagName === 'table') {
      tables += 1;
      cellsOf = makeRowCells();
    }
    if (tagName === 'tr') {
      row(node);
      return;
    }
    const footnote = tagName === 'li' && /^(?:foot|end)note-/.test(attribute(node, 'id') ?? '');
    if (tagName === 'br') words += '\n';
    if (tagName === 'li' && marking !== undefined) {
      const marker = marking(node);
      is = footnote ? { kind: 'footnote', number: Number.parseInt(marker.text, 10) } : marker.is;
      mark = footnote ? '' : marker.text;
    }
    is = countedByWord(node) ?? is;
    const isList = tagName === 'ol' || tagName === 'ul';
    const inside = isList ? markersOf(node, depth) : marking;
    for (const child of childNodes) visit(child, inside, isList ? depth + 1 : depth);
    if (tagName === 'dt') {
      term = inOneLine(words);
      words += ' ';
    } else if (tagName === 'dd') {
      // What a list of terms says of one is called by it, unless it has a number.
      if (mark === '' && term !== '' && printedNumber(term) === undefined)
        is = { kind: 'term', term: wordOf(term) };
      term = '';
      end();
    } else if (isBlock) end(isHeading, tagName === 'li');
  };
  for (const node of parse(html, { sourceCodeLocationInfo: placeOf === 'line' }).childNodes)
    visit(node, undefined, 0);
  end();
  return found;
};

/** Elements that hold nothing of a text, or nothing that a page shows. */
const ignored: ReadonlySet<string> = new Set(
  'script style title template noscript nav aside svg button select option del'.split(' '),
);
/** A header or footer in one of these is of the text; any other is of the page. */
const parts: ReadonlySet<string> = new Set(['main', 'article', 'section']);

/** Whether an element is no part of the text: it is not shown, or leads through the site, as the head and the foot of a page do. */
const isLeftOut = (element: Element): boolean => {
  const { tagName } = element;
  if (ignored.has(tagName) || attribute(element, 'hidden') !== undefined) return true;
  if (/(?:^|;)\s*display\s*:\s*none/i.test(attribute(element, 'style') ?? '')) return true;
  if (tagName !== 'header' && tagName !== 'footer') return false;
  for (
    let { parentNode } = element;
    parentNode !== null && 'tagName' in parentNode;
    { parentNode } = parentNode
  )
    if (parts.has(parentNode.tagName)) return false;
  return true;
};

const blocks: ReadonlySet<string> = new Set(
  'p div li ol ul table caption tr section article header footer main blockquote pre dl dt figure hr'.split(
    ' ',
  ),
);

/** A term without the quotes and the colon around it, as it may stand in an id. */
const wordOf = (term: string): string =>
  term
    .replaceAll(/[[\]“”"„«»‚]|:$/g, '')
    .trim()
    .slice(0, 40)
    .trim();

const isElement = (node: Node): node is Element => 'tagName' in node;

/** The words of a node, with what stands before them in its cell. */
const textOf = (node: Node, before = ''): string => {
  if ('value' in node) return node.value;
  if (!isElement(node) || isLeftOut(node)) return '';
  const words = node.childNodes.reduce((sofar, child) => sofar + textOf(child, before + sofar), '');
  return `${(node.tagName === 'sup' ? raised(words, before) : undefined) ?? words}${blocks.has(node.tagName) || node.tagName === 'br' ? ' ' : ''}`;
};

/** What the numbers of a Word document were marked with: `counted-3-0`, or `item-3-0` for one that prints none. */
const countedByWord = (element: Element): Structure | undefined => {
  const [, kind, list = '', depth = ''] =
    /^(counted|item)-(\d+)-(\d)$/.exec(element.tagName === 'a' ? (attribute(element, 'id') ?? '') : '') ?? [];
  if (kind === undefined) return undefined;
  return kind === 'item' ? { kind } : { kind: 'counted', list, depth: Number(depth) };
};

/** Lines that were broken by hand: each is a paragraph where it begins with a number. */
const brokenLines = (words: string): readonly string[] => {
  const texts: string[] = [];
  for (const broken of words.split('\n').map(inOneLine)) {
    const kind = printedNumber(broken)?.kind;
    const last = texts.at(-1);
    if (last === undefined || (kind !== undefined && kind !== 'bare')) texts.push(broken);
    else texts[texts.length - 1] = inOneLine(`${last} ${broken}`);
  }
  return texts;
};
