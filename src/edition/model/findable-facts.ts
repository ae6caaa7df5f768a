import { isRecord, type Pointer } from '../../language/values.js';
import type { FactDeclaration, FactShape } from './declarations.js';

/** The facts of a vocabulary by whose values recorded decisions are found, by dotted name. */
export const findableNames = (facts: ReadonlyMap<string, FactDeclaration>): readonly string[] =>
  [...facts].flatMap(([name, { shape }]) => namesBelow(name, shape));

const namesBelow = (name: string, shape: FactShape): readonly string[] =>
  shape.findBy === true
    ? [name]
    : [...shape.fields].flatMap(([field, inner]) => namesBelow(`${name}.${field}`, inner));

/** The place of a fact in the inputs of a record. */
export const factPlace = (name: string): Pointer => `/facts/${name.replaceAll('.', '/')}`;

/** The places of those facts that were given. @param facts as they came */
export const findablePlaces = (
  declared: ReadonlyMap<string, FactDeclaration>,
  facts: Readonly<Record<string, unknown>>,
): readonly Pointer[] =>
  findableNames(declared).flatMap((name) => {
    const value = name
      .split('.')
      .reduce<unknown>((found, step) => (isRecord(found) ? found[step] : undefined), facts);
    return typeof value === 'string' || typeof value === 'number' ? [factPlace(name)] : [];
  });
