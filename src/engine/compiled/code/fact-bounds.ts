import type { FactShape } from '../../../edition/model/declarations.js';
import { isWrittenOut } from '../../../language/syntax/walk.js';
import { boundsOf, safe, type Bounds, type Widths } from './width.js';

/** Between what an integer of a fact lies, where its shape says more than its type; `undefined` where it does not. */
export const factBounds = (
  path: readonly string[],
  shapeAt: (path: readonly string[]) => FactShape | undefined,
  widths: Widths,
): Bounds | undefined => {
  const shapes = path.map((_, at) => shapeAt(path.slice(0, at + 1)));
  const shape = shapes.at(-1);
  if (shape === undefined) {
    const { type } = shapes.at(-2) ?? {};
    const isOwed = type?.kind === 'record' && type.name === 'money' && type.negative !== true;
    return isOwed && path.at(-1) === 'minor' ? [0, safe[1]] : undefined;
  }
  // A default that is computed is held to its type alone.
  const isComputed = (one: FactShape | undefined): boolean =>
    one?.default != null && !isWrittenOut(one.default);
  if (shapes.slice(0, -1).some(isComputed)) return undefined;
  const given: Bounds = [
    Math.max(shape.minimum ?? safe[0], safe[0]),
    Math.min(shape.maximum ?? safe[1], safe[1]),
  ];
  if (shape.default === null || !isComputed(shape)) return given;
  const [least, most] = boundsOf(shape.default, widths);
  return [Math.max(Math.min(given[0], least), safe[0]), Math.min(Math.max(given[1], most), safe[1])];
};
