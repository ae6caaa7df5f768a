import { isNumeric, isTemporal } from '../../../language/types/type-relations.js';
import type { Type } from '../../../language/types/types.js';
import { indent } from '../code/source-text.js';
import type { Lines } from '../module/layout.js';
import { approaches, oneOf, rests, still, stepwise, switching, type Moves } from './moves.js';

/** How a value moves with asOf, and statements that see the instants at which that may become otherwise. */
export interface Boundaries {
  readonly moves: Moves;
  /** Statements that call `see` with each boundary ahead; empty where there is none. They are to be run where the value is computed. */
  readonly lines: Lines;
}

/** Of what never changes with asOf. */
export const noBoundaries: Boundaries = { moves: still, lines: [] };

/** Whether something does not depend on asOf. */
export const isStill = ({ moves, lines }: Boundaries): boolean => lines.length === 0 && rests(moves);

/** Sees the next moment: what may change at any has no boundary that could be named. */
export const anyMoment = 'see(asOf + 1);';

/** Of a value that is made of others, and changes where one of them does. */
export const together = (parts: readonly Boundaries[]): Boundaries => ({
  moves: parts.every(isStill) ? still : switching(oneOf(parts.map(({ moves }) => moves))),
  lines: parts.flatMap(({ lines }) => lines),
});

/** Statements that are run only where a condition holds. */
export const where = (condition: string, lines: Lines): Lines =>
  lines.length === 0 ? [] : [`if (${condition}) {`, ...indent(lines), `}`];

/** Source of a value that JavaScript's signs compare. Values whose nearest numbers are equal need not be. */
export const nearestCode = (code: string, type: Type): string =>
  isNumeric(type) ? `nearest(${code})` : code;

/** How one value stands to another, and where that turns. `order` turns when they meet, or just after, by its sign; `equality` at both. */
export const turning = (
  operator: keyof typeof turns,
  [left, right]: readonly [Boundaries, Boundaries],
  [leftCode, rightCode]: readonly [string, string],
  type: Type,
): Boundaries => {
  const nearer = approaches(left.moves, right.moves);
  const parts = [...left.lines, ...right.lines];
  if (nearer === null) return { moves: stepwise, lines: [...parts, anyMoment] };
  const meets = nearer.map((slope) => `meet(${leftCode}, ${rightCode}, ${slope}, ${turns[operator]});`);
  const lines = [...parts, ...meets];
  if (lines.length === 0) return noBoundaries;
  // What has gone past the other, and never comes back, turns no more.
  const ordered = isNumeric(type) || isTemporal(type);
  const rises = ordered && left.moves.grows && right.moves.shrinks;
  const falls = ordered && left.moves.shrinks && right.moves.grows;
  const [one, other] = [nearestCode(leftCode, type), nearestCode(rightCode, type)];
  const past = rises ? `!(${one} > ${other})` : falls ? `!(${one} < ${other})` : undefined;
  return { moves: stepwise, lines: past === undefined ? lines : where(past, lines) };
};

/** When a comparison turns, for what rises: 0 when the values meet, 1 a millisecond later, 2 at both. */
const turns = { '<': 0, '>=': 0, '<=': 1, '>': 1, '=': 2, '!=': 2 } as const;
