/** The dotted name of what is inside: `package` and `plan`, `grounds.misuse` and `[]`. */
export const innerName = (name: string, field: string): string =>
  field === '[]' ? `${name}[]` : `${name}.${field}`;

/** Whether a dotted name is another, or is below it; `grounds[].basis` is below `grounds`. */
export const isWithin = (name: string, above: string): boolean =>
  name === above || name.startsWith(`${above}.`) || name.startsWith(`${above}[]`);

/** Whether one dotted name is the other, or is above or below it. */
export const overlapping = (left: string, right: string): boolean =>
  isWithin(left, right) || isWithin(right, left);

/** Whether what has a name must be there where another is read: it is that or above it, or inside the items of that list. */
export const isNeededFor = (name: string, read: string): boolean =>
  isWithin(read, name) || name.startsWith(`${read}[]`);

/** The first part of a dotted name. */
export const rootOf = (name: string): string => /^[^.[]*/.exec(name)?.[0] ?? name;
