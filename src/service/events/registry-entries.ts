import type { PublishedEditions } from '../../decide/editions/published-editions.js';
import type { RegistryEntry } from '../../edition/model/registry.js';

/** The entries of the registry that is served, oldest first: those of one release were never served where another's did not hold. */
export const entriesOf = (
  published: Pick<PublishedEditions, 'registered'> | undefined,
): readonly RegistryEntry[] =>
  (published?.registered() ?? [])
    .flatMap(({ history }) => history)
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
