import { allIn, at, valueAt, type XmlElement } from './xml-tree.js';

/** How one level of a list is numbered. */
export interface ListLevel {
  readonly start: number;
  /** As Word calls it: `decimal`, `lowerLetter`, `bullet`, … */
  readonly format: string;
  /** `%1.%2` */
  readonly text: string;
  /** Whether numbers of levels above it are written in figures. */
  readonly isLegal: boolean;
  readonly style: string | undefined;
}

/** A list as paragraphs name it: its levels, by what they count together, and with which number it begins anew. */
export interface WordList {
  readonly counts: string;
  readonly levels: readonly ListLevel[];
  readonly starts: ReadonlyMap<number, number>;
}

/** Where in which list a paragraph stands. */
export interface ListPlace {
  readonly list: string;
  readonly level: number;
}

/** Reads word/numbering.xml: its lists by their ids. */
export const listsOf = (numbering: XmlElement): ReadonlyMap<string, WordList> => {
  const root = at(numbering, 'w:numbering');
  const abstracts = new Map(
    (root?.children ?? [])
      .filter(({ name }) => name === 'w:abstractNum')
      .map((element) => [element.attributes['w:abstractNumId'] ?? '', element]),
  );
  const byStyle = new Map(
    [...abstracts].map(([id, element]) => [valueAt(element, 'w:styleLink') ?? `#${id}`, id]),
  );
  const lists = (root?.children ?? []).filter(({ name }) => name === 'w:num');
  return new Map(
    lists.map((list) => {
      const named = valueAt(list, 'w:abstractNumId') ?? '';
      const counts = byStyle.get(valueAt(abstracts.get(named), 'w:numStyleLink') ?? '') ?? named;
      const overrides = list.children.filter(({ name }) => name === 'w:lvlOverride');
      const levels = levelsIn(abstracts.get(counts));
      for (const each of overrides)
        for (const level of levelsIn(each)) levels[Number(each.attributes['w:ilvl'])] = level;
      const starts = overrides.flatMap((each): readonly [number, number][] => {
        const start = valueAt(each, 'w:startOverride');
        return start === undefined ? [] : [[Number(each.attributes['w:ilvl']), Number(start)]];
      });
      return [list.attributes['w:numId'] ?? '', { counts, levels, starts: new Map(starts) }];
    }),
  );
};

const levelsIn = (element: XmlElement | undefined): ListLevel[] =>
  (element?.children ?? [])
    .filter(({ name }) => name === 'w:lvl')
    .map((level) => ({
      start: Number(valueAt(level, 'w:start') ?? 1),
      format: valueAt(level, 'w:numFmt') ?? 'decimal',
      text: valueAt(level, 'w:lvlText') ?? '',
      isLegal: at(level, 'w:isLgl') !== undefined,
      style: valueAt(level, 'w:pStyle'),
    }));

/** Makes what says in which list a paragraph stands: by itself, or by its style and those that this one is based on. */
export const makePlaceOf = (
  styles: XmlElement | undefined,
  lists: ReadonlyMap<string, WordList>,
): ((paragraph: XmlElement) => ListPlace | undefined) => {
  const byId = new Map(
    (styles === undefined ? [] : allIn(styles, 'w:style')).map((style) => [
      style.attributes['w:styleId'],
      style,
    ]),
  );
  const ofStyle = (id: string | undefined, left = 20): ListPlace | undefined => {
    const style = byId.get(id);
    if (style === undefined || left === 0) return undefined;
    const based = (): ListPlace | undefined => ofStyle(valueAt(style, 'w:basedOn'), left - 1);
    const numbered = at(style, 'w:pPr', 'w:numPr');
    if (numbered === undefined) return based();
    const list = valueAt(numbered, 'w:numId') ?? based()?.list;
    if (list === undefined) return undefined;
    const said = valueAt(numbered, 'w:ilvl');
    const linked = lists.get(list)?.levels.findIndex((level) => level.style === id) ?? -1;
    return { list, level: said === undefined ? Math.max(0, linked) : Number(said) };
  };
  return (paragraph) => {
    const numbered = at(paragraph, 'w:pPr', 'w:numPr');
    const byStyle = ofStyle(valueAt(paragraph, 'w:pPr', 'w:pStyle'));
    const list = valueAt(numbered, 'w:numId') ?? byStyle?.list;
    // 0 takes a paragraph out of the list of its style.
    if (list === undefined || list === '0' || !lists.has(list)) return undefined;
    const said = valueAt(numbered, 'w:ilvl');
    return { list, level: said === undefined ? (byStyle?.level ?? 0) : Number(said) };
  };
};
