import type { Editions } from '../../../decide/editions/editions.js';
import { findableOf } from '../../../edition/model/findable-facts.js';
import type { Searchable } from './search-query.js';

/** By what records are found here: keys that the service names, and facts of the editions that it has by now. */
export const searchableOf = ({
  editions,
  searchableMetadata = [],
}: {
  readonly editions: Editions;
  readonly searchableMetadata?: readonly string[] | undefined;
}): Searchable => ({
  metadata: searchableMetadata,
  facts: () => findableOf(editions.all()),
});
