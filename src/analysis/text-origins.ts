import type { Edition } from '../edition/model/edition.js';
import { canonical } from '../language/canonical.js';
import type { OfKind, TypedExpression } from '../language/syntax/expression.js';

/** Local names and arguments of a function, by what they stand for. */
export type Variables = ReadonlyMap<string, TypedExpression>;

/** The names of what an expression's field may come from: all have the same value. A written text is named as JSON. */
export const textsOf = (
  edition: Edition,
  part: TypedExpression,
  fields: readonly string[],
  variables: Variables,
): readonly string[] => {
  const of = (one: TypedExpression, below: readonly string[] = fields): readonly string[] =>
    textsOf(edition, one, below, variables);
  switch (part.kind) {
    case 'literal':
      return fields.length === 0 && part.value !== null ? [canonical(part.value)] : [];
    case 'read':
      return textsOfName(edition, [...part.root.split('.'), ...part.fields, ...fields]);
    case 'variable': {
      const value = variables.get(part.name);
      // What a variable of a list stands for is not known; two that are named alike are the same.
      return value === undefined ? [] : of(value, [...part.fields, ...fields]);
    }
    case 'field':
      return of(part.of, [part.field, ...fields]);
    case 'record': {
      const inside = part.fields.find(([name]) => name === fields[0])?.[1];
      return inside === undefined ? [] : of(inside, fields.slice(1));
    }
    case 'if':
      return common([of(part.then), of(part.else)]);
    case 'table':
      return common([
        ...part.rows.map(({ then }) => of(then)),
        ...(part.otherwise === null ? [] : [of(part.otherwise)]),
      ]);
    case 'let':
      return textsOf(edition, part.in, fields, withVariables(part, variables));
    case 'negate':
      return of(part.of);
    case 'arithmetic':
      return [part.left, part.right].filter(isAmount).flatMap((side) => of(side));
    case 'call':
      return part.arguments.filter(isAmount).flatMap((one) => of(one));
    case 'list':
      return part.items.flatMap((one) => of(one));
    default:
      return [];
  }
};

const common = ([first = [], ...others]: readonly (readonly string[])[]): readonly string[] =>
  first.filter((one) => others.every((other) => other.includes(one)));

/** An amount, or a list of amounts that are compared or added up. */
const isAmount = ({ type }: TypedExpression): boolean =>
  type.kind === 'record' || (type.kind === 'list' && type.of.kind === 'record');

/** Where a name comes from in the end: what is defined has the currency of what it is made from, a figure that of all its values. */
const textsOfName = (edition: Edition, path: readonly string[]): readonly string[] => {
  const whole = path.join('.');
  // The term of a definition may have dots in it: `left.now`.
  const named = <T>(from: ReadonlyMap<string, T>): readonly [T, readonly string[]] | undefined => {
    const length = path.findLastIndex((_, i) => from.has(path.slice(0, i + 1).join('.'))) + 1;
    const one = from.get(path.slice(0, length).join('.'));
    return one === undefined ? undefined : [one, path.slice(length)];
  };
  const defined = named(edition.definitions);
  if (defined !== undefined) {
    const [{ is }, below] = defined;
    return [whole, ...textsOf(edition, is, below, new Map())];
  }
  const figure = named(edition.parameters);
  if (figure === undefined) return [whole];
  const [{ values }, below] = figure;
  const [first, ...others] = new Set(
    values.map(({ value }) =>
      canonical(below.reduce<unknown>((of, field) => fieldOf(of, field), value) ?? null),
    ),
  );
  return first === undefined || first === 'null' || others.length > 0 ? [whole] : [whole, first];
};

const fieldOf = (value: unknown, field: string): unknown =>
  typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)[field]
    : undefined;

/** The variables that stand for something in what a `let` is about. */
export const withVariables = ({ variables: names, values }: OfKind<'let'>, variables: Variables): Variables =>
  new Map([
    ...variables,
    ...names.flatMap((name, i): readonly (readonly [string, TypedExpression])[] => {
      const value = values[i];
      return value === undefined ? [] : [[name, value]];
    }),
  ]);
