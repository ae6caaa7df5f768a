/** A growing list of numbers in one typed array: 4 or 8 bytes each, where a plain array takes more. */
export class Column<Store extends Uint32Array | Float64Array> {
  #store: Store;
  #length = 0;
  readonly #make: (capacity: number) => Store;

  constructor(make: (capacity: number) => Store) {
    this.#make = make;
    this.#store = make(64);
  }

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#store.length) {
      const larger = this.#make(Math.ceil(this.#length * 1.5));
      larger.set(this.#store);
      this.#store = larger;
    }
    this.#store[this.#length] = value;
    this.#length += 1;
  }

  /** The value at a place from 0; a place that is not there is a defect. */
  at(place: number): number {
    const value = place < this.#length ? this.#store[place] : undefined;
    if (value === undefined) throw new RangeError(`No place ${place} among ${this.#length}.`);
    return value;
  }
}
