/** A set of 128-bit numbers in one typed array: 32 to 64 bytes each, where a set of texts takes several times that. */
export class IdSet {
  #store = new Uint32Array(4 * 1024);
  #size = 0;

  /** Adds the number that stands in the four words at a place, and tells whether it is new. All zeros stands for none. */
  add(words: Uint32Array, at: number): boolean {
    const [a, b, c, d] = [word(words, at), word(words, at + 1), word(words, at + 2), word(words, at + 3)];
    if ((a | b | c | d) === 0) return true;
    if (this.#size * 8 >= this.#store.length) this.#grow();
    return this.#put(a, b, c, d);
  }

  #put(a: number, b: number, c: number, d: number): boolean {
    const store = this.#store;
    const mask = store.length - 1;
    for (let at = (a * 4) & mask; ; at = (at + 4) & mask) {
      const w = word(store, at);
      const x = word(store, at + 1);
      const y = word(store, at + 2);
      const z = word(store, at + 3);
      if (w === a && x === b && y === c && z === d) return false;
      if ((w | x | y | z) !== 0) continue;
      store[at] = a;
      store[at + 1] = b;
      store[at + 2] = c;
      store[at + 3] = d;
      this.#size += 1;
      return true;
    }
  }

  #grow(): void {
    const old = this.#store;
    this.#store = new Uint32Array(old.length * 2);
    this.#size = 0;
    for (let at = 0; at < old.length; at += 4) {
      const [a, b, c, d] = [word(old, at), word(old, at + 1), word(old, at + 2), word(old, at + 3)];
      if ((a | b | c | d) !== 0) this.#put(a, b, c, d);
    }
  }
}

const word = (words: Uint32Array, at: number): number => words[at] ?? 0;
