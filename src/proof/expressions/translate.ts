import type { OfKind, TypedExpression } from '../../language/syntax/expression.js';
import { operationOf } from '../../language/operations.js';
import { callOf } from './calls.js';
import {
  countOf,
  either,
  fieldOf,
  fieldsOf,
  list,
  literal,
  nothing,
  placesOf,
  same,
  scalar,
  unsaid,
  type ListOf,
  type Symbolic,
} from '../terms/symbolic.js';
import {
  and,
  arithmetic,
  choose,
  compare,
  equal,
  integer,
  isNo,
  isYes,
  negate,
  no,
  not,
  or,
  quotient,
  yes,
  type Term,
} from '../terms/term.js';
import { bounded } from './bounded.js';
import { counted, divides } from './counted.js';
import { applied } from './finite-texts.js';
import { tableOf } from './tables.js';
import { conditionOf, listOf, termOf, type Translating } from './translating.js';
import { Untranslatable } from '../untranslatable.js';

/** An expression as what it comes to for any facts. Throws {@link Untranslatable}. */
export const translate = (expression: TypedExpression, given: Translating): Symbolic => {
  const of = (part: TypedExpression): Symbolic => translate(part, given);
  const where = (condition: Term, part: TypedExpression): Symbolic =>
    isNo(condition)
      ? nothing
      : translate(part, { ...given, under: given.formula.share(and(given.under, condition)) });
  switch (expression.kind) {
    case 'literal':
      return literal(expression.value, expression.type, given.texts);
    case 'read':
      return bounded(given.read(expression.root, expression.fields), expression.type);
    case 'variable':
      return fieldsOf(given.variables.get(expression.name) ?? nothing, expression.fields);
    case 'field':
      return fieldOf(of(expression.of), expression.field);
    case 'negate':
      return scalar(negate(termOf(of(expression.of))));
    case 'arithmetic':
      return arithmeticOf(expression, of, given);
    case 'compare':
      return scalar(compared(expression.operator, of(expression.left), of(expression.right)));
    case 'and': {
      const left = conditionOf(of(expression.left));
      return scalar(and(left, conditionOf(where(left, expression.right))));
    }
    case 'or': {
      const left = conditionOf(of(expression.left));
      return scalar(or(left, conditionOf(where(not(left), expression.right))));
    }
    case 'if': {
      const condition = given.formula.share(conditionOf(of(expression.condition)));
      return given.formula.shareAll(
        either(condition, where(condition, expression.then), where(not(condition), expression.else)),
      );
    }
    case 'some':
    case 'every': {
      const isSome = expression.kind === 'some';
      // Items after the one that settles it are not looked at.
      let open = yes;
      for (const { there, value } of listOf(of(expression.in)).items) {
        const reached = given.formula.share(and(open, there));
        const holds = conditionOf(inItem(expression.variable, value, expression.satisfies, reached, given));
        open = given.formula.share(and(open, or(not(there), isSome ? not(holds) : holds)));
      }
      return scalar(isSome ? not(open) : open);
    }
    case 'for':
      return list(
        listOf(of(expression.in)).items.map(({ there, value }) => ({
          there,
          value: given.formula.shareAll(inItem(expression.variable, value, expression.return, there, given)),
        })),
      );
    case 'filter':
      return list(
        listOf(of(expression.in)).items.map(({ there, value }) => ({
          there: given.formula.share(
            and(there, conditionOf(inItem('item', value, expression.where, there, given))),
          ),
          value,
        })),
      );
    case 'index':
      return itemAt(listOf(of(expression.in)), termOf(of(expression.at)));
    case 'call':
      return given.formula.shareAll(callOf(expression, expression.arguments.map(of), given));
    case 'list':
      return list(expression.items.map((item) => ({ there: yes, value: of(item) })));
    case 'let': {
      const values = expression.variables.map((name, at): [string, Symbolic] => {
        const value = expression.values[at];
        return [name, value === undefined ? nothing : of(value)];
      });
      return translate(expression.in, { ...given, variables: new Map([...given.variables, ...values]) });
    }
    case 'table':
      return tableOf(expression, given, translate);
    case 'record':
      return {
        kind: 'record',
        absent: no,
        fields: new Map(expression.fields.map(([name, value]) => [name, of(value)])),
      };
  }
};

const inItem = (
  variable: string,
  value: Symbolic,
  body: TypedExpression,
  there: Term,
  given: Translating,
): Symbolic => {
  if (isNo(there)) return nothing;
  const variables = new Map([...given.variables, [variable, value]]);
  const under = given.formula.share(and(given.under, there));
  return translate(body, { ...given, variables, under });
};

const arithmeticOf = (
  expression: OfKind<'arithmetic'>,
  of: (part: TypedExpression) => Symbolic,
  given: Translating,
): Symbolic => {
  const { operator, type } = expression;
  if (operationOf(expression) !== undefined)
    throw new Untranslatable('arithmetic of dates, of months or of money as a whole');
  const [one, other] = [of(expression.left), of(expression.right)];
  if (type.kind === 'text')
    return applied(expression, [one, other], given.texts) ?? unsaid('texts that are put together');
  const [left, right] = [termOf(one), termOf(other)];
  if (operator !== '/') return scalar(counted(operator, left, right, given));
  given.fails(and(given.under, equal(right, integer(0))));
  divides(left, given);
  return scalar(quotient(left, right));
};

const compared = (operator: '=' | '!=' | '<' | '<=' | '>' | '>=', left: Symbolic, right: Symbolic): Term => {
  if (operator === '=') return same(left, right);
  if (operator === '!=') return not(same(left, right));
  return compare(operator, termOf(left), termOf(right));
};

/** The item at a place, from 1 or from the end; absent where there is none. */
const itemAt = (from: ListOf, place: Term): Symbolic => {
  const places = placesOf(from);
  const fromEnd = arithmetic('+', countOf(from), place);
  const at = choose(compare('<', place, integer(0)), fromEnd, arithmetic('-', place, integer(1)));
  return from.items.reduceRight<Symbolic>((otherwise, { there, value }, index) => {
    const isIt = and(there, equal(places[index] ?? integer(0), at));
    return isYes(isIt) ? value : either(isIt, value, otherwise);
  }, nothing);
};
