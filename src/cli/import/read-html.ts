import { parse, type DefaultTreeAdapterTypes } from 'parse5';
import { itemLetters } from '../../contract/parse-contract.js';
import { inOneLine, type Block } from './block.js';

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

/** Reads HTML: headings, paragraphs, list items with the numbers that a browser prints, tables by row. */
export const readHtml = (html: string): readonly Block[] => {
  const found: { text: string; isHeading: boolean }[] = [];
  let words = '';
  const end = (isHeading = false): void => {
    const text = inOneLine(words);
    if (text !== '') found.push({ text, isHeading });
    words = '';
  };
  const visit = (node: Node, marker: (item: Element) => string): void => {
    if ('value' in node) words += node.value;
    if (!('tagName' in node) || ignored.has(node.tagName)) return;
    const { tagName, childNodes } = node;
    const isHeading = /^h[1-6]$/.test(tagName);
    const isBlock = isHeading || blocks.has(tagName);
    if (isBlock) end();
    if (tagName === 'br') words += ' ';
    if (tagName === 'li') words += `${marker(node)} `;
    const inside = tagName === 'ol' ? numbering(node) : tagName === 'ul' ? noMarker : marker;
    for (const child of childNodes) visit(child, inside);
    if (tagName === 'td' || tagName === 'th') words += ' | ';
    if (tagName === 'tr') words = words.replace(/[ |]+$/, '');
    if (isBlock) end(isHeading);
  };
  for (const node of parse(html).childNodes) visit(node, noMarker);
  end();
  return found.map((block, index) => ({ ...block, place: `paragraph ${index + 1}` }));
};

const ignored: ReadonlySet<string> = new Set(['script', 'style', 'title', 'template', 'nav']);
const blocks: ReadonlySet<string> = new Set(
  'p div li ol ul table tr section article header footer main blockquote pre dl dt dd figure hr'.split(' '),
);

const noMarker = (): string => '';

const attribute = ({ attrs }: Element, name: string): string | undefined =>
  attrs.find((each) => each.name === name)?.value;

/** The numbers of an ordered list: `1.`, in a list of numbers `1.2`, by letters `(b)`, in Roman figures `(ii)`. */
const numbering = (list: Element): ((item: Element) => string) => {
  const type = attribute(list, 'type') ?? '1';
  let place = Number(attribute(list, 'start') ?? 1) - 1;
  const parent = list.parentNode;
  const above =
    type === '1' && parent !== null && 'tagName' in parent && parent.tagName === 'li'
      ? markers.get(parent)
      : undefined;
  return (item) => {
    place = Number(attribute(item, 'value') ?? place + 1);
    const marker =
      type === 'a' || type === 'A'
        ? `(${itemLetters(place)})`
        : type === 'i' || type === 'I'
          ? `(${romanOf(place)})`
          : above === undefined
            ? `${place}.`
            : `${above.replace(/\.$/, '')}.${place}`;
    markers.set(item, marker);
    return marker;
  };
};

const markers = new WeakMap<Element, string>();

const romanOf = (place: number): string => {
  const figures = [
    ['x', 10],
    ['ix', 9],
    ['v', 5],
    ['iv', 4],
    ['i', 1],
  ] as const;
  let [left, text] = [place, ''];
  for (const [figure, value] of figures) for (; left >= value; left -= value) text += figure;
  return text;
};
