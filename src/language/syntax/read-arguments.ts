import type { SyntaxNode } from '@lezer/common';
import { nameOf, partsOf, type Reader } from './syntax-node.js';

/** The arguments of a call, and the names of their parameters where these are written. */
export interface WrittenArguments {
  readonly given: readonly SyntaxNode[];
  readonly names?: readonly string[];
}

/** `(1, 2)`, or `(from: 1, to: 2)`. */
export const argumentsOf = (parameters: SyntaxNode | undefined, read: Reader): WrittenArguments => {
  if (parameters?.name !== 'NamedParameters')
    return { given: parameters === undefined ? [] : partsOf(parameters) };
  const pairs = partsOf(parameters).map(partsOf);
  return {
    given: pairs.flatMap(([, value]) => (value === undefined ? [] : [value])),
    names: pairs.map(([name]) => (name === undefined ? '' : nameOf(name, read))),
  };
};
