import type { DefaultTreeAdapterTypes } from 'parse5';
import { itemLetters } from '../../contract/parse-contract.js';
import type { Structure } from './block.js';

type Element = DefaultTreeAdapterTypes.Element;

/** What is printed before an item of a list, and what the list says of it. */
export interface Marker {
  readonly text: string;
  readonly is: Structure;
}

/** The marks of a list's items, in the order in which they are asked for. */
export type Marking = (item: Element) => Marker;

/** The value of an attribute. */
export const attribute = ({ attrs }: Element, name: string): string | undefined =>
  attrs.find((each) => each.name === name)?.value;

/** A whole number that an attribute has; one of another form counts as left out, as in a browser. */
const numberIn = (element: Element, name: string): number | undefined => {
  const [, written] = /^\s*([+-]?\d{1,9})/.exec(attribute(element, name) ?? '') ?? [];
  return written === undefined ? undefined : Number(written);
};

const styles: Readonly<Record<string, string>> = {
  'lower-alpha': 'a',
  'lower-latin': 'a',
  'upper-alpha': 'A',
  'upper-latin': 'A',
  'lower-roman': 'i',
  'upper-roman': 'I',
};

/** Makes the marks of one document: `1.`, in a list of numbers `1.2`, by letters `(b)`, in Roman figures `(ii)`; nothing in a list without numbers. */
export const makeMarkers = (): ((list: Element, depth: number) => Marking) => {
  let lists = 0;
  const printed = new WeakMap<Element, string>();
  return (list, depth) => {
    if (list.tagName === 'ul') return () => ({ text: '', is: { kind: 'item' } });
    lists += 1;
    const name = `list ${lists}`;
    const style = /list-style(?:-type)?:\s*([a-z-]+)/.exec(attribute(list, 'style') ?? '')?.[1] ?? '';
    const type = styles[style] ?? attribute(list, 'type') ?? '1';
    const isReversed = attribute(list, 'reversed') !== undefined;
    const step = isReversed ? -1 : 1;
    const first = isReversed ? list.childNodes.filter(({ nodeName }) => nodeName === 'li').length : 1;
    let place = (numberIn(list, 'start') ?? first) - step;
    const parent = list.parentNode;
    const item = parent !== null && 'tagName' in parent && parent.tagName === 'li' ? parent : undefined;
    const outer = item === undefined ? '' : (printed.get(item) ?? '');
    const above = type === '1' && /^\d/.test(outer) ? outer.replace(/\.$/, '') : '';
    return (each) => {
      place = numberIn(each, 'value') ?? place + step;
      const text = written(type, place, above);
      printed.set(each, text);
      return { text, is: { kind: 'counted', list: name, depth } };
    };
  };
};

const written = (type: string, place: number, above: string): string => {
  if (type === 'a') return `(${itemLetters(place)})`;
  if (type === 'A') return `(${itemLetters(place).toUpperCase()})`;
  if (type === 'i') return `(${romanOf(place)})`;
  if (type === 'I') return `(${romanOf(place).toUpperCase()})`;
  return above === '' ? `${place}.` : `${above}.${place}`;
};

/** A number in small Roman figures. */
export const romanOf = (place: number): string => {
  const figures = [
    ['c', 100],
    ['xc', 90],
    ['l', 50],
    ['xl', 40],
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
