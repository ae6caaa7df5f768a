import { isRecord } from '../../../language/values.js';
import {
  isFactName,
  isMetadataName,
  isPersonalName,
  queryNames,
  type LogQuery,
  type QueryName,
} from '../../parts/addresses.js';

/** The query of an address, with what the browser keeps beside it. */
export const queryOf = (search: string, kept: unknown): LogQuery => {
  // What a browser keeps is whatever was given to it.
  const asked = isRecord(kept) && isRecord(kept['asked']) ? Object.entries(kept['asked']) : [];
  const personal = asked.filter(
    (entry): entry is [QueryName, string] =>
      isPersonalName(entry[0]) && typeof entry[1] === 'string' && entry[1] !== '',
  );
  return { ...queryOfSearch(search), ...Object.fromEntries(personal) };
};

/** The query that stands in an address. */
export const queryOfSearch = (search: string): LogQuery => {
  const given = new URLSearchParams(search);
  return Object.fromEntries(
    [...queryNames, ...[...given.keys()].filter((name) => isMetadataName(name) || isFactName(name))].flatMap(
      (name) => {
        const value = given.get(name);
        return value === null || value === '' ? [] : [[name, value]];
      },
    ),
  );
};

/** The query with one more or one other condition; `undefined` takes it away. */
export const asking = (query: LogQuery, name: QueryName, value: string | undefined): LogQuery => {
  const others = Object.fromEntries(Object.entries(query).filter(([other]) => other !== name));
  return value === undefined || value === '' ? others : { ...others, [name]: value };
};

/** The query for another contract: what names parts of the former one is left out. */
export const ofContract = (query: LogQuery, document: string): LogQuery =>
  (['revision', 'decision', 'outcome', 'clause', 'rule'] as const).reduce<LogQuery>(
    (so, name) => asking(so, name, undefined),
    asking(query, 'document', document),
  );

/** Texts that were typed and are not asked yet, with what was asked when they were typed. */
export type TypedTexts = Readonly<
  Record<string, { readonly text: string; readonly over: string | undefined }>
>;

/** What was typed of a name; `undefined` where nothing was, or where something else is asked since. */
export const typedOf = (typed: TypedTexts, query: LogQuery, name: QueryName): string | undefined => {
  const one = typed[name];
  return one === undefined || one.over !== query[name] ? undefined : one.text;
};

/** The texts with one more. */
export const typing = (typed: TypedTexts, query: LogQuery, name: QueryName, text: string): TypedTexts => ({
  ...typed,
  [name]: { text, over: query[name] },
});

/** The query with all that was typed. */
export const withTyped = (query: LogQuery, typed: TypedTexts): LogQuery =>
  Object.keys(typed)
    .filter(
      (name): name is QueryName =>
        isMetadataName(name) || isFactName(name) || queryNames.some((one) => one === name),
    )
    .reduce((so, name) => {
      const text = typedOf(typed, query, name);
      return text === undefined ? so : asking(so, name, text.trim());
    }, query);
