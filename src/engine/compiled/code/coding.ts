import type { Cells, Needs } from './cells.js';
import type { Widths } from './width.js';

/** What an expression's code is made in. */
export interface Coding {
  readonly cells: Cells;
  /** The cells that the code reads. */
  readonly needs: Needs;
  /** Source for a name of the scope with fields below it; its value is never `undefined`. */
  readonly read: (root: string, fields: readonly string[], needs: Needs) => string;
  /** Source of whether a name of the scope has a value. */
  readonly isPresent: (root: string, fields: readonly string[], needs: Needs) => string;
  /** What is computed, for the message where it cannot be. */
  readonly what: string;
  /** Identifiers of the variables bound around the expression, by name. */
  readonly variables: ReadonlyMap<string, string>;
  /** Which names may stand for numbers that no JavaScript number says. */
  readonly widths: Widths;
}
