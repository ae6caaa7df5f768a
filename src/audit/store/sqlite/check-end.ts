import { perChain } from '../sql/record/place.js';
import { verifyLine } from '../../verify/verification.js';
import { BrokenChainError } from '../failures.js';
import { firstRow, type Database } from './database.js';
import { ownChain } from './seat.js';

/**
 * The place of the last line where it was altered, so that it can't be read; what is recorded goes on from the end of its chain. Throws
 * `BrokenChainError` where the line is sound, and not what its chain ends with.
 */
export const checkEnd = (database: Database): string | undefined => {
  const [place, line, hash] =
    firstRow(
      database,
      `SELECT place, line, hash FROM record, chain
       WHERE place = (SELECT max(place) FROM record WHERE place < ${perChain}) AND number = ${ownChain}`,
    ) ?? [];
  if (!Buffer.isBuffer(line)) return undefined;
  const verified = verifyLine(line.toString('utf8'), null);
  const at = `line ${String(place)}`;
  if (verified.code !== 'verified') return at;
  if (verified.record.hash === hash) return undefined;
  const problem = { code: 'hash-mismatch', found: verified.record.hash, expected: String(hash) } as const;
  throw new BrokenChainError({ at, problem });
};
