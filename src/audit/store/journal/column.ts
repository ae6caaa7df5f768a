/** A growing list of numbers in one typed array: 4 or 8 bytes each, where a plain array takes more. */
export class Column<Store extends Uint32Array | Float64Array> {
  #store: Store;
  #length: number;
  readonly #make: (capacity: number) => Store;

  /** `values`: what it begins with, which it takes over. */
  constructor(make: (capacity: number) => Store, values: Store = make(0)) {
    this.#make = make;
    this.#store = values;
    this.#length = values.length;
  }

  get length(): number {
    return this.#length;
  }

  /** The numbers, and behind them, up to the array's end, nothing that counts. For loops that must be fast; good until the next `push`. */
  get raw(): Store {
    return this.#store;
  }

  push(value: number): void {
    if (this.#length === this.#store.length) this.#resize(Math.max(firstCapacity, this.#length * 2));
    this.#store[this.#length] = value;
    this.#length += 1;
  }

  /** The value at a place from 0; a place that is not there is a defect. */
  at(place: number): number {
    const value = place < this.#length ? this.#store[place] : undefined;
    if (value === undefined) throw new RangeError(`No place ${place} among ${this.#length}.`);
    return value;
  }

  /** Gives back the room that it does not need: nothing more is to come. */
  trim(): void {
    if (this.#length < this.#store.length) this.#resize(this.#length);
  }

  #resize(capacity: number): void {
    const store = this.#make(capacity);
    store.set(this.#store.subarray(0, this.#length));
    this.#store = store;
  }
}

const firstCapacity = 256;

/** Whole numbers from 0 to 2^32 - 1. */
export type Numbers = Column<Uint32Array<ArrayBuffer>>;
/** Numbers of any kind, as instants and hashes. */
export type Doubles = Column<Float64Array<ArrayBuffer>>;

export const numbers = (values?: Uint32Array<ArrayBuffer>): Numbers =>
  new Column((capacity) => new Uint32Array(capacity), values);
export const doubles = (values?: Float64Array<ArrayBuffer>): Doubles =>
  new Column((capacity) => new Float64Array(capacity), values);
