import { nodeOver, type TreeHash } from './merkle.js';

/** A whole tree of `2 ** level` leaves. */
export interface Subtree {
  readonly level: number;
  readonly hash: TreeHash;
}

/** A tree that grows at its end, leaf by leaf or by whole trees; it holds one hash for each power of two in its size. */
export class Peaks {
  #peaks: readonly Subtree[] = [];
  #size = 0;
  readonly #made: (subtree: Subtree, number: number) => void;

  /** @param made told of each whole tree that came about by what was added, and its number among those of its level, from 0 */
  constructor(made: (subtree: Subtree, number: number) => void = () => undefined) {
    this.#made = made;
  }

  /** How many leaves it has. */
  get size(): number {
    return this.#size;
  }

  /** The trees that it is made of, the largest first. */
  get peaks(): readonly Subtree[] {
    return this.#peaks;
  }

  /** Adds a whole tree; the size must be a multiple of its size. */
  add(subtree: Subtree): void {
    if (this.#size % 2 ** subtree.level !== 0)
      throw new RangeError('A tree is added where none of its size begins.');
    this.#size += 2 ** subtree.level;
    let last = subtree;
    const left = [...this.#peaks];
    this.#tell(last);
    for (let before = left.at(-1); before?.level === last.level; before = left.at(-1)) {
      left.pop();
      last = { level: last.level + 1, hash: nodeOver(before.hash, last.hash) };
      this.#tell(last);
    }
    this.#peaks = [...left, last];
  }

  /** The hash over all leaves (RFC 6962, 2.1); `undefined` where there are none. */
  root(): TreeHash | undefined {
    return this.#peaks
      .map(({ hash }) => hash)
      .reduceRight<TreeHash | undefined>(
        (right, left) => (right === undefined ? left : nodeOver(left, right)),
        undefined,
      );
  }

  #tell(subtree: Subtree): void {
    this.#made(subtree, this.#size / 2 ** subtree.level - 1);
  }
}
