import type { LogQuery } from '../api/log.js';
import { isMetadataName, queryNames, type QueryName } from '../parts/addresses.js';

/** The query that stands in an address. */
export const queryOfSearch = (search: string): LogQuery => {
  const given = new URLSearchParams(search);
  return Object.fromEntries(
    [...queryNames, ...[...given.keys()].filter(isMetadataName)].flatMap((name) => {
      const value = given.get(name);
      return value === null || value === '' ? [] : [[name, value]];
    }),
  );
};

/** The query with one more or one other condition; `undefined` takes it away. */
export const asking = (query: LogQuery, name: QueryName, value: string | undefined): LogQuery => {
  const others = Object.fromEntries(Object.entries(query).filter(([other]) => other !== name));
  return value === undefined || value === '' ? others : { ...others, [name]: value };
};
