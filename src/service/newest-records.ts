import type { StoredRecord } from '../audit/record/record.js';
import type { DecisionLog } from '../audit/store/decision-log.js';
import { countNotCompared, type Tally } from '../analysis/impact/tally.js';
import type { WeighCase } from '../analysis/impact/weigh-cases.js';
import { caseOfRecord } from '../decide/record/decided-case.js';

const page = 500;

/** The newest records of a revision: so many records of the log are looked through at most. */
export const newestRecords = async (
  log: Pick<DecisionLog, 'search'>,
  of: { readonly document: string; readonly revision: string },
  newest: number,
): Promise<readonly StoredRecord[]> => {
  const records: StoredRecord[] = [];
  let cursor: string | null = null;
  let left = newest;
  do {
    const found = await log.search({
      limit: Math.min(page, left),
      ...(cursor === null ? {} : { cursor }),
    });
    if ('code' in found) throw new RangeError('The log does not take its own cursor');
    left -= found.items.length;
    records.push(
      ...found.items.filter(({ body }) => {
        const { document, revision } = body.inputs.edition;
        return document === of.document && revision === of.revision;
      }),
    );
    cursor = found.next;
  } while (cursor !== null && left > 0);
  return records;
};

/** Weighs a recorded decision by another edition; one whose facts are not all there is not compared. */
export const weighRecord = (weigh: WeighCase, tally: Tally, record: StoredRecord): void | Promise<void> => {
  const found = caseOfRecord(record, record.body.id);
  if (found.code === 'case') return weigh(tally, found.case);
  countNotCompared(tally, found.why);
};
