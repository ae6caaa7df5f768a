import { parseContract } from '../../contract/parse-contract.js';
import type { Clause, ClauseId } from '../../contract/contract.js';
import { canonical, type Digest } from '../../language/canonical.js';
import { isRecord, type Pointer } from '../../language/values.js';
import type { Checkpoint } from '../chain/checkpoint.js';
import { isSealed } from '../record/personal-storage.js';
import type { StoredRecord } from '../record/record.js';
import type { Covered } from '../tree/covered.js';

/** How this form of receipts is named in each of them. */
const receiptFormat = 'clausebook-receipt-1';

/** A clause that a decision cites, in the words of the release that decided it. */
export interface ReceiptClause {
  readonly id: ClauseId;
  readonly words: string;
}

/**
 * One decision with all that shows, without its service, that it was recorded so and not altered since (docs/receipts.md). What is hashed stands
 * in it as the text that was hashed, so that nobody has to make that text anew.
 */
export interface Receipt {
  readonly format: typeof receiptFormat;
  readonly record: {
    /** The canonical JSON of the record's body, over which its hash is. */
    readonly body: string;
    /** Personal values by their place in the inputs, as the log has them: the canonical JSON of `[salt, value]`, over which the commitment is. */
    readonly open: Readonly<Record<Pointer, string>>;
  };
  /** The path from the record's leaf to the root that the checkpoint signs (RFC 6962, 2.1.1). */
  readonly proof: {
    /** From 0: the record's sequence less 1. */
    readonly index: number;
    /** Leaves of the tree: the sequence of the head in the checkpoint. */
    readonly size: number;
    /** Lowest first. */
    readonly path: readonly Digest[];
  };
  readonly checkpoint: Checkpoint;
  /** The time stamp of the checkpoint's canonical JSON: a token of RFC 3161, DER in base64. Left out where it has none. */
  readonly timestamp?: string;
  /** Those that the record cites, in its order. */
  readonly clauses: readonly ReceiptClause[];
  /** The release's content, over which the digest is by which the record names it. */
  readonly release: string;
}

/** The clauses of a release by its content; `undefined` where that has no text that is a contract. */
export const clausesIn = (content: string): ReadonlyMap<ClauseId, Clause> | undefined => {
  let files: unknown;
  try {
    files = JSON.parse(content);
  } catch {
    return undefined;
  }
  const head = isRecord(files) ? files['edition.yaml'] : undefined;
  const named = isRecord(head) && isRecord(head['text']) ? head['text']['file'] : undefined;
  const text = isRecord(files) && typeof named === 'string' ? files[named] : undefined;
  if (typeof text !== 'string') return undefined;
  const parsed = parseContract(text);
  return parsed.ok ? parsed.contract.clauses : undefined;
};

/** The receipt of a record. @param content of the release that decided it */
export const receiptOf = (
  { body, open }: StoredRecord,
  { checkpoint, index, size, path }: Covered,
  release: { readonly content: string; readonly clauses: ReadonlyMap<ClauseId, Clause> },
  timestamp?: string,
): Receipt => ({
  format: receiptFormat,
  record: {
    body: canonical(body),
    open: Object.fromEntries(
      // What only a key opens shows nothing to whoever has no key.
      Object.entries(open).flatMap(([pointer, opening]) =>
        isSealed(opening) ? [] : [[pointer, canonical([opening.salt, opening.value])]],
      ),
    ),
  },
  proof: { index, size, path },
  checkpoint,
  ...(timestamp === undefined ? {} : { timestamp }),
  clauses: body.cites.map((id) => ({ id, words: release.clauses.get(id)?.words ?? '' })),
  release: release.content,
});
