import type { Random } from './random.js';

/** What a trial goes by. */
export interface TrialParts {
  readonly random: Random;
  /** How often what the trial does is done. */
  readonly count: number;
  /** Tells how far it is. */
  readonly tell: (line: string) => void;
  /** Breaks what the product did: only to see that the trial notices. */
  readonly planted?: Planted;
}

/** Breaks something in a data directory, or in the database of a URL. */
export type Planted = (place: string) => void | Promise<void>;

/** What a trial counted, by its name for a person. */
export type Figures = Readonly<Record<string, number>>;

/** Tries one kind of fault; throws a `Violation` where something did not hold. */
export interface Trial {
  /** In a few words, for `--help`. */
  readonly about: string;
  /** How often, where nobody says. */
  readonly usual: number;
  readonly run: (parts: TrialParts) => Promise<Figures>;
}
