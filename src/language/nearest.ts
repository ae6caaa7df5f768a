/**
 * The name that was probably meant: the one with the smallest edit distance (insert, delete, replace, swap of
 * neighbours), where that is at most a third of the longer name's length; `undefined` where none is near enough,
 * and for a name of more than 100 characters.
 * Case counts half. Of equally near names the first wins.
 */
export const nearest = (name: string, names: readonly string[]): string | undefined => {
  if (name.length > longestName) return undefined;
  let best: { readonly name: string; readonly distance: number } | undefined;
  for (const candidate of names) {
    if (candidate === name) continue;
    const mostDistance = Math.max(1, Math.max(name.length, candidate.length) / 3);
    if (Math.abs(name.length - candidate.length) > mostDistance) continue;
    const distance = editDistance(name, candidate);
    if (distance > mostDistance) continue;
    if (best === undefined || distance < best.distance) best = { name: candidate, distance };
  }
  return best?.name;
};

/** Whoever mistypes a name writes no longer one; comparing takes as long as both names are long, one times the other. */
const longestName = 100;

/** `Did you mean …?` where a name is near, else the fallback. */
export const suggestion = (name: string, names: readonly string[], fallback: string): string => {
  const near = nearest(name, names);
  return near === undefined ? fallback : `Did you mean \`${near}\`?`;
};

/** `Did you mean …?` of a dotted name: one that is near, or whose first part is; else the fallback. */
export const dottedSuggestion = (name: string, names: readonly string[], fallback: string): string => {
  const near = nearest(name, names);
  const [first = '', ...rest] = name.split('.');
  const root = near === undefined && rest.length > 0 ? nearest(first, names) : undefined;
  return suggestion(
    name,
    names,
    root === undefined ? fallback : `Did you mean \`${[root, ...rest].join('.')}\`?`,
  );
};

/** Damerau-Levenshtein distance with optimal string alignment; a change of case alone costs one half. */
const editDistance = (left: string, right: string): number => {
  const cost = (i: number, j: number): number => {
    const [a, b] = [left.charAt(i - 1), right.charAt(j - 1)];
    return a === b ? 0 : a.toLowerCase() === b.toLowerCase() ? 0.5 : 1;
  };
  let [beforeLast, last]: [number[], number[]] = [[], Array.from({ length: right.length + 1 }, (_, j) => j)];
  const at = (row: readonly number[], j: number): number => row[j] ?? Infinity;
  for (let i = 1; i <= left.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const swapped =
        i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]
          ? at(beforeLast, j - 2) + 1
          : Infinity;
      row.push(Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + cost(i, j), swapped));
    }
    [beforeLast, last] = [last, row];
  }
  return at(last, right.length);
};
