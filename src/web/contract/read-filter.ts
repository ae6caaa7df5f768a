import { dispositions } from './dispositions.js';
import { isOnly, type ClauseFilter } from './filter-clauses.js';
import type { Disposition } from '../../wire/editions.js';

/** What the query of the address filters by: `q`, `decision`, `disposition`, `only`. What is not known is left aside. */
export const readFilter = (search: string): ClauseFilter => {
  const given = new URLSearchParams(search);
  const only = given.get('only');
  const disposition = given.get('disposition');
  return {
    words: given.get('q') ?? '',
    decision: given.get('decision'),
    disposition: isDisposition(disposition) ? disposition : null,
    only: isOnly(only) ? only : null,
  };
};

/** The query that says the same; empty where nothing is filtered. */
export const writeFilter = ({ words, decision, disposition, only }: ClauseFilter): string => {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ q: words, decision, disposition, only }))
    if (value !== null && value !== '') query.set(name, value);
  return query.toString();
};

const isDisposition = (text: string | null): text is Disposition =>
  text !== null && Object.hasOwn(dispositions, text);
