import type { ClauseId } from '../../contract/contract.js';

/** What a customer does that may accept an edition (governing.yaml). */
export type ActKind = 'assent' | 'purchase' | 'access' | 'use';

/** Clauses and readings that something rests on. */
export interface Ground {
  readonly clauses: readonly ClauseId[];
  readonly readings: readonly string[];
}

/** Which acts accept which edition. */
export interface Acceptance extends Ground {
  readonly by: readonly ActKind[];
  /**
   * What is accepted: the edition that the act names, from its effective instant on; the newest whose effective instant lies before the
   * act; or the one in effect at the act.
   */
  readonly binds: 'named' | 'in-effect-before' | 'in-effect';
  /** Whether it does so only where it is the first thing that the customer did; to have agreed to an edition is no such thing. */
  readonly first: boolean;
}

/** An act that a request tells by itself: at its asOf, or at an instant in its facts. */
export interface ActOfRequest extends Ground {
  readonly kind: ActKind;
  /** The names from a fact to the instant of the act (`package`, `startsAt`); `null` for asOf. */
  readonly at: readonly string[] | null;
  /** The names of a fact that, where it is given, makes this no act (`package`, `renews`); `null` where nothing does. */
  readonly unless: readonly string[] | null;
  /** Only where one of these decisions is asked for; `null` for all. */
  readonly decisions: readonly string[] | null;
}

/** The rule by which one of a document's editions governs a case: governing.yaml. */
export interface Governing {
  readonly acceptance: readonly Acceptance[];
  readonly acts: readonly ActOfRequest[];
  /** What the edition in effect at asOf rests on where no act is told. */
  readonly untold: Ground;
}

/** Something that the customer did. */
export interface Act {
  readonly kind: ActKind;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Which edition it names, by revision or digest; only of an assent. */
  readonly edition?: { readonly revision?: string; readonly digest?: string };
  /** By what the request tells the act by itself; left out where somebody told it. */
  readonly ground?: Ground;
}

/** Why an edition governed. */
export interface GoverningBasis extends Ground {
  /** An act accepted it; no act was told, and it was in effect; or the request named it. */
  readonly by: 'acceptance' | 'in-effect' | 'named';
  /** The act that accepted it, the earliest where several did. */
  readonly act?: { readonly kind: ActKind; readonly at: number };
  /** Only what was known at this instant was looked at. Epoch milliseconds; left out for now. */
  readonly knownAt?: number;
}

/** Why an edition governed, as it is told and recorded: instants as RFC 3339. */
export interface ToldGoverning extends Ground {
  readonly by: GoverningBasis['by'];
  readonly act?: { readonly kind: ActKind; readonly at: string };
  readonly knownAt?: string;
}
