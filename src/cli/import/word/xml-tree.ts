import { SaxesParser } from 'saxes';

/** An element of XML, with where it stands. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** The place behind its first tag, and the one behind its last. */
  readonly opened: number;
  readonly closed: number;
}

/** Reads XML as a tree of its elements, without their text. Throws what the parser finds wrong. */
export const readXml = (xml: string): XmlElement => {
  const root: Open = { name: '', attributes: {}, children: [], opened: 0, closed: xml.length };
  const open = [root];
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name, attributes, children: [], opened: parser.position, closed: 0 };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => {
    const element = open.pop();
    if (element !== undefined) element.closed = parser.position;
  });
  parser.write(xml).close();
  return root;
};

interface Open extends XmlElement {
  readonly children: XmlElement[];
  closed: number;
}

/** The first element below one by a path of names. */
export const at = (element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined => {
  let found = element;
  for (const name of path) found = found?.children.find((child) => child.name === name);
  return found;
};

/** The `w:val` of the first element below one by a path of names. */
export const valueAt = (element: XmlElement | undefined, ...path: readonly string[]): string | undefined =>
  at(element, ...path)?.attributes['w:val'];

/** All elements of a name below one, at any depth, in their order. */
export const allIn = (element: XmlElement, name: string): readonly XmlElement[] =>
  element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...allIn(child, name)]);
