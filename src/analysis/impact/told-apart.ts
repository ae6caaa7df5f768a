/** The most values of a cohort, and the most kinds of errors, that are told apart. */
const mostApart = 400;
/** Where all further ones count. */
export const others = '(others)';

/** A name that is told apart, so that what is kept stays small whatever comes. */
export const apart = (known: ReadonlyMap<string, unknown>, name: string): string =>
  known.has(name) || known.size < mostApart ? name : others;
