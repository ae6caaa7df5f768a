import type { FunctionName, OfKind, TypedExpression } from '../../../language/syntax/expression.js';
import {
  anyMoment,
  isStill,
  nearestCode,
  noBoundaries,
  turning,
  where,
  type Boundaries,
} from './boundaries.js';
import { forward, negated, oneOf, restless, rests, still, stepwise, type Moves } from './moves.js';

type Call = OfKind<'call'>;
type Code = (part: TypedExpression) => string;

/** The boundaries of what a function gives. */
export const boundariesOfCall = (
  call: Call,
  of: (part: TypedExpression) => Boundaries,
  code: Code,
): Boundaries => {
  const parts = call.arguments.map(of);
  if (parts.every(isStill)) return noBoundaries;
  const found = special(call, parts, of, code);
  if (found !== undefined) return found;
  const lines = parts.flatMap((part) => part.lines);
  return parts.every(({ moves }) => rests(moves))
    ? { moves: stepwise, lines }
    : { moves: restless, lines: [...lines, anyMoment] };
};

/** Functions of which more is known than that they change where their arguments do. */
const special = (
  call: Call,
  parts: readonly Boundaries[],
  of: (part: TypedExpression) => Boundaries,
  code: Code,
): Boundaries | undefined => {
  const [first, second] = parts;
  const [one, other] = call.arguments;
  if (first === undefined || one === undefined) return undefined;
  const lines = parts.flatMap((part) => part.lines);
  switch (call.function) {
    case 'floor':
    case 'ceiling':
    case 'round up':
    case 'round down':
    case 'round half up':
    case 'round half down':
    case 'round half even': {
      const { slopes } = first.moves;
      if (call.arguments.length > 1 || one.type.kind === 'record' || slopes === null) return undefined;
      const unit = call.function === 'floor' || call.function === 'ceiling' ? 1 : 0.5;
      const exact = stairOf(call, of, code);
      const steps = slopes
        .filter((slope) => slope !== '0')
        .map((slope) => `climb(${code(one)}, ${slope}, ${unit});`);
      const seen = exact === undefined ? steps : where(`!${exact}`, steps);
      return { moves: { ...first.moves, slopes: ['0'], isClock: true }, lines: [...lines, ...seen] };
    }
    case 'min':
    case 'max':
      return call.arguments.length === 2 &&
        second !== undefined &&
        other !== undefined &&
        one.type.kind !== 'record'
        ? ofExtreme(call.function, [first, second], [one, other], code)
        : undefined;
    case 'figure at': {
      const slopes = second?.moves.slopes ?? null;
      if (slopes === null || other === undefined || !isStill(first)) return undefined;
      const meets = slopes
        .filter((slope) => slope !== '0')
        .map((slope) => `meet(${code(other)}, dated.from, ${slope}, 0);`);
      const each = meets.length === 0 ? [] : [`for (const dated of ${code(one)}) {`, ...meets, `}`];
      return { moves: stepwise, lines: [...lines, ...each] };
    }
    case 'not':
    case 'count':
      return { moves: stepwise, lines };
    default:
      return calendarDay.has(call.function) ? ofDay(call, parts, code) : undefined;
  }
};

/** The step of a quotient that is rounded down or up, whose dividend goes as time does or against it: known to the millisecond where both are integers. */
const stairOf = (
  { function: name, arguments: [quotient] }: Call,
  of: (part: TypedExpression) => Boundaries,
  code: Code,
): string | undefined => {
  if ((name !== 'floor' && name !== 'ceiling') || quotient?.kind !== 'arithmetic') return undefined;
  const { operator, left, right } = quotient;
  const [slope, ...more] = of(left).moves.slopes ?? [];
  if (operator !== '/' || !isStill(of(right)) || more.length > 0 || (slope !== '1' && slope !== '-1'))
    return undefined;
  return `stair(${code(left)}, ${code(right)}, ${slope}, ${name === 'ceiling'})`;
};

/** Of the less or the greater of two: where one has gone past the other and never comes back, only the other counts. */
const ofExtreme = (
  name: 'min' | 'max',
  [first, second]: readonly [Boundaries, Boundaries],
  [one, other]: readonly [TypedExpression, TypedExpression],
  code: Code,
): Boundaries => {
  const turned = name === 'min' ? (moves: Moves): Moves => moves : negated;
  const isLost = (part: Boundaries, rest: Boundaries): boolean =>
    turned(part.moves).grows && turned(rest.moves).shrinks;
  const beyond = name === 'min' ? '>' : '<';
  const counts = (...sides: readonly TypedExpression[]): string =>
    `!(${sides.map((side) => nearestCode(code(side), side.type)).join(` ${beyond} `)})`;
  const crossing = turning(
    '<',
    [
      { ...first, lines: [] },
      { ...second, lines: [] },
    ],
    [code(one), code(other)],
    one.type,
  );
  const after = turning(
    '<=',
    [
      { ...first, lines: [] },
      { ...second, lines: [] },
    ],
    [code(one), code(other)],
    one.type,
  );
  return {
    moves: oneOf([first.moves, second.moves]),
    lines: [
      ...(isLost(first, second) ? where(counts(one, other), first.lines) : first.lines),
      ...(isLost(second, first) ? where(counts(other, one), second.lines) : second.lines),
      ...crossing.lines,
      ...after.lines,
    ],
  };
};

/** What depends only on the day of the calendar. */
const calendarDay: ReadonlySet<FunctionName> = new Set([
  'start of day',
  'start of month',
  'start of year',
  'days between',
  'date in zone',
]);

/** The next day begins at a boundary. */
const ofDay = (call: Call, parts: readonly Boundaries[], code: Code): Boundaries | undefined => {
  const points = call.function === 'days between' ? 2 : 1;
  const zone = call.arguments[points];
  const zoneCode = zone === undefined ? 'undefined' : code(zone);
  if (parts.slice(points).some((part) => !isStill(part))) return undefined;
  const days = call.arguments.slice(0, points).flatMap((point, i): readonly (string | null)[] => {
    const { moves } = parts[i] ?? noBoundaries;
    if (rests(moves)) return [];
    return moves.isClock ? [`dawn(${code(point)}, ${zoneCode});`] : [null];
  });
  if (days.includes(null)) return undefined;
  return {
    moves: points === 1 && parts[0]?.moves.grows === true ? { ...forward, slopes: still.slopes } : stepwise,
    lines: [...parts.flatMap((part) => part.lines), ...days.filter((day) => day !== null)],
  };
};
