export interface StoredLine {
  /** Where it stands, for a person: `line 17`. */
  readonly at: string;
  readonly text: string;
  /** What the store has beside it, to find it by; left out where it has no such thing. */
  readonly indexed?: Indexed;
}

/** A chain, and how far its lines go. */
export interface ChainExtent {
  /** In this store. */
  readonly number: number;
  /** Empty of the chain without a name. */
  readonly name: string;
  /** Sequence of its last line; 0 where there is none. */
  readonly last: number;
}

/** One line, and what stands beside it. */
export interface PlacedLine {
  readonly sequence: number;
  readonly text: string;
  readonly indexed: Indexed;
}

/** Lines of a chain that follow each other, as one text: reading many is dear for each row, and little for its bytes. */
export interface JoinedLines {
  /** Of the first line, from 1; the others follow without a gap. */
  readonly first: number;
  readonly count: number;
  /** UTF-8, with a line feed between two lines. */
  readonly bytes: Buffer;
}

/** What a store has beside a line, to find it by: an auditor compares it with the line. */
export interface Indexed {
  readonly id: string;
  /** Epoch milliseconds; 0 of a record that lost its content. */
  readonly at: number;
  /** Decision, outcome, rules and clauses, or who chose; `null` where the line is neither a decision nor a choice. */
  readonly kind: string | null;
  /** A hash over the salt and the subject, hexadecimal. */
  readonly subject: string | null;
  /** Hashes over the salt and what it is found by of its metadata, hexadecimal. */
  readonly terms: readonly string[];
  readonly salt: string;
}
