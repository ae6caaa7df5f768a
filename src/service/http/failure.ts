import type { Scope } from '../access/scope.js';
import type { Failure as CoreFailure } from '../../decide/failure.js';

/** Everything that the service may answer in place of what was asked, each with its data and no prose: what the core says, and its own. */
export type Failure =
  | CoreFailure
  | {
      readonly code: 'not-found';
      readonly what: 'address' | 'clause' | 'draft' | 'file' | 'table';
      readonly name: string;
    }
  | { readonly code: 'method-not-allowed'; readonly method: string; readonly allowed: readonly string[] }
  /** Whoever asks accepts none of the types of the answer. */
  | { readonly code: 'not-acceptable'; readonly types: readonly string[] }
  | { readonly code: 'body-too-large'; readonly limitBytes: number }
  /** What came is no request of HTTP, or has no host. */
  | { readonly code: 'not-http' }
  | { readonly code: 'headers-too-large' }
  | { readonly code: 'request-too-slow' }
  | { readonly code: 'unsupported-media-type'; readonly given: string | null }
  | { readonly code: 'invalid-idempotency-key' }
  | { readonly code: 'unauthenticated'; readonly reason: 'missing' | 'malformed' | 'unknown' }
  | { readonly code: 'forbidden'; readonly scope: Scope }
  /** Where nobody has to say who asks: a page of another site sent the request. */
  | { readonly code: 'foreign-host'; readonly host: string }
  | { readonly code: 'foreign-origin'; readonly origin: string }
  | { readonly code: 'rate-limited'; readonly perSecond: number; readonly retryAfterSeconds: number }
  | { readonly code: 'authentication-unavailable' }
  | { readonly code: 'not-ready'; readonly reason: string }
  /** Checkpoints of the log are signed by another key, and none by that of the service. */
  | { readonly code: 'signing-key-differs'; readonly key: string; readonly own: string }
  /** A release is to be withdrawn, or restored, that is so already. */
  | { readonly code: 'already-withdrawn' | 'nothing-to-restore'; readonly digest: string }
  /** The registry of releases can't be read, or does not hold: nothing is added to it. */
  | { readonly code: 'registry-broken'; readonly reason: string }
  /** The file of a draft is another than its writer saw; `null` where what it holds as a whole is meant. */
  | { readonly code: 'draft-changed'; readonly draft: string; readonly file: string | null }
  /** Something is said of a draft that is published already. */
  | { readonly code: 'draft-published'; readonly draft: string; readonly digest: string }
  /** A draft is to be approved, sent back or published that nobody proposes. */
  | { readonly code: 'not-proposed'; readonly draft: string }
  /** Who made a draft approves it. */
  | { readonly code: 'own-approval'; readonly by: string }
  /** Of all authors, or of the one who asks. */
  | { readonly code: 'too-many-drafts'; readonly most: number; readonly of: 'all' | 'author' }
  | { readonly code: 'drafts-busy' }
  /** As many read the events as may at one time. */
  | { readonly code: 'too-many-streams'; readonly most: number }
  /** Work on a draft or for the book came to a limit. */
  | { readonly code: 'work-stopped'; readonly reason: 'too-long'; readonly retryAfterSeconds: number }
  | { readonly code: 'work-stopped'; readonly reason: 'out-of-memory' }
  /** What is kept of a release is not what its digest says. */
  | { readonly code: 'altered-release'; readonly digest: string }
  /** What is kept of a draft is damaged. */
  | { readonly code: 'altered-draft'; readonly draft: string }
  | { readonly code: 'internal' };

/** The stable codes of problem details. */
export type FailureCode = Failure['code'];
