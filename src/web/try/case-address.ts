import { tryAddress, type EditionPlace } from '../parts/addresses.js';
import { isList, isRecord } from '../../language/values.js';
import type { Start } from '../../wire/book/trying.js';
import type { DecisionAnswer } from '../../wire/decision.js';
import type { Json, JsonObject } from '../../wire/parts.js';

/** A case that is tried: the body of a preview. */
export interface TriedCase {
  /** RFC 3339. */
  readonly asOf: string;
  readonly facts: JsonObject;
  /** Without a revision: the one that governs the case. */
  readonly edition: Pick<EditionPlace, 'document'> & Partial<EditionPlace>;
  /** Clauses that are held invalid; left out where there are none. */
  readonly invalid?: NonNullable<Start['request']['invalid']>;
}

/**
 * The address at which a case can be tried: it holds the case, so that it can be shared, but for what is personal.
 * @param personal the dotted names of facts that may identify a person
 */
export const caseAddress = (
  decision: string,
  { asOf, facts, edition, invalid }: TriedCase,
  personal: readonly string[],
): string => {
  const query = new URLSearchParams({ asOf, facts: JSON.stringify(withoutPersonal(facts, personal)) });
  if (edition.revision !== undefined) query.set('revision', edition.revision);
  if (invalid !== undefined) query.set('invalid', JSON.stringify(invalid));
  return `${tryAddress(edition.document, decision)}?${query.toString()}`;
};

/** The case that the browser keeps beside an address, with what is personal, where it is that of the address; else what the address has. */
export const keptCase = (
  kept: unknown,
  decision: string,
  asked: TriedCase | undefined,
  personal: readonly string[],
): TriedCase | undefined => {
  const whole = isRecord(kept) ? kept['case'] : undefined;
  // One that is another case than the address says is left aside.
  return asked !== undefined &&
    isTriedCase(whole) &&
    caseAddress(decision, whole, personal) === caseAddress(decision, asked, personal)
    ? whole
    : asked;
};

/** What a browser keeps is whatever was given to it. */
const isTriedCase = (value: unknown): value is TriedCase =>
  isRecord(value) &&
  typeof value['asOf'] === 'string' &&
  isRecord(value['facts']) &&
  isRecord(value['edition']) &&
  typeof value['edition']['document'] === 'string';

/** The case of a recorded decision, to be tried again: its facts, and the clauses whose rules dropped out since they were held invalid. */
export const caseOfDecision = (
  { asOf, edition: { document, revision }, severed }: Pick<DecisionAnswer, 'asOf' | 'edition' | 'severed'>,
  facts: JsonObject,
): TriedCase => {
  const clauses = (severed?.rules ?? []).flatMap((rule) => rule.clauses);
  const invalid = [...new Map(clauses.map((one) => [one.clause, one])).values()];
  return { asOf, facts, edition: { document, revision }, ...(invalid.length === 0 ? {} : { invalid }) };
};

/** Facts without those that may identify a person. */
export const withoutPersonal = (facts: JsonObject, personal: readonly string[]): JsonObject =>
  personal.reduce<JsonObject>((so, name) => {
    const left = without(so, name.split('.'));
    return isRecord(left) ? left : so;
  }, facts);

const without = (value: Json, [step = '', ...rest]: readonly string[]): Json => {
  if (step === '[]') return isList(value) ? value.map((item) => without(item, rest)) : value;
  if (!isRecord(value) || !(step in value)) return value;
  const { [step]: inside = null, ...others } = value;
  return rest.length === 0 ? others : { ...value, [step]: without(inside, rest) };
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
