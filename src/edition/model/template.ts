import type { TypedExpression } from '../../language/syntax/expression.js';

/** Text with dotted names in it, to be filled when a decision is told. */
export type Template = readonly (string | { readonly name: string; readonly expression: TypedExpression })[];
