import type { Report } from '../failures.js';
import type { Ask } from '../sql/asking.js';
import type { End } from '../sql/log-on.js';
import type { Outcome } from '../sql/outcome.js';
import type { Read } from '../sql/reading.js';
import type { PersonalStorage } from '../../record/personal-storage.js';
import type { Entry } from '../../record/record.js';
import type { EngineOptions } from './opening.js';
import type { ToldError } from './told-error.js';

/** What a thread of a log is started with. */
export type ThreadData =
  | ({ readonly kind: 'write' } & EngineOptions)
  | {
      readonly kind: 'read';
      readonly directory: string;
      readonly personal: PersonalStorage | undefined;
    };

/** The entries of one turn of the thread that answers, as one JSON text. */
export interface Batch {
  /** A key that was used before is free again; epoch milliseconds. */
  readonly since: number;
  readonly bundles: readonly (readonly Entry[])[];
}

/** What a thread is asked for, besides recording. */
export type Wanted = Ask | Read | { readonly ask: 'close' };

/** What goes to a thread; the answer has its ticket. */
export type ToThread =
  { readonly ticket: number; readonly batch: string } | { readonly ticket: number; readonly asked: Wanted };

/** What comes from a thread. */
export type FromThread =
  | { readonly kind: 'open'; readonly end: End }
  | {
      readonly kind: 'recorded';
      readonly ticket: number;
      readonly outcomes: readonly Outcome[];
      readonly end: End;
    }
  | { readonly kind: 'answer'; readonly ticket: number; readonly value: unknown; readonly end: End | null }
  | { readonly kind: 'error'; readonly ticket: number; readonly error: ToldError }
  | { readonly kind: 'report'; readonly report: Report; readonly cause?: ToldError };
