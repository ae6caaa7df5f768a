import { isCommitment } from './commitment.js';
import { rewriteFields, type Pointer } from './pointer.js';
import type { StoredRecord } from './record.js';

/** A record's facts and subject with their values put back. */
export interface Opened {
  /** As they came; a value that is erased is still its commitment. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** Left out where there was none, and where it is erased. */
  readonly subject?: string;
  /** Places in the inputs whose values are erased. */
  readonly missing: readonly Pointer[];
}

/** Whom a record is about, where that was given and is not erased. */
export const subjectOf = ({ open }: StoredRecord): string | undefined => {
  const value = open['/subject']?.value;
  return typeof value === 'string' ? value : undefined;
};

/** Puts personal values back in their places, and says which are erased. */
export const openFacts = (record: StoredRecord): Opened => {
  const { inputs } = record.body;
  const missing: Pointer[] = [];
  const facts = rewriteFields(inputs.facts, '/facts', (value, pointer) => {
    if (!isCommitment(value)) return undefined;
    const opening = Object.hasOwn(record.open, pointer) ? record.open[pointer] : undefined;
    if (opening !== undefined) return { by: opening.value };
    missing.push(pointer);
    return { by: value };
  });
  const subject = subjectOf(record);
  if (inputs.subject !== undefined && subject === undefined) missing.push('/subject');
  return { facts, ...(subject === undefined ? {} : { subject }), missing };
};
