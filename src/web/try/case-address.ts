import type { TriedCase } from '../api/trying.js';
import { tryAddress } from '../parts/addresses.js';
import { isRecord } from '../../language/values.js';
import type { Json, JsonObject } from '../../wire/parts.js';

/** The address at which a case can be tried: it holds the whole case, so that it can be shared. */
export const caseAddress = (decision: string, { asOf, facts, edition, invalid }: TriedCase): string => {
  const query = new URLSearchParams({ asOf, facts: JSON.stringify(facts) });
  if (edition.revision !== undefined) query.set('revision', edition.revision);
  if (invalid !== undefined) query.set('invalid', JSON.stringify(invalid));
  return `${tryAddress(edition.document, decision)}?${query.toString()}`;
};

/** The case of a contract in the query of an address; `undefined` where there is none. */
export const caseOfQuery = (search: string, document: string): TriedCase | undefined => {
  const query = new URLSearchParams(search);
  const [asOf, facts] = [query.get('asOf'), readFacts(query.get('facts'))];
  if (asOf === null || facts === undefined) return undefined;
  const revision = query.get('revision');
  const invalid = readJson(query.get('invalid'));
  return {
    asOf,
    facts,
    edition: { document, ...(revision === null ? {} : { revision }) },
    // What is no list of clauses, the service refuses with the place.
    ...(Array.isArray(invalid) ? { invalid: invalid as NonNullable<TriedCase['invalid']> } : {}),
  };
};

const readFacts = (text: string | null): JsonObject | undefined => {
  const facts = readJson(text);
  return isRecord(facts) ? facts : undefined;
};

/** The JSON of a text; `undefined` where it is none. */
const readJson = (text: string | null): Json | undefined => {
  try {
    return JSON.parse(text ?? '') as Json; // JSON.parse gives JSON
  } catch {
    return undefined;
  }
};
