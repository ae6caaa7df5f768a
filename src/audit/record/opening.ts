import { metadataPlace } from './asked.js';
import { isCommitment, opens, type Opening } from './sealing.js';
import { isSealed, subjectTags, unseal, type PersonalKey } from './personal-storage.js';
import { type Pointer, valueAt } from '../../language/values.js';
import { rewriteFields } from './pointer.js';
import type { StoredRecord } from './record.js';

/** A record's facts and subject with their values put back. */
export interface Opened {
  /** As they came; a value that is missing is still its commitment. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** Left out where there was none, and where it is missing. */
  readonly subject?: string;
  /** Places in the inputs whose values are erased, masked, or sealed under a key that is not here. */
  readonly missing: readonly Pointer[];
}

/** What is kept with personal values beside it: a decision, or a choice. */
interface KeptLine {
  readonly body: { readonly id: string; readonly inputs: object };
  readonly open: StoredRecord['open'];
}

/** Why values of a record are missing: `masked` ones were never kept, `sealed` ones need the key. */
export type Closed = 'erased' | 'masked' | 'sealed';

/** Why the values at these places of a record are missing. */
export const closedBy = ({ body, open }: StoredRecord, missing: readonly Pointer[]): Closed => {
  if (body.sealing === 'masked') return 'masked';
  return missing.some((pointer) => Object.hasOwn(open, pointer)) ? 'sealed' : 'erased';
};

/** Whom a record is about, where that was given, is not missing, and is not sealed or the key is here. */
export const subjectOf = (record: StoredRecord, key?: PersonalKey): string | undefined => {
  const value = openingAt(record, '/subject', key)?.value;
  return typeof value === 'string' ? value : undefined;
};

/** Whether a record is known to be about a subject; a sealed one by its tag. */
export const isAbout = ({ open }: StoredRecord, subject: string, key?: PersonalKey): boolean => {
  const opening = open['/subject'];
  if (opening === undefined) return false;
  if (!isSealed(opening))
    return typeof opening.value === 'string' && opening.value.normalize() === subject.normalize();
  return key !== undefined && opening.tag !== undefined && subjectTags(subject, key).includes(opening.tag);
};

/** What a record keeps at a place, opened where that is sealed and the key is here. */
export const openingAt = (record: KeptLine, pointer: Pointer, key?: PersonalKey): Opening | undefined => {
  const kept = Object.hasOwn(record.open, pointer) ? record.open[pointer] : undefined;
  if (kept === undefined || !isSealed(kept)) return kept;
  if (key === undefined) return undefined;
  const opening = unseal(kept, { id: record.body.id, pointer, key });
  const commitment = valueAt(record.body.inputs, pointer);
  return opening !== undefined && isCommitment(commitment) && opens(opening, commitment)
    ? opening
    : undefined;
};

/** Puts personal values back in their places, sealed ones where the key is here, and says which are missing. */
export const openFacts = (record: StoredRecord, key?: PersonalKey): Opened => {
  const { inputs } = record.body;
  const missing: Pointer[] = [];
  const facts = rewriteFields(inputs.facts, '/facts', (value, pointer) => {
    if (!isCommitment(value)) return undefined;
    const opening = openingAt(record, pointer, key);
    if (opening !== undefined) return { by: opening.value };
    missing.push(pointer);
    return { by: value };
  });
  const subject = subjectOf(record, key);
  if (inputs.subject !== undefined && subject === undefined) missing.push('/subject');
  return { facts, ...(subject === undefined ? {} : { subject }), missing };
};

/** The places of the personal values that a record does not keep any more, or never did. */
export const unkeptPlaces = ({ body, open }: StoredRecord): readonly Pointer[] => {
  const missing: Pointer[] = [];
  rewriteFields(body.inputs.facts, '/facts', (value, pointer) => {
    if (!isCommitment(value)) return undefined;
    if (!Object.hasOwn(open, pointer)) missing.push(pointer);
    return { by: value };
  });
  if (body.inputs.subject !== undefined && open['/subject'] === undefined) missing.push('/subject');
  for (const key of Object.keys(body.inputs.metadata ?? {}))
    if (!Object.hasOwn(open, metadataPlace(key))) missing.push(metadataPlace(key));
  return missing;
};
