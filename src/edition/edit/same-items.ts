import { diffArrays } from 'diff';

/** In lists that differ in more items than this, items are taken to follow each other. */
const mostChanges = 2000;

/** The items, in order, that two lists have in common: indexes of both. */
export const sameItems = (
  before: readonly unknown[],
  after: readonly unknown[],
): readonly (readonly [number, number])[] => {
  const texts = (items: readonly unknown[]): string[] => items.map((item) => JSON.stringify(item));
  const changes = diffArrays(texts(before), texts(after), { maxEditLength: mostChanges });
  const same: (readonly [number, number])[] = [];
  let [row, column] = [0, 0];
  for (const { added, removed, count } of changes ?? [])
    if (added) column += count;
    else if (removed) row += count;
    else for (let nth = 0; nth < count; nth += 1) same.push([row++, column++]);
  return same;
};
