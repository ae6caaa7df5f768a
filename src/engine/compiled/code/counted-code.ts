import type { OfKind, TypedExpression } from '../../../language/syntax/expression.js';
import { readsVariable } from '../../../language/syntax/walk.js';
import type { Type } from '../../../language/types/types.js';
import { added, type Needs } from './cells.js';
import type { Coding } from './coding.js';
import { literal } from './source-text.js';
import { mayBeWide } from './width.js';

/** A filter of a name's list that compares a field of each item with one value. */
interface Ranking {
  readonly list: OfKind<'read'>;
  readonly field: string;
  /** As it stands where the field is on the left. */
  readonly operator: '=' | '<' | '<=' | '>' | '>=';
  readonly than: TypedExpression;
}

const turned = { '=': '=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

type Compare = OfKind<'compare'>;

const isRanked = (operator: Compare['operator']): operator is Ranking['operator'] => operator !== '!=';

/** Whether values of a type are numbers of JavaScript, each of which is before, at or after each other one. */
const isOrdered = ({ kind, nullable }: Type): boolean =>
  nullable !== true && (kind === 'integer' || kind === 'instant');

/**
 * Source of how many items of a list a filter keeps, where it compares a field of each with one value: looked up in the order of that field, which is found
 * once in a decision. Conditions that look at each item beside each other one, as that a history is in the order of time, take so many steps as there
 * are items, and not the square of them. `undefined` where the filter asks something else.
 */
export const rankCode = (
  filter: OfKind<'filter'>,
  coding: Coding,
  code: (part: TypedExpression) => string,
): string | undefined => {
  const found = rankingOf(filter, coding);
  if (found === undefined) return undefined;
  const { list, field, operator, than } = found;
  const read = (needs: Needs): string => coding.read(list.root, list.fields, needs);
  const order = coding.cells.cell(
    `order ${JSON.stringify([read(new Set()), field])}`,
    `the order of ${[list.root, ...list.fields, field].join('.')}`,
    (needs) => `orderOf(${read(needs)}, ${literal(field)})`,
  );
  return `rankOf(${added(order, coding.needs)}, ${literal(operator)}, ${code(than)})`;
};

const rankingOf = ({ in: list, where }: OfKind<'filter'>, { widths }: Coding): Ranking | undefined => {
  if (list.kind !== 'read' || where.kind !== 'compare' || !isRanked(where.operator)) return undefined;
  const { left, right, operator } = where;
  const sides = [left, right] as const;
  if (!sides.every((side) => isOrdered(side.type) && !mayBeWide(side, widths))) return undefined;
  const isField = ({ kind }: TypedExpression): boolean => kind === 'variable';
  const [own, than] = isField(left) && !readsVariable(right, 'item') ? [left, right] : [right, left];
  if (own.kind !== 'variable' || own.name !== 'item' || readsVariable(than, 'item')) return undefined;
  const [field, ...below] = own.fields;
  if (field === undefined || below.length > 0) return undefined;
  return { list, field, operator: own === left ? operator : turned[operator], than };
};
