import type { Digest } from '../../language/canonical.js';
import type { Checkpoint } from '../chain/checkpoint.js';
import type { LogSource } from '../store/log-source.js';
import { digestOfBytes, leafOf } from '../tree/merkle.js';
import { Peaks } from '../tree/peaks.js';
import type { BatchAudit } from './batch-audit.js';

/** What is wrong with the tree over a chain's records. */
export type TreeFinding =
  /** A checkpoint signs another root than the records have. */
  | {
      readonly code: 'root-differs';
      readonly chain: string | null;
      readonly sequence: number;
      readonly by: string;
    }
  /** A node that is kept is another than the records have: receipts of the records under it are refused. */
  | {
      readonly code: 'tree-damaged';
      readonly chain: string | null;
      readonly level: number;
      readonly number: number;
    };

/** Bits of a level of nodes that are kept: 256 under each. */
const bitsOfLevel = 8;
const nodesAtOnce = 1000;

/** Makes the trees of a log anew as its lines are read, and compares what checkpoints and the store say of them. */
export class TreeAudit {
  readonly #findings: TreeFinding[] = [];
  readonly #wanted = new Map<string, { readonly root: Digest; readonly by: string }[]>();
  readonly #trees = new Map<string | null, { readonly peaks: Peaks; readonly nodes: Map<string, Digest> }>();
  readonly #broken = new Set<string | null>();

  constructor(checkpoints: readonly (readonly [string, Checkpoint])[]) {
    for (const [what, { at, heads }] of checkpoints)
      for (const { chain, sequence, root } of heads) {
        const key = `${sequence} ${chain ?? ''}`;
        if (root !== undefined)
          this.#wanted.set(key, [...(this.#wanted.get(key) ?? []), { root, by: `${what} of ${at}` }]);
      }
  }

  /** Takes the next batch. Behind a record that is missing or out of its order no tree of that chain is followed: that is told by itself. */
  take({ links }: Pick<BatchAudit, 'links'>): void {
    for (const { chain, sequence, hash } of links) {
      const { peaks } = this.#treeOf(chain);
      if (this.#broken.has(chain) || sequence !== peaks.size + 1) {
        this.#broken.add(chain);
        continue;
      }
      peaks.add({ level: 0, hash: leafOf(hash) });
      const wanted = this.#wanted.get(`${sequence} ${chain ?? ''}`) ?? [];
      if (wanted.length === 0) continue;
      const found = digestOfBytes(peaks.root() ?? Buffer.alloc(0));
      for (const { root, by } of wanted)
        if (root !== found) this.#findings.push({ code: 'root-differs', chain, sequence, by });
    }
  }

  /** What was found, also by comparing the nodes that are kept, as far as the records were read. */
  async finish(nodesFrom: LogSource['nodesFrom']): Promise<readonly TreeFinding[]> {
    if (nodesFrom !== undefined) await this.#compareNodes(nodesFrom);
    return this.#findings;
  }

  async #compareNodes(nodesFrom: NonNullable<LogSource['nodesFrom']>): Promise<void> {
    for (const [chain, { nodes }] of this.#trees)
      for (let level = 1; nodes.has(`${level}:0`); level += 1)
        for (let from = 0; ;) {
          const kept = await nodesFrom(chain, level, from, nodesAtOnce);
          for (const { number, hash } of kept) {
            const expected = nodes.get(`${level}:${number}`);
            if (number !== from || (expected !== undefined && expected !== hash))
              this.#findings.push({ code: 'tree-damaged', chain, level, number: Math.min(from, number) });
            from = number + 1;
          }
          if (kept.length < nodesAtOnce) break;
        }
  }

  #treeOf(chain: string | null): { readonly peaks: Peaks; readonly nodes: Map<string, Digest> } {
    const known = this.#trees.get(chain);
    if (known !== undefined) return known;
    const nodes = new Map<string, Digest>();
    const peaks = new Peaks(({ level, hash }, number) => {
      if (level > 0 && level % bitsOfLevel === 0)
        nodes.set(`${level / bitsOfLevel}:${number}`, digestOfBytes(hash));
    });
    const made = { peaks, nodes };
    this.#trees.set(chain, made);
    return made;
  }
}
