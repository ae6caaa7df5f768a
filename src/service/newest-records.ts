import { closedBy, openFacts } from '../audit/record/opening.js';
import type { StoredRecord } from '../audit/record/record.js';
import type { DecisionLog } from '../audit/store/decision-log.js';
import { countNotCompared, type Tally } from '../analysis/impact/tally.js';
import type { WeighCase } from '../analysis/impact/weigh-cases.js';

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
  const { id, inputs, decision, cites } = record.body;
  const { facts, missing } = openFacts(record);
  const closed = missing.filter((pointer) => pointer !== '/subject');
  if (closed.length > 0) {
    countNotCompared(tally, closedBy(record, closed));
    return;
  }
  return weigh(tally, {
    ...{ at: id, id, facts, asOf: Date.parse(inputs.asOf) },
    ...(inputs.invalid === undefined ? {} : { invalid: inputs.invalid }),
    before: { edition: inputs.edition, decision, clauses: cites },
  });
};
