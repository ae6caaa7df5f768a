import { placeName } from '../../../audit/store/sql/record/place.js';
import type { ChainExtent } from '../../../audit/store/lines.js';
import type { LineBatch } from '../../../audit/verify/line-batches.js';
import type { PlainLines, RowsOf } from '../../columns/cut-lines.js';

/** Records of one decision under one release in one chain. */
export interface LogPart extends Omit<RowsOf, 'day'> {
  readonly chain: ChainExtent;
  readonly lines: readonly PlainLines[];
  readonly rows: number;
}

/** Lines as the evaluator takes them. */
export const batchOf = (
  chain: string,
  lines: readonly { readonly sequence: number; readonly text: string }[],
): LineBatch => ({
  lines: lines.map(({ text }) => text),
  at: lines.map(({ sequence }) => placeName(chain, sequence)),
  indexed: [],
});

/** Gathers lines of the same kind to parts. */
export interface PartGatherer {
  /** Takes lines; gives a part that is full, or the largest where there are many small ones. */
  readonly add: (chain: ChainExtent, lines: PlainLines) => readonly LogPart[];
  /** Gives what is left. */
  readonly rest: () => readonly LogPart[];
}

/** Makes what gathers parts of at least so many rows. */
export const makePartGatherer = (rowsOfPart: number): PartGatherer => {
  const gathered = new Map<
    string,
    Omit<LogPart, 'rows' | 'lines'> & { rows: number; readonly lines: PlainLines[] }
  >();
  let rows = 0;
  return {
    add: (chain, lines) => {
      const { decision, release } = lines;
      const key = `${chain.number} ${release} ${decision}`;
      const part = gathered.get(key) ?? { chain, decision, release, rows: 0, lines: [] };
      gathered.set(key, part);
      part.lines.push(lines);
      part.rows += lines.rows;
      rows += lines.rows;
      const full =
        part.rows >= rowsOfPart
          ? [key]
          : rows >= 2 * rowsOfPart
            ? [...gathered]
                .toSorted(([, one], [, other]) => other.rows - one.rows)
                .map(([name]) => name)
                .slice(0, 1)
            : [];
      return full.flatMap((name): readonly LogPart[] => {
        const one = gathered.get(name);
        gathered.delete(name);
        rows -= one?.rows ?? 0;
        return one === undefined ? [] : [one];
      });
    },
    rest: () => {
      const left = [...gathered.values()];
      gathered.clear();
      rows = 0;
      return left;
    },
  };
};

/** Finds the lines that stand at places of their chain; `null` for all. */
export const linesAt = (
  lines: readonly PlainLines[],
  wanted: ReadonlySet<number> | null,
): readonly { readonly sequence: number; readonly text: string }[] => {
  if (wanted?.size === 0) return [];
  const found: { readonly sequence: number; readonly text: string }[] = [];
  for (const { pieces } of lines) {
    // A line that is cut is several pieces.
    const bytes = Buffer.concat(pieces);
    for (let start = 0; start < bytes.length;) {
      const feed = bytes.indexOf(lineFeed, start);
      const end = feed === -1 ? bytes.length : feed;
      const sequence = sequenceOf(bytes, end);
      if (wanted?.has(sequence) !== false) found.push({ sequence, text: bytes.toString('utf8', start, end) });
      start = end + 1;
    }
  }
  return found;
};

const lineFeed = 10;
const sequenceName = ',"sequence":';

/** The last member of a record's body; behind it stand the hash and nothing that could be taken for it. */
const sequenceOf = (bytes: Buffer, end: number): number => {
  const at = bytes.lastIndexOf(sequenceName, end) + sequenceName.length;
  return Number(bytes.toString('latin1', at, bytes.indexOf('}', at)));
};
