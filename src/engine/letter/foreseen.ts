import type { Edition } from '../../edition/model/edition.js';
import type { TypedExpression } from '../../language/syntax/expression.js';
import type { Value } from '../../language/types/types.js';
import { isList, sameValue } from '../../language/values.js';
import type { ConditionTrace } from '../evaluation.js';
import { hangsOn, type ReadNames } from './facts-read.js';

type Comparison = Extract<ConditionTrace, { readonly kind: 'comparison' }>;

/** What a comparison comes to whatever the doubtful facts are; `undefined` where it hangs on them, or where that is not seen at once. */
export type Foresee = (comparison: Comparison) => boolean | undefined;

/**
 * By doubtful facts, what comparisons come to. Of a definition that says yes or no it is followed through its `and`, `or` and `not`: where
 * one side decides, the other does not matter.
 * @param valueOf the value of a fact or definition by its dotted name, as the trace has it
 */
export const foreseen =
  (edition: Edition, reads: (expression: TypedExpression) => ReadNames, valueOf: (name: string) => Value) =>
  (doubtful: readonly string[]): Foresee => {
    const isDoubtful = (expression: TypedExpression): boolean => {
      const names = reads(expression);
      return doubtful.some((fact) => hangsOn(names, fact));
    };
    const truth = (expression: TypedExpression): boolean | undefined => {
      switch (expression.kind) {
        case 'and':
        case 'or': {
          const decisive = expression.kind === 'or';
          const sides = [truth(expression.left), truth(expression.right)];
          if (sides.includes(decisive)) return decisive;
          return sides.includes(undefined) ? undefined : !decisive;
        }
        case 'read': {
          const is =
            expression.fields.length === 0 ? edition.definitions.get(expression.root)?.is : undefined;
          if (is !== undefined && isDoubtful(is)) return truth(is);
          const value = plain(expression);
          return typeof value === 'boolean' ? value : undefined;
        }
        case 'compare': {
          if (expression.operator !== '=' && expression.operator !== '!=') return undefined;
          const [left, right] = [plain(expression.left), plain(expression.right)];
          if (left === undefined || right === undefined) return undefined;
          return sameValue(left, right) === (expression.operator === '=');
        }
        case 'if': {
          const holds = truth(expression.condition);
          return holds === undefined ? undefined : truth(holds ? expression.then : expression.else);
        }
        case 'call': {
          const [first, second] = expression.arguments;
          if (first === undefined) return undefined;
          if (expression.function === 'not') {
            const inner = truth(first);
            return inner === undefined ? undefined : !inner;
          }
          if (expression.function !== 'list contains' || second === undefined) return undefined;
          const [list, item] = [plain(first), plain(second)];
          return list === undefined || item === undefined || !isList(list) ? undefined : list.includes(item);
        }
        default:
          return undefined;
      }
    };
    /** A value that is no doubt; `undefined` where it is one, or is computed on the way. */
    const plain = (expression: TypedExpression): Value | undefined => {
      if (expression.kind === 'literal') return expression.value;
      if (expression.kind === 'list') {
        const items = expression.items.map(plain);
        return items.includes(undefined)
          ? undefined
          : items.flatMap((item) => (item === undefined ? [] : [item]));
      }
      if (expression.kind !== 'read' || isDoubtful(expression)) return undefined;
      return valueOf([expression.root, ...expression.fields].join('.'));
    };
    const sideOf = (name: string): TypedExpression => {
      const path = name.split('.');
      const length = path.findIndex((_, at) => edition.definitions.has(path.slice(0, at + 1).join('.'))) + 1;
      const root = length === 0 ? (path[0] ?? '') : path.slice(0, length).join('.');
      const fields = path.slice(length === 0 ? 1 : length);
      return { kind: 'read', root, fields, type: { kind: 'null' }, span: { from: 0, to: 0 } };
    };
    return ({ fact, comparedName, operator, compared, result }) => {
      const left = sideOf(fact);
      if (!isDoubtful(left) && (comparedName === undefined || !isDoubtful(sideOf(comparedName))))
        return result;
      if (operator !== 'equal' || comparedName !== undefined || typeof compared !== 'boolean')
        return undefined;
      const seen = truth(left);
      return seen === undefined ? undefined : seen === compared;
    };
  };
