import type { JoinedLines } from '../../audit/store/lines.js';
import { sha256, type Digest } from '../../language/canonical.js';

/** What rows of one file have in common. */
export interface RowsOf {
  readonly decision: string;
  readonly release: Digest;
  /** In UTC, `2027-01-31`. */
  readonly day: string;
}

/** Lines of records of one decision under one release on one day, from which SQL takes the columns. */
export interface PlainLines extends RowsOf {
  readonly rows: number;
  /** Bytes of the longest line. */
  readonly longest: number;
  /** A JSON object a line, in UTF-8: the record without the values that are kept openly beside its body. */
  readonly pieces: readonly Uint8Array[];
}

/** Lines as they are read. */
export interface CutLines {
  readonly plain: readonly PlainLines[];
  /** Lines that are read one by one, and their sequences. */
  readonly others: readonly { readonly sequence: number; readonly text: string }[];
  /** Of the last line, where it is plain. */
  readonly hash: Digest | null;
}

/**
 * Tells records that SQL may read from lines that must be read one by one: events, what lost its content, what holds personal values among its facts, and
 * whatever is not word for word what the product wrote. That a record is that is told by its hash, so that its form need not be looked at; what it says of
 * itself where this takes its decision, release and day from is looked at again by SQL. `undefined` where the lines can't be told apart.
 * @param withPersonal whether values that are kept beside the body become columns
 */
export const cutLines = (
  { first, count, bytes }: JoinedLines,
  withPersonal: boolean,
): CutLines | undefined => {
  if (bytes.length > mostBytes) return undefined;
  // A character for each byte: places in the text are places in the bytes.
  const text = bytes.toString('latin1');
  const groups = new Map<string, Gathering>();
  const others: { sequence: number; text: string }[] = [];
  const told = {
    text,
    bytes,
    withPersonal,
    commitment: nextIn(text, commitmentName),
    half: nextIn(text, '\\ud'),
  };
  let [start, place] = [0, 0];
  let last: Digest | null = null;
  for (; start < text.length || place < count; place += 1) {
    const found = text.indexOf('\n', start);
    const end = found === -1 ? text.length : found;
    const plain = plainLine(told, { start, end });
    last = plain?.hash ?? null;
    if (plain === null) others.push({ sequence: first + place, text: bytes.toString('utf8', start, end) });
    else {
      const group = groups.get(plain.key);
      if (group === undefined) groups.set(plain.key, gatheringOf(plain, { start, end }));
      else add(group, plain, { start, end });
    }
    start = end + 1;
  }
  if (place !== count) return undefined;
  return {
    plain: [...groups.values()].map(({ ranges, ...of }) => ({ ...of, pieces: piecesOf(ranges, bytes) })),
    others,
    hash: last,
  };
};

/** Far below what a text may have. */
const mostBytes = 128 * 1024 * 1024;

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Bytes as they are, or with what closes a line that is cut. */
interface Piece {
  readonly start: number;
  end: number;
  readonly isCut: boolean;
}

interface Gathering extends RowsOf {
  rows: number;
  longest: number;
  readonly ranges: Piece[];
}

interface PlainLine {
  readonly key: string;
  readonly hash: Digest;
  /** Where the values begin that are kept beside the body; `null` where there are none. */
  readonly openAt: number | null;
}

