import { describeType } from './types/describe-type.js';
import type { Type } from './types/types.js';

/** A built-in function: how it is called, and what it gives for arguments of some types, or what is wrong with them. */
export interface BuiltIn {
  /** As the authoring guide shows it: `modulo(a, b)`. */
  readonly call: string;
  readonly arguments: { readonly least: number; readonly most: number };
  /** Of present arguments in their allowed number; a text is what is wrong. */
  readonly result: (arguments_: readonly Type[]) => Type | string | undefined;
}

/** What is wrong with an argument, in words. */
export const wants = (wanted: string, found: Type | undefined): string =>
  `${wanted} is wanted, not ${found === undefined ? 'nothing' : describeType(found)}`;
