import type { FactDeclaration, FactShape } from './declarations.js';

/** The facts of a vocabulary that may identify a person, by dotted name; `members.[].name` of the items of a list. */
export const personalNames = (facts: ReadonlyMap<string, FactDeclaration>): readonly string[] =>
  [...facts].flatMap(([name, { shape }]) => namesBelow(name, shape));

const namesBelow = (name: string, shape: FactShape): readonly string[] =>
  shape.personal
    ? [name]
    : [...shape.fields].flatMap(([field, inner]) => namesBelow(`${name}.${field}`, inner));
