import type { Query } from '../../../audit/store/decision-log.js';
import { parseInstant } from '../../../language/instants.js';
import { makeSchemaCheck } from '../../../language/schema-check.js';
import { below } from '../../../language/values.js';
import { defaultLimit, maximumLimit } from '../../../wire/search-parameters.js';
import { searchRequest } from '../../../wire/requests.js';
import type { Failure } from '../failure.js';
import type { RequestError } from '../../../decide/request/request-error.js';

const texts = [
  'document',
  'revision',
  'decision',
  'clause',
  'rule',
  'outcome',
  'subject',
  'chosenBy',
  'cursor',
] as const satisfies readonly (keyof Query)[];

const instants = ['from', 'to', 'asOfFrom', 'asOfTo'] as const satisfies readonly (keyof Query)[];

/** An id, or how it begins; shorter ones would be those of days. */
const idStart = /^[0-9a-f-]{8,36}$/;

type Reading =
  { readonly code: 'read'; readonly value: Query } | Extract<Failure, { readonly code: 'invalid-request' }>;

/** What a parameter begins with that wants a value of the metadata; the key follows. */
export const metadataPrefix = 'metadata.';

/**
 * Reads the query of a search; every parameter that is wrong is named.
 * @param searchable keys of the metadata by which records are found
 * @param pointerTo where a parameter stands in the request
 */
export const readSearchQuery = (
  given: Readonly<Record<string, unknown>>,
  searchable: readonly string[],
  pointerTo: (name: string) => string = inAddress,
): Reading => {
  const errors: RequestError[] = [];
  const refuse = (name: string, message: string): void => {
    errors.push({ pointer: pointerTo(name), code: 'not-allowed', message });
  };
  const text = (name: string): string | undefined => {
    const value = given[name];
    if (value === undefined || (typeof value === 'string' && value !== '')) return value;
    refuse(name, `\`${name}\` must be given once, and not be empty.`);
    return undefined;
  };
  const metadata: Record<string, string> = {};
  for (const name of Object.keys(given))
    if (name.startsWith(metadataPrefix)) {
      const key = name.slice(metadataPrefix.length);
      const value = text(name);
      if (!searchable.includes(key))
        errors.push({
          pointer: pointerTo(name),
          code: 'not-searchable',
          message: notSearchable(key, searchable),
        });
      else if (value !== undefined) metadata[key] = value;
    }
  const instant = (name: (typeof instants)[number]): number | undefined => {
    const value = text(name);
    if (value === undefined) return undefined;
    const parsed = parseInstant(value);
    if (parsed.ok) return parsed.epochMs;
    refuse(name, `\`${value}\` is no RFC 3339 instant with an offset and at most milliseconds.`);
    return undefined;
  };
  const limit = (): number => {
    const value = text('limit') ?? String(defaultLimit);
    const count = /^\d{1,4}$/.test(value) ? Number(value) : 0;
    if (count < 1 || count > maximumLimit)
      refuse('limit', `\`${value}\` is no integer from 1 to ${maximumLimit}.`);
    return count;
  };
  const query: { -readonly [Name in keyof Query]: Query[Name] } = { limit: limit() };
  for (const name of texts) {
    const value = text(name);
    if (value !== undefined) query[name] = value;
  }
  const id = text('id')?.toLowerCase();
  if (id !== undefined && idStart.test(id)) query.id = id;
  else if (id !== undefined)
    refuse('id', `\`id\` is how a decision’s id begins: at least its first 8 characters, such as 0198c3f2.`);
  const choice = text('choice');
  if (choice === 'made' || choice === 'awaited') query.choice = choice;
  else if (choice !== undefined) refuse('choice', '`choice` is `made` or `awaited`.');
  if (Object.keys(metadata).length > 0) query.metadata = metadata;
  for (const name of instants) {
    const value = instant(name);
    if (value !== undefined) query[name] = value;
  }
  return errors.length > 0 ? { code: 'invalid-request', errors } : { code: 'read', value: query };
};

const inAddress = (name: string): string => `?${name}`;

const check = makeSchemaCheck(searchRequest);

/**
 * Reads a search that came as a body: so what is personal, such as a subject, stands in no address, and in no log of one.
 * @param searchable keys of the metadata by which records are found
 */
export const readSearchBody = (body: unknown, searchable: readonly string[]): Reading => {
  const errors = check(body);
  if (errors.length > 0) return { code: 'invalid-request', errors };
  const { limit, metadata = {}, ...texts } = body as SearchBody; // as the schema says
  const named = Object.entries(metadata).map(([key, value]) => [`${metadataPrefix}${key}`, value] as const);
  return readSearchQuery(
    { ...texts, ...Object.fromEntries(named), ...(limit === undefined ? {} : { limit: String(limit) }) },
    searchable,
    (name) =>
      name.startsWith(metadataPrefix)
        ? below('/metadata', name.slice(metadataPrefix.length))
        : below('', name),
  );
};

interface SearchBody extends Readonly<Record<string, unknown>> {
  readonly limit?: number;
  readonly metadata?: Readonly<Record<string, string>>;
}

const notSearchable = (key: string, searchable: readonly string[]): string =>
  searchable.length === 0
    ? 'Nothing is found by its metadata here: the service names keys for that by `--searchable-metadata`.'
    : `Nothing is found by \`${key.slice(0, longestTold)}\` of its metadata here. Take one of ${searchable.join(', ')}.`;

/** So much of a key is told. */
const longestTold = 100;
