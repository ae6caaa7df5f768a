import { hash } from 'node:crypto';
import type { StoredRecord } from '../../record/record.js';
import { isSealed, subjectTags, type PersonalKey } from '../../record/personal-storage.js';

/** What finds a store's records by subject. */
export interface SubjectSecrets {
  readonly salt: string;
  /** Finds sealed subjects. */
  readonly key: PersonalKey | undefined;
}

/** By what the records of a subject stand in an index: 32 hexadecimal digits. */
const subjectKey = (text: string, salt: string): string =>
  hash('sha256', `${salt}${text}`, 'hex').slice(0, 32);

/** By what the records of a subject may be found: by itself where it is open, by its tags where it is sealed. */
export const subjectKeys = (subject: string, { salt, key }: SubjectSecrets): readonly string[] => {
  const texts = [subject.normalize(), ...(key === undefined ? [] : subjectTags(subject, key))];
  return texts.map((text) => subjectKey(text, salt));
};

/** By what a record is found; `null` where it has no subject, or that is gone. */
export const subjectKeyOf = ({ open }: StoredRecord, salt: string): string | null => {
  const opening = open['/subject'];
  if (opening === undefined) return null;
  const text = isSealed(opening) ? opening.tag : opening.value;
  return typeof text === 'string' ? subjectKey(isSealed(opening) ? text : text.normalize(), salt) : null;
};
