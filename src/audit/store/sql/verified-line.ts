import { type LogLine, chainPlaceOf } from '../../record/log-line.js';
import { verifyLine } from '../../verify/verification.js';
import { BrokenChainError } from '../failures.js';
import { chainAt, placeName } from './record/place.js';
import { rows, type Dialect, type SqlRow, type Steps, textOf } from './statement.js';

/** PostgreSQL has no text with this character, so nothing can have it. */
export const isInNoColumn = (text: string): boolean => text.includes('\0');

/** The name of a place, for a person. */
export const nameOf = (place: unknown): string => {
  const { chain, sequence } = chainAt(Number(place));
  return placeName(chain === 1 ? '' : String(chain), sequence);
};

/** A line that holds by itself. */
export interface Line {
  readonly record: LogLine;
  readonly text: string;
}

/** The line of a row, or what is wrong with it. */
export const lineIn = ([place, line]: SqlRow): Line | BrokenChainError => {
  const text = textOf(line);
  const { sequence: expected } = chainAt(Number(place));
  const found = verifyLine(text, null);
  if (found.code !== 'verified') return new BrokenChainError({ at: nameOf(place), problem: found });
  const { sequence } = chainPlaceOf(found.record);
  if (sequence === expected) return { record: found.record, text };
  const problem = { code: 'sequence-mismatch', found: sequence, expected } as const;
  return new BrokenChainError({ at: nameOf(place), problem });
};

/** The same; throws what is wrong with it. */
export const verified = (row: SqlRow): Line => {
  const line = lineIn(row);
  if (line instanceof BrokenChainError) throw line;
  return line;
};

/** Rows of lines by their places: place, line, id. */
export function* rowsAt(
  { amongIntegers }: Dialect,
  places: readonly number[],
): Steps<ReadonlyMap<number, SqlRow>> {
  const found = yield* rows(
    `SELECT place, line, id FROM record WHERE place ${amongIntegers} ORDER BY place`,
    places,
  );
  return new Map(found.map((row) => [Number(row[0]), row]));
}
