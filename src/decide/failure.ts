import type { Act } from '../edition/model/governing.js';
import type { FactError } from '../engine/evaluation.js';
import type { EditionQuery } from './request/edition-query.js';
import type { JsonPlace, RequestError } from './request/request-error.js';

/** Everything that the core may say in place of what was asked, each with its data and no prose. */
export type Failure =
  | { readonly code: 'not-json'; readonly place: JsonPlace; readonly reason: string }
  | { readonly code: 'invalid-request'; readonly errors: readonly RequestError[] }
  | {
      readonly code: 'invalid-as-of';
      readonly given: string;
      readonly reason: 'instant-without-offset' | 'invalid-instant';
    }
  | { readonly code: 'unknown-decision'; readonly decision: string; readonly known: readonly string[] }
  | {
      readonly code: 'unknown-edition';
      readonly asked: EditionQuery;
      /** `document/revision` of each edition that is here. */
      readonly known: readonly string[];
    }
  | {
      readonly code: 'no-governing-edition';
      readonly document: string;
      /** Epoch milliseconds. */
      readonly asOf: number;
      /** When the earliest edition takes effect, in epoch milliseconds. */
      readonly earliest: number;
      /** What had happened by asOf, none of which accepted an edition; empty where nothing is told. */
      readonly acts: readonly Act[];
    }
  | {
      readonly code: 'invalid-facts';
      /** `decision`: where several were asked for together, the first that has the error. */
      readonly errors: readonly (FactError & { readonly decision?: string })[];
    }
  | {
      /** What is computed of the facts is out of range. */
      readonly code: 'out-of-range';
      readonly errors: readonly (FactError & { readonly decision?: string })[];
    }
  /** Clauses that are named as invalid, and cannot drop out or are none; readings without a rejected side; pointers in the body. */
  | {
      readonly code: 'unknown-clause' | 'not-severable' | 'unknown-reading';
      readonly errors: readonly {
        readonly pointer: string;
        readonly code: string;
        readonly message: string;
      }[];
    }
  | { readonly code: 'not-found'; readonly what: 'decision'; readonly name: string }
  /** Places of the inputs whose values are erased, so that the decision cannot be evaluated again. */
  | { readonly code: 'erased'; readonly id: string; readonly pointers: readonly string[] }
  /** The same where they were never kept. */
  | { readonly code: 'masked'; readonly id: string; readonly pointers: readonly string[] }
  /** The same where they are encrypted and the key is not here. */
  | { readonly code: 'sealed'; readonly id: string; readonly pointers: readonly string[] }
  /** The record lost its content by age; `event` is the id of what says so. */
  | { readonly code: 'dropped'; readonly id: string; readonly event: string }
  /** No checkpoint covers the record yet (`uncovered`), or the tree over the records is being made; when the next one is made, epoch milliseconds. */
  | {
      readonly code: 'receipt-not-yet';
      readonly id: string;
      readonly why: 'uncovered' | 'unbuilt';
      readonly due: number | null;
    }
  /** The edition that decided has no words for customers (letters.yaml), or none for this decision. */
  | { readonly code: 'no-letter'; readonly document: string; readonly revision: string }
  /** The decision leaves nothing that a person would have to choose. */
  | { readonly code: 'nothing-to-choose'; readonly id: string }
  /** What was chosen is none of what the decision leaves to choose. */
  | { readonly code: 'choice-not-allowed'; readonly errors: readonly RequestError[] }
  /** Somebody chose already, and the request does not name that choice as the one in whose place it stands. */
  | { readonly code: 'choice-made'; readonly id: string; readonly choice: string }
  /** As many choices stand as a decision takes. */
  | { readonly code: 'too-many-choices'; readonly id: string; readonly most: number }
  /** The record is not what was recorded; `at` is its place in the log. */
  | { readonly code: 'altered-record'; readonly at: string }
  | { readonly code: 'idempotency-key-reused' }
  /** What was decided is recorded under these ids, and can't be told. */
  | { readonly code: 'recorded-unanswered'; readonly ids: readonly string[] }
  /** The store does not answer now. */
  | { readonly code: 'store-unavailable' }
  | { readonly code: 'not-recorded' }
  | { readonly code: 'overloaded' }
  /** Whether the record is there is not known. */
  | { readonly code: 'in-doubt' };
