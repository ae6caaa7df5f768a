import type { ClauseId } from './contract.js';

/** The tag by which a scenario names a clause: its id without blanks, which no tag has: `@6.3`, `@§2Abs.1`. */
export const tagOf = (clause: ClauseId): string => `@${clause.replaceAll(/[\s\u00a0]/g, '')}`;

/** The clauses that some tags name, in the order of the tags. */
export const clausesOfTags = (tags: readonly string[], clauses: Iterable<ClauseId>): readonly ClauseId[] => {
  const byTag = new Map([...clauses].map((clause) => [tagOf(clause), clause]));
  return tags.flatMap((tag) => byTag.get(tag) ?? []);
};
