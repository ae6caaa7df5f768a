/** Who counts as having approved a release: each reviewer once, never its author; names are told apart without case and outer white space. */
export const approvalsOf = (author: string, reviewers: readonly string[]): readonly string[] => {
  const approved = new Map<string, string>();
  for (const reviewer of reviewers) {
    const name = reviewer.trim();
    if (name !== '' && keyOf(name) !== keyOf(author) && !approved.has(keyOf(name)))
      approved.set(keyOf(name), name);
  }
  return [...approved.values()];
};

/** Whether two names are of one person. */
export const isSamePerson = (one: string, other: string): boolean => keyOf(one) === keyOf(other);

const keyOf = (name: string): string => name.trim().replaceAll(/\s+/g, ' ').normalize('NFKC').toLowerCase();
