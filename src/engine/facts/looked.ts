import type { FactShape } from '../../edition/model/declarations.js';

/** What stands at a part of a path, and what was given there, as those that translate an edition have values. */
export interface Looked<Value> {
  readonly value: Value;
  readonly given: Value;
  readonly shape: FactShape | undefined;
  readonly path: string;
}
