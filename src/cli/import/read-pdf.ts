import { inOneLine, placeWith, type Block, type ReadDocument, type Remark } from './block.js';
import { beginning } from './read-text.js';

/** A line as it stands on a page. */
interface Line {
  readonly text: string;
  readonly page: number;
  /** From the bottom of the page, and the height of its letters, in points. */
  readonly y: number;
  readonly height: number;
}

/** A PDF without any text: pictures of pages. */
export class NoTextError extends Error {
  override readonly name = 'NoTextError';
}

/**
 * Reads the text of a PDF: a paragraph ends where the next line stands lower than the lines of one do, is larger, or begins with a printed number.
 * What stands at the head or foot of every page is left out, and told. Throws `NoTextError`, and what the library throws of a file that is no PDF.
 */
export const readPdf = async (bytes: Uint8Array): Promise<ReadDocument> => {
  const { lines, remarks } = withoutFurniture(await linesOf(bytes));
  if (lines.length === 0) throw new NoTextError();
  const usual = median(lines.map(({ height }) => height));
  const gap = median(lines.flatMap((line, at) => distance(lines[at - 1], line) ?? []));
  const blocks: (Block & { readonly last: Line })[] = [];
  for (const line of lines) {
    const before = blocks.at(-1);
    const far = before === undefined ? Infinity : (distance(before.last, line) ?? 0);
    const isLarge = line.height > usual * 1.15;
    const starts =
      before === undefined ||
      far > gap * 1.35 ||
      before.isHeading !== isLarge ||
      beginning(line.text) !== undefined;
    if (starts) {
      const place = placeWith(`page ${line.page}`, line.text);
      blocks.push({ text: line.text, isHeading: isLarge, place, last: line });
      continue;
    }
    const isHyphenated = /\p{Ll}-$/u.test(before.text) && /^\p{Ll}/u.test(line.text);
    const isCut = isHyphenated && !isOfTwoWords(before.text, line.text, lines);
    if (isCut)
      remarks.push({
        place: `page ${line.page}`,
        what: `\`${before.text.split(' ').at(-1) ?? ''}\` at the end of a line was joined with \`${line.text.split(' ')[0] ?? ''}\`.`,
      });
    const text = isCut
      ? before.text.slice(0, -1) + line.text
      : `${before.text}${isHyphenated ? '' : ' '}${line.text}`;
    blocks.splice(-1, 1, { ...before, text, last: line });
  }
  return { blocks: blocks.map(({ text, isHeading, place }) => ({ text, isHeading, place })), remarks };
};

const linesOf = async (bytes: Uint8Array): Promise<readonly Line[]> => {
  const { extractTextItems } = await import('unpdf');
  const { items: pages } = await extractTextItems(new Uint8Array(bytes));
  const lines: Line[] = [];
  for (const [at, items] of pages.entries()) {
    let text = '';
    let [y, height] = [0, 0];
    const end = (): void => {
      const words = inOneLine(text);
      if (words !== '') lines.push({ text: words, page: at + 1, y, height });
      [text, height] = ['', 0];
    };
    for (const item of items) {
      if (text !== '' && Math.abs(item.y - y) > Math.max(height, item.height) / 2) end();
      if (text === '') y = item.y;
      text += item.str;
      height = Math.max(height, item.height);
      if (item.hasEOL) end();
    }
    end();
  }
  return lines;
};

/** Whether a hyphen at the end of a line is one of the word: of a number (`sixty-five`), or where the word has it elsewhere. */
const isOfTwoWords = (above: string, below: string, lines: readonly Line[]): boolean => {
  const [first = '', second = ''] = [above.split(' ').at(-1), /^[\p{L}\p{M}-]+/u.exec(below)?.[0]];
  const word = `${first}${second}`.toLowerCase();
  return (
    /^(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|(?:quatre-)?vingt|trente|quarante|cinquante|soixante)-/.test(
      word,
    ) || lines.some(({ text }) => ` ${text.toLowerCase()} `.includes(word))
  );
};

/**
 * Leaves out heads, feet and the numbers of pages: what stands at one height on most pages, of two on both, and is the same there but for numbers; and
 * where a page begins or ends with its number.
 */
const withoutFurniture = (lines: readonly Line[]): { lines: readonly Line[]; remarks: Remark[] } => {
  const pages = new Set(lines.map(({ page }) => page)).size;
  const keyOf = ({ text, y }: Line): string => `${Math.round(y)} ${text.replaceAll(/\d+/g, '#')}`;
  const counts = new Map<string, Set<number>>();
  for (const line of lines) counts.set(keyOf(line), (counts.get(keyOf(line)) ?? new Set()).add(line.page));
  const ends = new Map<number, readonly [top: number, foot: number]>();
  for (const { page, y } of lines) {
    const [top, foot] = ends.get(page) ?? [y, y];
    ends.set(page, [Math.max(top, y), Math.min(foot, y)]);
  }
  const isAtEnd = ({ page, y }: Line): boolean => ends.get(page)?.includes(y) ?? false;
  const isFurniture = (line: Line): boolean => {
    const times = counts.get(keyOf(line))?.size ?? 0;
    if (pages >= 3 && times >= Math.max(3, pages * 0.6)) return true;
    return isAtEnd(line) && ((pages === 2 && times === 2) || pageNumber.test(line.text));
  };
  const left = new Map(lines.filter(isFurniture).map((line) => [keyOf(line), line]));
  return {
    lines: lines.filter((line) => !isFurniture(line)),
    remarks: [...left.values()].map(({ text, page }) => ({
      place: `page ${page}`,
      what: `\`${text}\` stands ${pages > 1 ? 'on most pages' : 'at the end of the page'}, and was left out.`,
    })),
  };
};

/** The number of a page at the end of a line: `Page 2 of 3`, `Seite 2`, `2 / 3`, `– 2 –`. */
const pageNumber =
  /(?:^|[^\p{L}\p{N}])(?:page|seite|blatt|página|pagina|p\.) ?\d+(?: ?(?:of|von|sur|de|di|\/) ?\d+)?$|^\d+ ?\/ ?\d+$|^[-–—] ?\d+ ?[-–—]$/iu;

/** How far below a line another one of the same page stands. */
const distance = (above: Line | undefined, { y, page }: Line): number | undefined =>
  above?.page === page && above.y > y ? above.y - y : undefined;

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
