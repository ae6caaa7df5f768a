import type { SyntaxNode } from '@lezer/common';
import type { Span } from './expression.js';
import type { Syntax } from './syntax.js';

/** Reads the nodes of one source. */
export interface Reader {
  readonly text: (node: SyntaxNode) => string;
  readonly syntax: (node: SyntaxNode | undefined) => Syntax;
  /** Reports FEEL that the subset lacks. */
  readonly unsupported: (node: SyntaxNode, hint?: string) => Syntax;
}

/** A name's words, joined by single spaces. */
export const nameOf = (node: SyntaxNode, read: Reader): string => read.text(node).replace(/\s+/g, ' ');

/** Where a node stands. */
export const spanOf = (node: SyntaxNode): Span => ({
  from: node.from,
  to: node.to,
});

/** A node's children without comments. */
export const partsOf = (node: SyntaxNode): readonly SyntaxNode[] => {
  const parts: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling)
    if (!child.type.isSkipped) parts.push(child);
  return parts;
};
