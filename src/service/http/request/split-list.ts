import type { JsonPlace } from '../../../decide/request/request-error.js';
import type { Pace } from '../../../workers/pace.js';

/** An item of a list that is JSON, as it stands in the text. */
export interface ItemExtent {
  /** Bytes of the text, from the item's first; the end is behind its last, and may be behind blanks after it. */
  readonly start: number;
  readonly end: number;
  /** Where the item begins. */
  readonly place: JsonPlace;
}

/** How a list is cut: whatever is wrong inside an item shows when the item is read. */
export interface SplitList {
  /** So many at most; nothing is kept of those beyond. */
  readonly items: readonly ItemExtent[];
  readonly length: number;
  /** Why it is no list even where each item is JSON. */
  readonly wrong?: { readonly place: JsonPlace; readonly reason: string };
}

const [quote, backslash, comma] = [0x22, 0x5c, 0x2c];
const [openList, closeList, openRecord, closeRecord] = [0x5b, 0x5d, 0x7b, 0x7d];
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);
const stretchBytes = 64 * 1024;

/** The first byte of a JSON text that is not blank, or -1. */
const firstByteAt = (bytes: Buffer): number => {
  let at = bytes.subarray(0, byteOrderMark.length).equals(byteOrderMark) ? byteOrderMark.length : 0;
  while (isBlank(bytes[at])) at += 1;
  return at < bytes.length ? at : -1;
};

/** Whether a JSON text is a list, if it is JSON. */
export const beginsList = (bytes: Buffer): boolean => bytes[firstByteAt(bytes)] === openList;

/**
 * Cuts a text that begins a list into its items, without reading them, in one pass that gives way to other work.
 * @param most items are kept
 */
export const splitList = async (bytes: Buffer, most: number, pace: Pace): Promise<SplitList> => {
  const cut = new ListCut(bytes, most);
  while (!cut.ended) {
    await pace(stretchBytes);
    cut.goOn(stretchBytes);
  }
  return cut.result();
};

class ListCut {
  readonly #bytes: Buffer;
  readonly #most: number;
  readonly #items: ItemExtent[] = [];
  #length = 0;
  #at: number;
  #depth = 1;
  #inText = false;
  #isClosed = false;
  /** The item that is being passed, where its first byte has come. */
  #item: Omit<ItemExtent, 'end'> | undefined;
  /** Bytes that are no UTF-16 units of their own. */
  #more = 0;
  #line = 1;
  /** In UTF-16 units. */
  #lineStart = 0;
  #wrong: SplitList['wrong'];

  constructor(bytes: Buffer, most: number) {
    this.#bytes = bytes;
    this.#most = most;
    const first = firstByteAt(bytes);
    this.#more = bytes[0] === byteOrderMark[0] ? byteOrderMark.length : 0;
    this.#at = 0;
    for (this.#at = this.#more; this.#at < first; this.#at += 1) this.#passBlank(bytes[this.#at] ?? 0);
    this.#at = first + 1;
  }

  get ended(): boolean {
    return this.#at >= this.#bytes.length || this.#wrong !== undefined;
  }

  result(): SplitList {
    const found = { items: this.#items, length: this.#length };
    if (this.#wrong !== undefined) return { ...found, wrong: this.#wrong };
    if (this.#isClosed) return found;
    const expected = this.#item === undefined ? 'a JSON value' : '`,` or `]`';
    if (this.#item !== undefined) this.#endItem();
    const wrong = { place: this.#place(), reason: `the text ends where ${expected} is expected` };
    return { items: this.#items, length: this.#length, wrong };
  }

  goOn(byteCount: number): void {
    const stop = Math.min(this.#bytes.length, this.#at + byteCount);
    for (; this.#at < stop && this.#wrong === undefined; this.#at += 1) {
      const byte = this.#bytes[this.#at] ?? 0;
      if (this.#inText) this.#passText(byte);
      else if (isBlank(byte)) this.#passBlank(byte);
      else this.#pass(byte);
      if (byte >= 0x80) this.#passMore(byte);
    }
  }

  #pass(byte: number): void {
    if (this.#isClosed) this.#refuse('the end of the text is expected');
    else if (this.#depth === 1 && byte === comma) this.#endItem();
    else if (this.#depth === 1 && byte === closeList) {
      if (this.#item !== undefined || this.#length > 0) this.#endItem();
      this.#isClosed = true;
    } else {
      this.#item ??= { start: this.#at, place: this.#place() };
      if (byte === quote) this.#inText = true;
      else if (byte === openList || byte === openRecord) this.#depth += 1;
      // At the depth of the list a brace ends nothing, and its item is no JSON.
      else if ((byte === closeList || byte === closeRecord) && this.#depth > 1) this.#depth -= 1;
    }
  }

  #passText(byte: number): void {
    if (byte === quote) this.#inText = false;
    else if (byte === backslash) this.#at += 1;
  }

  #passBlank(byte: number): void {
    if (byte !== 0x0a) return;
    this.#line += 1;
    this.#lineStart = this.#at + 1 - this.#more;
  }

  /** Of the bytes of a character beyond ASCII as many count as it has UTF-16 units: two of four, else one. */
  #passMore(byte: number): void {
    if (byte < 0xc0) this.#more += 1;
    else if (byte >= 0xf0) this.#more -= 1;
  }

  #endItem(): void {
    this.#length += 1;
    if (this.#item === undefined) this.#refuse('a JSON value is expected');
    else if (this.#length <= this.#most) this.#items.push({ ...this.#item, end: this.#at });
    this.#item = undefined;
  }

  #refuse(reason: string): void {
    this.#wrong = { place: this.#place(), reason };
  }

  #place(): JsonPlace {
    const offset = Math.min(this.#at, this.#bytes.length) - this.#more;
    return { offset, line: this.#line, column: offset - this.#lineStart + 1 };
  }
}

const isBlank = (byte: number | undefined): boolean =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
