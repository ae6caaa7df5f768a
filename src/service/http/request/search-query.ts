import type { Query } from '../../../audit/store/query.js';
import { factPlace } from '../../../edition/model/findable-facts.js';
import { idStart } from '../../../language/id-start.js';
import { parseInstant } from '../../../language/instants.js';
import { makeSchemaCheck } from '../../../language/schema-check.js';
import { below } from '../../../language/values.js';
import { defaultLimit, maximumLimit, searchPrefixes } from '../../../wire/search-parameters.js';
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

type Reading =
  { readonly code: 'read'; readonly value: Query } | Extract<Failure, { readonly code: 'invalid-request' }>;

/** By what records are found besides what each record has. */
export interface Searchable {
  /** Keys of the metadata. */
  readonly metadata: readonly string[];
  /** Facts by their dotted names, as the editions say it that are here. */
  readonly facts: () => readonly string[];
}

/**
 * Reads the query of a search; every parameter that is wrong is named.
 * @param pointerTo where a parameter stands in the request
 */
export const readSearchQuery = (
  given: Readonly<Record<string, unknown>>,
  searchable: Searchable,
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
  for (const name of Object.keys(given)) {
    const way = waysToFind.find(({ prefix }) => name.startsWith(prefix));
    if (way === undefined) continue;
    const key = name.slice(way.prefix.length);
    const known = way.known(searchable);
    const value = text(name);
    if (!known.includes(key))
      errors.push({ pointer: pointerTo(name), code: 'not-searchable', message: way.not(key, known) });
    else if (value !== undefined) metadata[way.place(key)] = value;
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

/** Reads a search that came as a body: so what is personal, such as a subject, stands in no address, and in no log of one. */
export const readSearchBody = (body: unknown, searchable: Searchable): Reading => {
  const errors = check(body);
  if (errors.length > 0) return { code: 'invalid-request', errors };
  const { limit, metadata = {}, facts = {}, ...texts } = body as SearchBody; // as the schema says
  const named = Object.entries({ metadata, facts }).flatMap(([member, wanted]) =>
    Object.entries(wanted).map(([key, value]) => [`${member}.${key}`, value] as const),
  );
  return readSearchQuery(
    { ...texts, ...Object.fromEntries(named), ...(limit === undefined ? {} : { limit: String(limit) }) },
    searchable,
    (name) => {
      const prefix = searchPrefixes.find((one) => name.startsWith(one));
      return prefix === undefined
        ? below('', name)
        : below(below('', prefix.slice(0, -1)), name.slice(prefix.length));
    },
  );
};

interface SearchBody extends Readonly<Record<string, unknown>> {
  readonly limit?: number;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly facts?: Readonly<Record<string, string>>;
}

const takeOne = (key: string, known: readonly string[], where: string): string =>
  `Nothing is found by \`${key.slice(0, longestTold)}\` of ${where} here. Take one of ${known.join(', ')}.`;

/** What is found by a key or name that follows a prefix: where it stands in the inputs, and why by another nothing is. */
const waysToFind = [
  {
    prefix: searchPrefixes[0],
    known: ({ metadata }: Searchable) => metadata,
    place: (key: string) => key,
    not: (key: string, known: readonly string[]) =>
      known.length === 0
        ? 'Nothing is found by its metadata here: the service names keys for that by `--searchable-metadata`.'
        : takeOne(key, known, 'its metadata'),
  },
  {
    prefix: searchPrefixes[1],
    known: ({ facts }: Searchable) => facts(),
    place: factPlace,
    not: (key: string, known: readonly string[]) =>
      known.length === 0
        ? 'Nothing is found by its facts here: no edition that is here has a fact with `findBy: true`.'
        : takeOne(key, known, 'its facts'),
  },
] as const;

/** So much of a key is told. */
const longestTold = 100;