const bodyAt = '{"body":'.length;
const hashName = ',"hash":"';
const digestLength = 'sha256:'.length + 64;
const emptyOpen = '","open":{}}';
const openName = '","open":{';
const decidedName = '"decidedAt":"';
const inputsName = ',"inputs":{"asOf":"';
const dayLength = 'YYYY-MM-DD'.length;
const inputsForm =
  /,"inputs":\{"asOf":"[^"]{20,27}","decision":"([^"\\]+)","edition":\{"digest":"(sha256:[0-9a-f]{64})"/y;
const dayForm = /\d{4}-\d\d-\d\d/y;
const commitmentName = '{"commitment":';
/** A subject is no fact: behind it the inputs end. */
const subjectForm =
  /"subject":\{"commitment":"sha256:[0-9a-f]{64}"\}(?:,"with":\[[^\]]*\])?\},"(?:once|previous)":/y;
const subjectName = '"subject":';

/** Finds where a text stands at or after a place; asked for places that grow, it looks through the whole once. */
const nextIn = (text: string, wanted: string): ((from: number) => number) => {
  let found = -1;
  return (from) => {
    if (found < from) {
      const next = text.indexOf(wanted, from);
      found = next === -1 ? Infinity : next;
    }
    return found;
  };
};

interface Told {
  readonly text: string;
  readonly bytes: Buffer;
  readonly withPersonal: boolean;
  readonly commitment: (from: number) => number;
  readonly half: (from: number) => number;
}

const plainLine = (
  { text, bytes, withPersonal, commitment, half }: Told,
  { start, end }: Range,
): PlainLine | null => {
  const isEmpty = text.startsWith(emptyOpen, end - emptyOpen.length);
  const hashAt = isEmpty
    ? end - emptyOpen.length - digestLength - hashName.length
    : text.lastIndexOf(`${hashName}sha256:`, end);
  const openAt = hashAt + hashName.length + digestLength;
  if (hashAt < start || !text.startsWith('{"body":{', start) || !text.startsWith(openName, openAt))
    return null;
  const decidedAt = text.indexOf(decidedName, start) + decidedName.length;
  const inputsAt = text.indexOf(inputsName, decidedAt);
  dayForm.lastIndex = decidedAt;
  inputsForm.lastIndex = inputsAt;
  if (inputsAt === -1 || inputsAt > hashAt || !dayForm.test(text)) return null;
  const [, decision, release] = inputsForm.exec(text) ?? [];
  if (decision === undefined || release === undefined) return null;
  const committed = commitment(inputsAt);
  if (committed < hashAt) {
    subjectForm.lastIndex = committed - subjectName.length;
    if (withPersonal || !subjectForm.test(text)) return null;
  }
  if (withPersonal && !isEmpty) return null;
  // Half of a pair of UTF-16 is no character: JSON can write it, and no column can hold it.
  if (half(start) < hashAt) return null;
  const own = text.slice(openAt - digestLength, openAt);
  if (sha256(bytes.subarray(start + bodyAt, hashAt)) !== own) return null;
  return {
    key: `${text.slice(decidedAt, decidedAt + dayLength)} ${release} ${decision}`,
    hash: own,
    openAt: isEmpty ? null : openAt + 1,
  };
};

const gatheringOf = (plain: PlainLine, range: Range): Gathering => {
  const [day = '', release = '', ...decision] = plain.key.split(' ');
  const made: Gathering = {
    ...{ day, release: release, decision: decision.join(' ') },
    ...{ rows: 0, longest: 0, ranges: [] },
  };
  add(made, plain, range);
  return made;
};

const add = (group: Gathering, { openAt }: PlainLine, { start, end }: Range): void => {
  group.rows += 1;
  group.longest = Math.max(group.longest, end - start + 1);
  const before = group.ranges.at(-1);
  // Lines that stand beside each other are one piece.
  if (openAt !== null) group.ranges.push({ start, end: openAt, isCut: true });
  else if (before !== undefined && !before.isCut && before.end === start) before.end = end + 1;
  else group.ranges.push({ start, end: end + 1, isCut: false });
};

const closing = Buffer.from(',"open":{}}\n');
const lineEnd = Buffer.from('\n');

const piecesOf = (ranges: readonly Piece[], bytes: Buffer): readonly Uint8Array[] =>
  ranges.flatMap(({ start, end, isCut }) => [
    bytes.subarray(start, end),
    ...(isCut ? [closing] : end > bytes.length ? [lineEnd] : []),
  ]);
