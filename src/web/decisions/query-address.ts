import type { LogQuery } from '../api/log.js';

/** What may be asked of the log, by the names that the address has. */
export const queryNames = ['decision', 'outcome', 'clause', 'rule', 'subject', 'from', 'to'] as const;

/** One of {@link queryNames}. */
export type QueryName = (typeof queryNames)[number];

/** The query that stands in an address. */
export const queryOfSearch = (search: string): LogQuery => {
  const given = new URLSearchParams(search);
  return Object.fromEntries(
    queryNames.flatMap((name) => {
      const value = given.get(name);
      return value === null || value === '' ? [] : [[name, value]];
    }),
  );
};

/** The address of the log with a query. */
export const logAddress = (query: LogQuery): string => {
  const given = queryNames.flatMap((name) => {
    const value = query[name];
    return value === undefined || value === '' ? [] : [[name, value]];
  });
  return given.length === 0 ? '/book/decisions' : `/book/decisions?${new URLSearchParams(given).toString()}`;
};

/** The query with one more or one other condition; `undefined` takes it away. */
export const asking = (query: LogQuery, name: QueryName, value: string | undefined): LogQuery => {
  const others = Object.fromEntries(Object.entries(query).filter(([other]) => other !== name));
  return value === undefined || value === '' ? others : { ...others, [name]: value };
};
