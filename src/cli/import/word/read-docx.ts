import JSZip from 'jszip';
import mammoth from 'mammoth';
import type { ReadDocument, Remark } from '../block.js';
import { readHtml } from '../read-html.js';
import { listsOf, makePlaceOf } from './list-levels.js';
import { makeNumbers } from './printed-numbers.js';
import { allIn, at, readXml, type XmlElement } from './xml-tree.js';

/**
 * Reads a document of Word by mammoth, after the numbers that Word would print before its paragraphs were written into it as words: mammoth
 * knows that a paragraph is in a list, and not what that prints. Throws where it is no such document.
 */
export const readDocx = async (bytes: Uint8Array): Promise<ReadDocument> => {
  const zip = await JSZip.loadAsync(bytes);
  const remarks = await writeNumbers(zip);
  const { value } = await mammoth.convertToHtml({ buffer: await zip.generateAsync({ type: 'nodebuffer' }) });
  return { blocks: readHtml(value, 'paragraph'), remarks };
};

const main = 'word/document.xml';
const numbering = 'word/numbering.xml';

const writeNumbers = async (zip: JSZip): Promise<readonly Remark[]> => {
  const text = async (name: string): Promise<string | undefined> =>
    (await zip.file(name)?.async('string'))?.replace(/^\ufeff/, '');
  const document = await text(main);
  if (document === undefined) return [];
  const tree = readXml(document);
  const remarks: Remark[] =
    allIn(tree, 'w:ins').length + allIn(tree, 'w:del').length === 0
      ? []
      : [
          {
            place: 'the document',
            what: 'It has changes that were not accepted: what was inserted is read, what was deleted is not.',
          },
        ];
  const listed = await text(numbering);
  if (listed === undefined) return remarks;
  const lists = listsOf(readXml(listed));
  const styles = await text('word/styles.xml');
  const placeOf = makePlaceOf(styles === undefined ? undefined : readXml(styles), lists);
  const numberOf = makeNumbers(lists);
  const parts: string[] = [];
  let from = 0;
  for (const paragraph of allIn(tree, 'w:p')) {
    const place = isDeleted(paragraph) ? undefined : placeOf(paragraph);
    if (place === undefined) continue;
    const number = numberOf(place);
    const to = at(paragraph, 'w:pPr')?.closed ?? paragraph.opened;
    const name = `${number === undefined ? 'item' : 'counted'}-${place.list}-${place.level}`;
    parts.push(document.slice(from, to), written(name, number));
    from = to;
  }
  zip.file(main, parts.join('') + document.slice(from));
  // What is written out is counted by nothing else.
  zip.file(
    numbering,
    '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>',
  );
  return remarks;
};

/** Whether a change that was not accepted takes the whole paragraph away. */
const isDeleted = (paragraph: XmlElement): boolean => at(paragraph, 'w:pPr', 'w:rPr', 'w:del') !== undefined;

/** A mark that HTML keeps, and the number. */
const written = (name: string, number: string | undefined): string =>
  `<w:bookmarkStart w:id="9000001" w:name="${name}"/><w:bookmarkEnd w:id="9000001"/>${
    number === undefined ? '' : `<w:r><w:t xml:space="preserve">${escaped(number)} </w:t></w:r>`
  }`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
