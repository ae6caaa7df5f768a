import { valueAt } from '../../language/values.js';
import { type Metadata, metadataPlace, type MetadataValue, termOf } from './asked.js';
import { openingAt } from './opening.js';
import { isSealed, tagOf, type PersonalKey } from './personal-storage.js';
import type { StoredRecord } from './record.js';

/** The terms by which a record is found, of its metadata and its facts; of what is sealed, their tags. */
export const termsIn = ({ body, open }: StoredRecord): readonly string[] =>
  (body.inputs.searchable ?? []).flatMap((key) => {
    // A key of the metadata begins with a letter, and the place of a fact does not.
    if (key.startsWith('/')) {
      const value = valueAt(body.inputs, key);
      return isMetadataValue(value) ? [termOf(key, value)] : [];
    }
    const opening = open[metadataPlace(key)];
    if (opening === undefined) return [];
    if (isSealed(opening)) return opening.tag ?? [];
    return isMetadataValue(opening.value) ? [termOf(key, opening.value)] : [];
  });

/** What a record that has a key with a value may be found by: the term, and where there is a key of personal values its tag. */
export const termsFor = (name: string, value: string, key?: PersonalKey): readonly string[] => {
  const term = termOf(name, value);
  return key === undefined ? [term] : [term, tagOf(term, key)];
};

/** Whether a record is known to have these values in its metadata, told by their texts. */
export const hasMetadata = (
  record: StoredRecord,
  wanted: Readonly<Record<string, string>>,
  key?: PersonalKey,
): boolean => {
  const terms = termsIn(record);
  return Object.entries(wanted).every(([name, value]) =>
    termsFor(name, value, key).some((term) => terms.includes(term)),
  );
};

/** What can be read of a record's metadata; `undefined` where that is nothing. */
export const openMetadata = (record: StoredRecord, key?: PersonalKey): Metadata | undefined => {
  const names = Object.keys(record.body.inputs.metadata ?? {});
  const read = names.flatMap((name) => {
    const value = openingAt(record, metadataPlace(name), key)?.value;
    return isMetadataValue(value) ? [[name, value] as const] : [];
  });
  return read.length === 0 ? undefined : Object.fromEntries(read);
};

const isMetadataValue = (value: unknown): value is MetadataValue =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
