import { hash } from 'node:crypto';
import { termsFor } from '../../../record/metadata.js';
import { isSealed, type PersonalKey, subjectTags } from '../../../record/personal-storage.js';
import type { StoredRecord } from '../../../record/record.js';

/** What finds a store's records by subject. */
export interface SubjectSecrets {
  readonly salt: string;
  /** Finds sealed subjects. */
  readonly key: PersonalKey | undefined;
}

/** What stands in an index in place of a text: 16 bytes. */
export const indexKey = (text: string, salt: string): Buffer =>
  hash('sha256', `${salt}${text}`, 'buffer').subarray(0, 16);

/** By what the records of a subject may be found: by itself where it is open, by its tags where it is sealed. */
export const subjectKeys = (subject: string, { salt, key }: SubjectSecrets): readonly Buffer[] =>
  [
    // Those recorded by earlier versions stand under the name as it was written.
    ...new Set([subject.normalize(), subject, subject.normalize('NFD')]),
    ...(key === undefined ? [] : subjectTags(subject, key)),
  ].map((text) => indexKey(text, salt));

/** By what the records with a value in their metadata may be found. */
export const metadataKeys = (name: string, value: string, { salt, key }: SubjectSecrets): readonly Buffer[] =>
  termsFor(name, value, key).map((term) => indexKey(term, salt));

/** By what a record is found; `null` where it has no subject, or that is gone. `asWritten`: as earlier versions put it into the index. */
export const subjectKeyOf = ({ open }: StoredRecord, salt: string, asWritten = false): Buffer | null => {
  const opening = open['/subject'];
  if (opening === undefined) return null;
  const text = isSealed(opening) ? opening.tag : opening.value;
  if (typeof text !== 'string') return null;
  return indexKey(isSealed(opening) || asWritten ? text : text.normalize(), salt);
};
