import type { StoredRecord } from '../record/record.js';

/** Which records are wanted; every condition that is given must hold. */
export interface Query {
  /** What its id begins with. */
  readonly id?: string;
  /** Decided under an edition of this document. */
  readonly document?: string;
  /** Decided under this revision. */
  readonly revision?: string;
  readonly decision?: string;
  /** Cited by a standing rule. */
  readonly clause?: string;
  /** Stands in the decision. */
  readonly rule?: string;
  readonly outcome?: string;
  readonly subject?: string;
  /** Whether a person chose what it leaves to choose, or whether that is awaited. */
  readonly choice?: 'made' | 'awaited';
  /** Who made a choice about it. */
  readonly chosenBy?: string;
  /** Values of its metadata by their keys, and of its facts by their places in the inputs (`/facts/package/id`), as texts; at least one. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** Decided at or after, epoch milliseconds. */
  readonly from?: number;
  /** Decided before, epoch milliseconds. */
  readonly to?: number;
  /** As of this instant or later, epoch milliseconds. Where this or `asOfTo` is given, what is as of the latest comes first. */
  readonly asOfFrom?: number;
  /** As of an instant before, epoch milliseconds. */
  readonly asOfTo?: number;
  /** 1 or more. */
  readonly limit: number;
  /** `next` of the page before. */
  readonly cursor?: string;
}

export interface Page {
  readonly items: readonly StoredRecord[];
  /** Cursor of the following page; `null` on the last. */
  readonly next: string | null;
  /** Places of records that are meant, and are left out since they were altered; not there where there are none. */
  readonly altered?: readonly string[];
}

/** Which records are counted, and how finely. */
export interface TallyQuery extends Omit<Query, 'limit' | 'cursor' | 'metadata'> {
  /** Length of a slot of time in milliseconds; slots are counted from 1970-01-01T00:00Z. */
  readonly widthMs: number;
}

/** How many records of one kind there are in one slot of time. */
export interface Tally {
  /** Of the edition that decided; `undefined` of what earlier versions recorded. */
  readonly document: string | undefined;
  readonly revision: string | undefined;
  readonly decision: string;
  readonly outcome: string;
  /** Those that stand. */
  readonly rules: readonly string[];
  /** Those that they cite. */
  readonly clauses: readonly string[];
  /** Where the slot begins, epoch milliseconds. */
  readonly slot: number;
  readonly records: number;
}
