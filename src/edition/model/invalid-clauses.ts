import type { ClauseId } from '../../contract/contract.js';
import type { TypedExpression } from '../../language/syntax/expression.js';
import type { Type } from '../../language/types/types.js';

/** The name of the list of invalid clauses in expressions that are built; no file can write it, since it has a space. */
export const invalidClausesName = 'invalid clauses';

/**
 * The clauses of a rule or definition that keep it in force: all but a paragraph that is cited beside one of its own items, which only
 * introduces the item.
 */
export const restingClauses = (clauses: readonly ClauseId[]): readonly ClauseId[] =>
  clauses.filter((clause) => !clauses.some((other) => other !== clause && paragraphOf(other) === clause));

/** `6.4` of `6.4(a)`; of a paragraph itself. */
export const paragraphOf = (clause: ClauseId): ClauseId => clause.replace(/\(.*$/, '');

/** The expression that is `instead` where every clause that keeps it in force is invalid, else `is`. */
export const chosenByInvalid = (
  clauses: readonly ClauseId[],
  instead: TypedExpression,
  is: TypedExpression,
): TypedExpression => {
  const { span } = instead;
  const list: TypedExpression = {
    kind: 'read',
    root: invalidClausesName,
    fields: [],
    type: { kind: 'list', of: { kind: 'text' } },
    span,
  };
  const condition = restingClauses(clauses)
    .map((value): TypedExpression => {
      const clause: TypedExpression = { kind: 'literal', value, type: { kind: 'text' }, span };
      return { kind: 'call', function: 'list contains', arguments: [list, clause], type: boolean, span };
    })
    .reduce((left, right): TypedExpression => ({ kind: 'and', left, right, type: boolean, span }));
  return { kind: 'if', condition, then: instead, else: is, type: is.type, span: is.span };
};

const boolean: Type = { kind: 'boolean' };
