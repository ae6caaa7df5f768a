import { openMetadata } from '../../audit/record/metadata.js';
import { subjectOf } from '../../audit/record/opening.js';
import type { StoredRecord } from '../../audit/record/record.js';
import type { Edition } from '../../edition/model/edition.js';
import { readGoverning } from '../../edition/model/governing-edition.js';
import { EvaluationDefect } from '../../engine/defect.js';
import type { Decided } from '../answer/answer.js';
import type { Editions } from '../editions/editions.js';

/** What was decided, as its record has it. */
export const decidedBefore = (record: StoredRecord): Decided => ({
  id: record.body.id,
  ...(record.body.inputs.with === undefined ? {} : { with: record.body.inputs.with }),
  asOf: Date.parse(record.body.inputs.asOf),
  decidedAt: Date.parse(record.body.decidedAt),
  ...holdsUntilOf(record),
  subject: subjectOf(record) ?? null,
  decision: record.body.decision,
  ...(record.body.inputs.invalid === undefined ? {} : { invalid: record.body.inputs.invalid }),
  asked: record.body.asked,
  metadata: openMetadata(record),
  governing: record.body.inputs.governing === undefined ? null : readGoverning(record.body.inputs.governing),
});

/** As it was known when it was decided; records that were made before it was kept do not say. */
const holdsUntilOf = ({ body: { holdsUntil } }: StoredRecord): Pick<Decided, 'holdsUntil'> =>
  holdsUntil === undefined ? {} : { holdsUntil: holdsUntil === null ? null : Date.parse(holdsUntil) };

/** The release that decided a record. That it is not kept is a defect: it was, before the record. */
export const releaseOf = async (
  editions: Pick<Editions, 'release'>,
  { body }: StoredRecord,
): Promise<Edition> => {
  const edition = await editions.release(body.inputs.edition.digest);
  if (edition === undefined) throw new EvaluationDefect(`The release of record ${body.id} is not kept`);
  return edition;
};
