import { hash } from 'node:crypto';
import type { StoredRecord } from '../../record/record.js';
import { isSealed, subjectTags, type PersonalKey } from '../../record/personal-storage.js';

/** What finds a store's records by subject. */
export interface SubjectSecrets {
  readonly salt: string;
  /** Finds sealed subjects. */
  readonly key: PersonalKey | undefined;
}

/** By what the records of a subject stand in an index: 16 bytes. */
const subjectKey = (text: string, salt: string): Buffer =>
  hash('sha256', `${salt}${text}`, 'buffer').subarray(0, 16);

/** By what the records of a subject may be found: by itself where it is open, by its tags where it is sealed. */
export const subjectKeys = (subject: string, { salt, key }: SubjectSecrets): readonly Buffer[] =>
  [
    // Those recorded by earlier versions stand under the name as it was written.
    ...new Set([subject.normalize(), subject, subject.normalize('NFD')]),
    ...(key === undefined ? [] : subjectTags(subject, key)),
  ].map((text) => subjectKey(text, salt));

/** By what a record is found; `null` where it has no subject, or that is gone. `asWritten`: as earlier versions put it into the index. */
export const subjectKeyOf = ({ open }: StoredRecord, salt: string, asWritten = false): Buffer | null => {
  const opening = open['/subject'];
  if (opening === undefined) return null;
  const text = isSealed(opening) ? opening.tag : opening.value;
  if (typeof text !== 'string') return null;
  return subjectKey(isSealed(opening) || asWritten ? text : text.normalize(), salt);
};
