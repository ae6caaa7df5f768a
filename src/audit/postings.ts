import { Column } from './column.js';

/** Ascending numbers. Short lists, of which there are many, stay plain arrays. */
export interface Ascending {
  readonly length: number;
  readonly at: (place: number) => number;
}

const shortList = 64;

/** The sequence numbers of the records that share one value, ascending. */
export class Postings implements Ascending {
  #few: number[];
  #many: Column<Uint32Array> | undefined;

  constructor(first: number) {
    this.#few = [first];
  }

  get length(): number {
    return this.#many?.length ?? this.#few.length;
  }

  at(place: number): number {
    if (this.#many !== undefined) return this.#many.at(place);
    const value = this.#few[place];
    if (value === undefined) throw new RangeError(`No place ${place} among ${this.#few.length}.`);
    return value;
  }

  /** Adds a number greater than all before. */
  push(sequence: number): void {
    if (this.#many === undefined && this.#few.length < shortList) {
      this.#few.push(sequence);
      return;
    }
    if (this.#many === undefined) {
      this.#many = new Column((capacity) => new Uint32Array(capacity));
      for (const each of this.#few) this.#many.push(each);
      this.#few = [];
    }
    this.#many.push(sequence);
  }
}

/** How many numbers in an ascending list are below a number. */
export const countBelow = (list: Ascending, limit: number): number => {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (list.at(middle) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Whether an ascending list has a number. */
export const includes = (list: Ascending, value: number): boolean => {
  const place = countBelow(list, value);
  return place < list.length && list.at(place) === value;
};
