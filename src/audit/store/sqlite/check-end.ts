import { perChain } from '../sql/record-row.js';
import { verifyLine } from '../../verify/verification.js';
import { BrokenChainError } from '../failures.js';
import { firstRow, type Database } from './database.js';
import { ownChain } from './seat.js';

/** Throws `BrokenChainError` where the last line of the log was altered, or is not what its chain ends with. */
export const checkEnd = (database: Database): void => {
  const [place, line, hash] =
    firstRow(
      database,
      `SELECT place, line, hash FROM record, chain
       WHERE place = (SELECT max(place) FROM record WHERE place < ${perChain}) AND number = ${ownChain}`,
    ) ?? [];
  if (!Buffer.isBuffer(line)) return;
  const verified = verifyLine(line.toString('utf8'), null);
  const at = `line ${String(place)}`;
  if (verified.code !== 'verified') throw new BrokenChainError({ at, problem: verified });
  if (verified.record.hash === hash) return;
  const problem = { code: 'hash-mismatch', found: verified.record.hash, expected: String(hash) } as const;
  throw new BrokenChainError({ at, problem });
};
