import type { Formula } from '../terms/formula.js';
import { list, type ListOf, type Symbolic } from '../terms/symbolic.js';
import { integer, no, type Term } from '../terms/term.js';
import type { Texts } from '../terms/texts.js';
import { Untranslatable } from '../untranslatable.js';

/** What an expression is translated in. */
export interface Translating {
  readonly formula: Formula;
  readonly texts: Texts;
  readonly read: (root: string, fields: readonly string[]) => Symbolic;
  readonly variables: ReadonlyMap<string, Symbolic>;
  /** Where the expression is evaluated at all: `and`, `or` and `if` leave out what they don't need. */
  readonly under: Term;
  /** Told when what is computed fails. */
  readonly fails: (when: Term) => void;
  /** Told when the evaluators compute with fewer digits than a number has. */
  readonly rounds: (when: Term) => void;
}

/** The number, text or condition of a value that is one. */
export const termOf = (value: Symbolic): Term => {
  if (value.kind === 'scalar') return value.term;
  // What is absent for certain, where the checker has seen that nobody looks.
  if (value.kind === 'nothing') return integer(0);
  throw new Untranslatable(value.kind === 'unsaid' ? value.what : 'a number of what is a list or a record');
};

/** The same as a condition. */
export const conditionOf = (value: Symbolic): Term => (value.kind === 'nothing' ? no : termOf(value));

/** The items of a value that is a list. */
export const listOf = (value: Symbolic): ListOf => {
  if (value.kind === 'list') return value;
  if (value.kind === 'nothing') return list([]);
  throw new Untranslatable('the items of what is no list');
};
