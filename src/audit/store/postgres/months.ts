/** The month of an RFC 3339 instant in UTC: `2030-03`. */
const monthOf = (instant: string): string => instant.slice(0, 'YYYY-MM'.length);

const after = (month: string): string => {
  const next = new Date(`${month}-01T00:00:00Z`);
  next.setUTCMonth(next.getUTCMonth() + 1);
  return monthOf(next.toISOString());
};

/**
 * Makes the function that sees to partitions: it resolves when there is one for each instant (RFC 3339, UTC), and one for the month after.
 * @param add makes the partitions of the month that begins on that day, where they are not there
 */
export const makeMonths = (
  add: (firstDay: string) => Promise<unknown>,
): ((instants: readonly string[]) => Promise<void>) => {
  const there = new Set<string>();
  return async (instants) => {
    for (const month of new Set(instants.map(monthOf)))
      for (const each of [month, after(month)]) {
        if (there.has(each)) continue;
        await add(`${each}-01`);
        there.add(each);
      }
  };
};
