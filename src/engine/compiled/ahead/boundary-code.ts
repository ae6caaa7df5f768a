import { withWide } from '../code/width.js';
import { comparedMoney } from '../../../language/operations.js';
import { type OfKind, type TypedExpression, isNullLiteral } from '../../../language/syntax/expression.js';
import type { Coding } from '../code/coding.js';
import { expressionCode } from '../code/expression-code.js';
import { indent } from '../code/source-text.js';
import type { Lines } from '../module/layout.js';
import { boundariesOfArithmetic } from './arithmetic-boundaries.js';
import { anyMoment, isStill, noBoundaries, together, turning, where, type Boundaries } from './boundaries.js';
import { boundariesOfCall } from './call-boundaries.js';
import {
  chosen,
  forward,
  negated,
  oneOf,
  restless,
  rests,
  still,
  stepwise,
  switching,
  type Moves,
} from './moves.js';

/** What the boundaries of an expression are found in. */
export interface BoundaryCoding {
  readonly coding: Coding;
  /** Those of a name of the scope. */
  readonly read: (root: string, fields: readonly string[]) => Boundaries;
  /** How the variables move that are bound around the expression. */
  readonly variables: ReadonlyMap<string, Moves>;
}

/**
 * The instants ahead at which an expression's value may become otherwise, seen from now: where comparisons turn, where steps are reached. None
 * before them is left out; not each need change anything. What a value does not need now it is not looked at for: `and`, `or` and `if` leave
 * out what they leave out when they compute.
 */
export const boundariesOf = (expression: TypedExpression, at: BoundaryCoding): Boundaries => {
  const of = (part: TypedExpression): Boundaries => boundariesOf(part, at);
  const code = (part: TypedExpression): string => expressionCode(part, at.coding);
  switch (expression.kind) {
    case 'literal':
      return noBoundaries;
    case 'read':
      return expression.root === 'asOf'
        ? { moves: forward, lines: [] }
        : at.read(expression.root, expression.fields);
    case 'variable':
      return { moves: at.variables.get(expression.name) ?? still, lines: [] };
    case 'field':
      return of(expression.of);
    case 'negate': {
      const { moves, lines } = of(expression.of);
      return { moves: negated(moves), lines };
    }
    case 'arithmetic':
      return boundariesOfArithmetic(expression, of, code);
    case 'compare':
      return ofCompare(expression, of, code);
    case 'and':
    case 'or': {
      const [left, right] = [of(expression.left), of(expression.right)];
      const needed = expression.kind === 'and' ? code(expression.left) : `!${code(expression.left)}`;
      return { moves: stepsOf([left, right]), lines: [...left.lines, ...where(needed, right.lines)] };
    }
    case 'if': {
      const [condition, then, otherwise] = [
        of(expression.condition),
        of(expression.then),
        of(expression.else),
      ];
      const holds = code(expression.condition);
      const moves = chosen(holds, then.moves, otherwise.moves);
      return {
        moves: isStill(condition) ? moves : switching(moves),
        lines: [...condition.lines, ...where(holds, then.lines), ...where(`!${holds}`, otherwise.lines)],
      };
    }
    case 'some':
    case 'every':
    case 'for':
    case 'filter': {
      const list = of(expression.in);
      const inner =
        expression.kind === 'filter'
          ? expression.where
          : expression.kind === 'for'
            ? expression.return
            : expression.satisfies;
      const variable = expression.kind === 'filter' ? 'item' : expression.variable;
      const name = at.coding.cells.variable();
      const body = boundariesOf(inner, bound(at, [[variable, name, list.moves]]));
      const lines = [...list.lines, ...each(name, code(expression.in), body.lines)];
      if (expression.kind === 'for')
        return { moves: isStill(list) ? body.moves : switching(body.moves), lines };
      if (expression.kind === 'filter')
        return { moves: lines.length === 0 ? list.moves : switching(list.moves), lines };
      return { moves: lines.length === 0 ? stepsOf([list, body]) : stepwise, lines };
    }
    case 'index': {
      const [list, place] = [of(expression.in), of(expression.at)];
      return {
        moves:
          isStill(list) && isStill(place) ? still : rests(place.moves) ? switching(list.moves) : restless,
        lines: [...list.lines, ...place.lines],
      };
    }
    case 'call':
      return boundariesOfCall(expression, of, code);
    case 'list':
      return together(expression.items.map(of));
    case 'record':
      return together(expression.fields.map(([, value]) => of(value)));
    case 'let': {
      const values = expression.values.map(of);
      const names = expression.variables.map((name, i): [string, string, Moves] => [
        name,
        at.coding.cells.variable(),
        values[i]?.moves ?? still,
      ]);
      const body = boundariesOf(expression.in, bound(at, names));
      const locals = names.map(([, name], i) => `const ${name} = ${codeOf(expression.values[i], code)};`);
      const inner = body.lines.length === 0 ? [] : [`{`, ...indent([...locals, ...body.lines]), `}`];
      return { moves: body.moves, lines: [...values.flatMap(({ lines }) => lines), ...inner] };
    }
    case 'table': {
      const tests = expression.rows.flatMap(({ tests: ofRow }) => ofRow.filter((test) => test !== null));
      const parts = [...expression.inputs, ...tests].map(of);
      const outputs = [
        ...expression.rows.map(({ then }) => then),
        ...(expression.otherwise === null ? [] : [expression.otherwise]),
      ].map(of);
      const all = [...parts, ...outputs];
      return {
        moves: all.every(isStill) ? still : switching(oneOf(outputs.map(({ moves }) => moves))),
        lines: all.flatMap(({ lines }) => lines),
      };
    }
  }
};

const ofCompare = (
  expression: OfKind<'compare'>,
  of: (part: TypedExpression) => Boundaries,
  code: (part: TypedExpression) => string,
): Boundaries => {
  const { left, right, operator } = expression;
  const sides = [of(left), of(right)] as const;
  if (sides.every(isStill)) return noBoundaries;
  // Whether there is a value is asked of it; how much it is does not matter.
  if (isNullLiteral(left) || isNullLiteral(right))
    return { moves: stepwise, lines: sides.flatMap(({ lines }) => lines) };
  const ofMoney = comparedMoney(expression, () => '', {
    '=': '=',
    '!=': '!=',
    '<': '<',
    '<=': '<=',
    '>': '>',
    '>=': '>=',
  });
  if (ofMoney !== null)
    return {
      moves: stepwise,
      lines: [
        ...together([...sides]).lines,
        ...(sides.every(({ moves }) => rests(moves)) ? [] : [anyMoment]),
      ],
    };
  return turning(operator, sides, [codeOf(left, code), codeOf(right, code)], left.type);
};

const stepsOf = (parts: readonly Boundaries[]): Moves => (parts.every(isStill) ? still : stepwise);

const codeOf = (part: TypedExpression | undefined, code: (part: TypedExpression) => string): string =>
  part === undefined ? 'null' : code(part);

const each = (name: string, list: string, body: Lines): Lines =>
  body.length === 0 ? [] : [`for (const ${name} of ${list}) {`, ...indent(body), `}`];

const bound = (at: BoundaryCoding, names: readonly (readonly [string, string, Moves])[]): BoundaryCoding => ({
  ...at,
  coding: {
    ...at.coding,
    variables: new Map([...at.coding.variables, ...names.map(([name, code]) => [name, code] as const)]),
    widths: withWide(
      at.coding.widths,
      names.map(([name]) => name),
    ),
  },
  variables: new Map([...at.variables, ...names.map(([name, , moves]) => [name, moves] as const)]),
});
