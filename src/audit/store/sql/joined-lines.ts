import type { JoinedLines } from '../lines.js';
import { chainAt, placeOf } from './record/place.js';
import { rows, type Dialect, type Steps } from './statement.js';

/** Lines of a chain after one and up to another, not verified; `null` where there are none, and where numbers are missing between them. */
export function* joinedLines(
  { joined }: Pick<Dialect, 'joined'>,
  chain: number,
  after: number,
  last: number,
  most: number,
): Steps<JoinedLines | null> {
  const [row] = yield* rows(
    `SELECT count(*), min(place), max(place), ${joined} FROM (SELECT place, line FROM record WHERE place > ? AND place <= ? ORDER BY place LIMIT ?) AS found`,
    placeOf(chain, after),
    placeOf(chain, last),
    most,
  );
  const [count = 0, from = 0, to = 0] = row?.slice(0, 3).map(Number) ?? [];
  if (count === 0 || to - from + 1 !== count) return null;
  const text = row?.[3];
  return {
    first: chainAt(from).sequence,
    count,
    bytes: Buffer.isBuffer(text) ? text : Buffer.from(String(text)),
  };
}
