import type { NotCompared } from '../../analysis/impact/tally.js';
import type { DecidedCase } from '../../analysis/impact/weigh-cases.js';
import { closedBy, openFacts } from '../../audit/record/opening.js';
import type { PersonalKey } from '../../audit/record/personal-storage.js';
import type { StoredRecord } from '../../audit/record/record.js';

/** A recorded decision as a case that another edition may decide, or why it is none. */
export type RecordedCase =
  | { readonly code: 'case'; readonly case: DecidedCase }
  | { readonly code: 'not-compared'; readonly why: NotCompared };

/** The case of a recorded decision; none where its facts are not all there. @param at where it was read, for a person */
export const caseOfRecord = (record: StoredRecord, at: string, key?: PersonalKey): RecordedCase => {
  const { id, inputs, decision, cites } = record.body;
  const { facts, missing } = openFacts(record, key);
  const closed = missing.filter((pointer) => pointer !== '/subject');
  if (closed.length > 0) return { code: 'not-compared', why: closedBy(record, closed) };
  const before = { edition: inputs.edition, decision, clauses: cites };
  const { invalid } = inputs;
  const one = { at, id, facts, asOf: Date.parse(inputs.asOf), before };
  return { code: 'case', case: invalid === undefined ? one : { ...one, invalid } };
};
