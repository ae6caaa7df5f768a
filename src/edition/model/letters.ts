import type { Template } from './template.js';

/** What customers are told, in the contract's own words: letters.yaml. */
export interface Letters {
  /** What is told where the rules give no single answer. */
  readonly unresolved: { readonly says: string; readonly next: readonly string[] };
  /** How a value of a fixed list is said, by the value. */
  readonly words: ReadonlyMap<string, string>;
  /** By reading, what was taken to be so. */
  readonly readings: ReadonlyMap<string, string>;
  readonly decisions: ReadonlyMap<string, LetterWords>;
}

/** The words of one decision. */
export interface LetterWords {
  readonly asked: Template;
  readonly outcomes: ReadonlyMap<string, { readonly says: Template; readonly next: readonly string[] }>;
  /** By effect; those that are not told are left out. */
  readonly effects: ReadonlyMap<string, EffectWords>;
  readonly choices: ReadonlyMap<string, string>;
  /** By the dotted name of a fact that may be left out, what is taken to be so then; empty where it is not told. */
  readonly assumed: ReadonlyMap<string, string>;
  /** By rule, what may be done next where it stands. */
  readonly next: ReadonlyMap<string, readonly string[]>;
}

/** What follows from an effect, by its value. Its templates mention effects of the same decision. */
export interface EffectWords {
  /** A number or an amount above zero, yes, a text, an instant, a list with items. */
  readonly some?: Template;
  /** Exactly one. */
  readonly one?: Template;
  /** Zero, no, an empty list, no value. */
  readonly none?: Template;
  /** By the value of a fixed list. */
  readonly values: ReadonlyMap<string, Template>;
}
