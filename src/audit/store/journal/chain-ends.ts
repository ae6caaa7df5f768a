import { noDigest, type Digest } from '../../record/canonical.js';
import type { ChainHead } from '../../chain/checkpoint.js';
import { chainPlaceOf, type LogLine } from '../../record/log-line.js';
import type { RecordProblem } from '../../verify/verification.js';

/** The end of each chain in a journal: its own, which has no name, and those that came with an import. */
export class ChainEnds {
  readonly #ends = new Map<string | null, ChainHead>();

  constructor(ends: readonly ChainHead[] = []) {
    for (const end of ends) this.set(end);
  }

  /** In the order in which they began. */
  get all(): readonly ChainHead[] {
    return [...this.#ends.values()];
  }

  /** Whether there is no chain but the one without a name. */
  get isOne(): boolean {
    return this.#ends.size === 0 || (this.#ends.size === 1 && this.#ends.has(null));
  }

  /** The end of the chain without a name. */
  get own(): { readonly sequence: number; readonly hash: Digest } {
    return this.#ends.get(null) ?? { sequence: 0, hash: noDigest };
  }

  /** What keeps a record from being the next of its chain; `undefined` where it is. */
  problem(line: LogLine): RecordProblem | undefined {
    const next = chainPlaceOf(line);
    const { sequence, hash } = this.#ends.get(next.chain) ?? { sequence: 0, hash: noDigest };
    if (next.previous !== hash) return { code: 'previous-mismatch', found: next.previous, expected: hash };
    return next.sequence === sequence + 1
      ? undefined
      : { code: 'sequence-mismatch', found: next.sequence, expected: sequence + 1 };
  }

  /** Takes a record as the end of its chain. */
  add(line: LogLine): void {
    const { chain, sequence, hash } = chainPlaceOf(line);
    this.set({ chain, sequence, hash });
  }

  set(end: ChainHead): void {
    this.#ends.set(end.chain, end);
  }
}
