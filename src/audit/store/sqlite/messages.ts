import type { Checkpoint } from '../../chain/checkpoint.js';
import type { DropRequest, ErasureRequest } from '../../removal/removal.js';
import type { Release } from '../decision-log.js';
import type { Report } from '../failures.js';
import type { EngineOptions } from './engine.js';
import type { Outcome } from './outcome.js';
import type { Queries } from './queries.js';
import type { ToldError } from './told-error.js';
import type { PersonalStorage } from '../../record/personal-storage.js';
import type { Entry } from '../../record/record.js';

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

/** What the thread that writes is asked for, besides recording. */
export type Ask =
  | { readonly ask: 'erase'; readonly request: ErasureRequest }
  | { readonly ask: 'drop'; readonly request: DropRequest }
  | { readonly ask: 'keepRelease'; readonly release: Release }
  | { readonly ask: 'keepCheckpoint'; readonly checkpoint: Checkpoint }
  | { readonly ask: 'check' }
  | { readonly ask: 'close' };

/** A method of the queries and its arguments. */
export interface Read {
  readonly read: keyof Queries;
  readonly args: readonly unknown[];
}

/** What goes to a thread; the answer has its ticket. */
export type ToThread =
  | { readonly ticket: number; readonly batch: string }
  | { readonly ticket: number; readonly asked: Ask | Read };

/** How far the log goes, as far as its writer knows. */
export interface End {
  readonly records: number;
  readonly hash: string;
}

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
