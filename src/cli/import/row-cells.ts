import type { DefaultTreeAdapterTypes } from 'parse5';
import { attribute } from './list-markers.js';

type Element = DefaultTreeAdapterTypes.Element;

/** A cell that stands in rows below too. */
interface Spanning {
  readonly text: string;
  /** How many rows it still stands in; infinite to the end of its table. */
  left: number;
}

/** The texts of one row by column. A table is given row by row. */
export type RowCells = (cells: readonly Element[], textOf: (cell: Element) => string) => readonly string[];

/**
 * Reads the rows of one table so that each stands by itself: a cell that spans rows has its words in each of them, one that spans columns in the
 * first of them (HTML Living Standard, 4.9.12, “Forming a table”).
 */
export const makeRowCells = (): RowCells => {
  const above = new Map<number, Spanning>();
  return (cells, textOf) => {
    const texts: string[] = [];
    const fromAbove = (): void => {
      for (let held = above.get(texts.length); held !== undefined; held = above.get(texts.length)) {
        held.left -= 1;
        if (held.left === 0) above.delete(texts.length);
        texts.push(held.text);
      }
    };
    for (const cell of cells) {
      fromAbove();
      const text = textOf(cell);
      const rows = spanOf(cell, 'rowspan');
      const left = rows === 0 ? Infinity : rows - 1;
      for (let column = 0; column < Math.max(1, spanOf(cell, 'colspan')); column += 1) {
        const here = column === 0 ? text : '';
        if (left > 0) above.set(texts.length, { text: here, left });
        texts.push(here);
      }
    }
    fromAbove();
    return texts;
  };
};

/** What a page may ask for, as browsers bound it; 1 where nothing is said, or no number. */
const spanOf = (cell: Element, name: 'rowspan' | 'colspan'): number => {
  const written = /^\s*(\d+)/.exec(attribute(cell, name) ?? '')?.[1];
  return written === undefined ? 1 : Math.min(Number(written), 1000);
};
