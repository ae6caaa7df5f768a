import type { TypedExpression } from '../../language/syntax/expression.js';
import { withParts } from '../../language/syntax/rebuild.js';
import { afterName } from '../names/invariant-names.js';

/** The same of the case after; what the edition is does not change. */
export const afterwards = (expression: TypedExpression): TypedExpression =>
  expression.kind !== 'read'
    ? withParts(expression, afterwards)
    : expression.root === 'edition'
      ? expression
      : { ...expression, root: afterName(expression.root) };
