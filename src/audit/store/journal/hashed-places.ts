/** Open addressing: a slot is a pair of a hash's lower half and a place, whose 0 says that it is free. */
interface Part {
  readonly halves: Uint32Array;
  readonly places: Uint32Array;
  used: number;
}

const parts = 1024;
const firstSlots = 16;
/** A part grows before more than this share of its slots is taken. */
const fullest = 0.75;

/**
 * Finds the places of records by a hash (`textHash`), in 11 to 21 bytes for each record. It is kept in many small parts, so that it grows by
 * a little at a time and no write waits for the growing of the whole.
 */
export class HashedPlaces {
  readonly #parts: (Part | undefined)[] = Array.from<undefined>({ length: parts });
  readonly #isWanted: (place: number) => boolean;

  /** What is not wanted any more may be dropped; left out: all stays. */
  constructor(isWanted: (place: number) => boolean = () => true) {
    this.#isWanted = isWanted;
  }

  /** Adds a place, from 1; a hash may have several. */
  add(hash: number, place: number): void {
    const number = partOf(hash);
    let part = this.#parts[number];
    if (part === undefined || part.used + 1 > part.places.length * fullest) {
      part = this.#larger(part);
      this.#parts[number] = part;
    }
    put(part, hash >>> 0, place);
  }

  /** The places that were added under a hash, ascending, and rarely one that was added under another. */
  find(hash: number): readonly number[] {
    const part = this.#parts[partOf(hash)];
    if (part === undefined) return none;
    const { halves, places } = part;
    const mask = places.length - 1;
    const half = hash >>> 0;
    let found: number[] | undefined;
    for (let slot = half & mask; ; slot = (slot + 1) & mask) {
      const place = places[slot];
      if (place === undefined || place === 0) break;
      if (halves[slot] === half) (found ??= []).push(place);
    }
    return found?.sort((a, b) => a - b) ?? none;
  }

  #larger(old: Part | undefined): Part {
    if (old === undefined) return emptyPart(firstSlots);
    const kept = Array.from(old.places.keys()).filter((slot) => {
      const place = old.places[slot] ?? 0;
      return place !== 0 && this.#isWanted(place);
    });
    let slots = old.places.length;
    // What is dropped makes room too: a part whose half is not wanted any more stays as large as it is.
    while (kept.length > (slots * fullest) / 2) slots *= 2;
    const part = emptyPart(slots);
    for (const slot of kept) put(part, old.halves[slot] ?? 0, old.places[slot] ?? 0);
    return part;
  }
}

const none: readonly number[] = [];

const partOf = (hash: number): number => Math.floor(hash / 2 ** 32) % parts;

const emptyPart = (slots: number): Part => ({
  halves: new Uint32Array(slots),
  places: new Uint32Array(slots),
  used: 0,
});

const put = (part: Part, half: number, place: number): void => {
  const mask = part.places.length - 1;
  let slot = half & mask;
  while (part.places[slot] !== 0) slot = (slot + 1) & mask;
  part.halves[slot] = half;
  part.places[slot] = place;
  part.used += 1;
};
