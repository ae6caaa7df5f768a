import { NotExportableError } from '../../audit/store/export-log.js';
import { placeName } from '../../audit/store/sql/record/place.js';
import { loadReplayed } from '../../audit/replay/replay-log.js';
import type { StoredRecord } from '../../audit/record/record.js';
import type { Pool } from '../../workers/pool.js';
import type { LogToRead } from '../arguments/open.js';
import type { PlainLines, RowsOf } from './cut-lines.js';
import { makePlainRows, type PlainRows } from './plain-rows.js';
import type { LinesOfChain, Rows, RowsOfLines } from './rows-of-lines.js';

/** Finds how SQL makes rows of the plain lines of a decision under a release; `undefined` where the log does not keep it as it was. */
export const findPlainRows = (
  log: Pick<LogToRead, 'release'>,
  withPersonal: boolean,
): ((of: RowsOf) => Promise<PlainRows | undefined>) => {
  const made = new Map<string, Promise<PlainRows | undefined>>();
  return ({ decision, release }) => {
    const name = `${decision} ${release}`;
    const known = made.get(name);
    if (known !== undefined) return known;
    const making = log.release(release).then(async (kept) => {
      const edition = await loadReplayed(release, kept?.files);
      const ruleSet = edition?.decisions.get(decision);
      return edition === undefined || ruleSet === undefined
        ? undefined
        : makePlainRows(edition, ruleSet, withPersonal);
    });
    made.set(name, making);
    return making;
  };
};

/** Makes rows of plain lines one by one. Throws `NotExportableError` where one of them can't be a row. */
export const rowsOneByOne = async (
  pool: Pick<Pool<LinesOfChain, RowsOfLines>, 'run'>,
  { pieces }: PlainLines,
): Promise<readonly Rows[]> => {
  const lines = Buffer.concat(pieces).toString('utf8').trimEnd().split('\n');
  const rows: Rows[] = [];
  for (let from = 0; from < lines.length; from += linesAtOnce) {
    const some = lines.slice(from, from + linesAtOnce);
    const { rows: made, problem } = await pool.run({ lines: some });
    if (problem !== null) {
      const { body } = JSON.parse(some[problem.place] ?? '') as Partial<StoredRecord>; // its hash holds
      throw new NotExportableError(`${placeName(body?.chain ?? '', body?.sequence ?? 0)}: ${problem.why}.`);
    }
    rows.push(...made);
  }
  return rows;
};

const linesAtOnce = 1000;
