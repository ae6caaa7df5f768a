import type { TypedExpression } from '../../language/syntax/expression.js';
import type { Type } from '../../language/types/types.js';

/** Where nothing says any more where it stood. */
export const position = { file: '', line: 0, column: 0 };

const span = { from: 0, to: 0 };

/** An expression of which only the type is left: its code is the module's. */
export const typed = (type: Type): TypedExpression => ({ kind: 'literal', value: null, type, span });

/** An expression of which only the names are left that it reads. */
export const readingOf = (roots: readonly string[]): TypedExpression => ({
  kind: 'list',
  items: roots.map((root) => ({ kind: 'read', root, fields: [], type: { kind: 'null' }, span })),
  type: { kind: 'list', of: { kind: 'null' } },
  span,
});
