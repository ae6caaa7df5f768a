import { amountsView } from '../../analysis/impact/report.js';
import { inAll } from '../../analysis/impact/merge-tally.js';
import { stakesOf } from '../../analysis/impact/stakes.js';
import { emptyTally } from '../../analysis/impact/tally.js';
import { makeWeighCase } from '../../analysis/impact/weigh-cases.js';
import type { StoredRecord } from '../../audit/record/record.js';
import { rejectedEdition } from '../../edition/build/rejected-edition.js';
import type { Edition } from '../../edition/model/edition.js';
import { makeCompiledEvaluator } from '../../engine/compiled/compiled-evaluator.js';
import type { Exposure } from '../../wire/book/impact.js';
import { weighRecord } from '../newest-records.js';

/**
 * What hangs on each reading: recorded decisions are decided once more as if its words were read as it rejected. A reading that does not say as data
 * what it rejected has no other side, and is left out. Throws where a rejected side does not load, which a release was checked for.
 */
export const exposureOf = async (edition: Edition, records: readonly StoredRecord[]): Promise<Exposure> => {
  const readings: Exposure['readings'][number][] = [];
  for (const { id, otherwise } of edition.readings.values()) {
    if (otherwise === undefined) continue;
    const rejected = rejectedEdition(edition, [id]);
    if (rejected.code !== 'read') throw new TypeError(`What reading ${id} rejected does not load.`);
    const tally = emptyTally();
    const weigh = makeWeighCase({
      edition: rejected.edition,
      evaluator: makeCompiledEvaluator(rejected.edition),
      stakes: stakesOf(rejected.edition),
      cohorts: [],
      overlook: false,
    });
    for (const record of records) await weighRecord(weigh, tally, record);
    const { compared, changed, amounts } = inAll(tally);
    readings.push({ id, compared, changed, amounts: amountsView(amounts).map(asText) });
  }
  return { records: records.length, readings };
};

const asText = ({
  gained,
  lost,
  net,
  ...one
}: ReturnType<typeof amountsView>[number]): Exposure['readings'][number]['amounts'][number] => ({
  ...one,
  gained: String(gained),
  lost: String(lost),
  net: String(net),
});
