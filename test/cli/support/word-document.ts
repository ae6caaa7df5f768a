import { storedZip } from './stored-zip.js';

const space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const types = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

/** What a paragraph is besides its words: its style, the list and level that it is in, the footnote at its end. */
export interface WordParagraph {
  readonly style?: string;
  readonly list?: readonly [number, number];
  readonly footnote?: number;
}

const run = (words: string): string => `<w:r><w:t xml:space="preserve">${words}</w:t></w:r>`;

/** A paragraph; its words may be runs of WordprocessingML. */
export const paragraph = (words: string, { style, list, footnote }: WordParagraph = {}): string =>
  `<w:p><w:pPr>${style === undefined ? '' : `<w:pStyle w:val="${style}"/>`}${
    list === undefined ? '' : `<w:numPr><w:ilvl w:val="${list[1]}"/><w:numId w:val="${list[0]}"/></w:numPr>`
  }</w:pPr>${words.startsWith('<') ? words : run(words)}${
    footnote === undefined ? '' : `<w:r><w:footnoteReference w:id="${footnote}"/></w:r>`
  }</w:p>`;

/** A table, by rows of cells. */
export const wordTable = (...rows: readonly (readonly string[])[]): string =>
  `<w:tbl><w:tblPr/><w:tblGrid/>${rows
    .map(
      (cells) => `<w:tr>${cells.map((cell) => `<w:tc><w:tcPr/>${paragraph(cell)}</w:tc>`).join('')}</w:tr>`,
    )
    .join('')}</w:tbl>`;

/** A level of a list: how it counts, what it prints, the style that it belongs to. */
export type WordLevel = readonly [format: string, text: string, style?: string];

/** A document of Word: its lists count as its levels say, a list that names another one begins again; `styles` are numbered by list and level. */
export const wordDocument = (
  body: readonly string[],
  lists: readonly (readonly WordLevel[] | { readonly again: number })[] = [],
  styles: Readonly<Record<string, readonly [name: string, list?: number, level?: number]>> = {},
  footnotes: readonly string[] = [],
): Buffer => {
  const abstracts = lists.map((levels, at) =>
    'again' in levels
      ? ''
      : `<w:abstractNum w:abstractNumId="${at}">${levels
          .map(
            ([format, text, style], level) =>
              `<w:lvl w:ilvl="${level}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${
                style === undefined ? '' : `<w:pStyle w:val="${style}"/>`
              }<w:lvlText w:val="${text}"/></w:lvl>`,
          )
          .join('')}</w:abstractNum>`,
  );
  const numbers = lists.map((levels, at) =>
    'again' in levels
      ? `<w:num w:numId="${at + 1}"><w:abstractNumId w:val="${levels.again - 1}"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>`
      : `<w:num w:numId="${at + 1}"><w:abstractNumId w:val="${at}"/></w:num>`,
  );
  const parts = ['styles', 'numbering', 'footnotes'];
  return storedZip({
    '[Content_Types].xml': `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${types}.document.main+xml"/>${parts.map((part) => `<Override PartName="/word/${part}.xml" ContentType="${types}.${part}+xml"/>`).join('')}</Types>`,
    '_rels/.rels': `<Relationships xmlns="${packages}/relationships"><Relationship Id="r1" Type="${office}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/_rels/document.xml.rels': `<Relationships xmlns="${packages}/relationships">${parts.map((part) => `<Relationship Id="${part}" Type="${office}/${part}" Target="${part}.xml"/>`).join('')}</Relationships>`,
    'word/document.xml': `<w:document ${space}><w:body>${body.join('')}</w:body></w:document>`,
    'word/numbering.xml': `<w:numbering ${space}>${abstracts.join('')}${numbers.join('')}</w:numbering>`,
    'word/styles.xml': `<w:styles ${space}>${Object.entries(styles)
      .map(
        ([id, [name, list, level]]) =>
          `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:pPr>${
            list === undefined
              ? ''
              : `<w:numPr>${level === undefined ? '' : `<w:ilvl w:val="${level}"/>`}<w:numId w:val="${list}"/></w:numPr>`
          }</w:pPr></w:style>`,
      )
      .join('')}</w:styles>`,
    'word/footnotes.xml': `<w:footnotes ${space}>${footnotes.map((words, at) => `<w:footnote w:id="${at + 1}"><w:p>${run(words)}</w:p></w:footnote>`).join('')}</w:footnotes>`,
  });
};
