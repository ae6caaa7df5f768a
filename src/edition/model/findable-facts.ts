import { valueAt, type Pointer } from '../../language/values.js';
import type { FactDeclaration, FactShape } from './declarations.js';

/** The facts of a vocabulary. */
type Facts = ReadonlyMap<string, FactDeclaration>;

/** The facts of vocabularies by whose values recorded decisions are found, by dotted name, each once. */
export const findableOf = (vocabularies: readonly { readonly facts: Facts }[]): readonly string[] => [
  ...new Set(vocabularies.flatMap(({ facts }) => findableIn(facts).map(({ name }) => name))),
];

/** Each record asks for them, and a vocabulary never changes. */
const known = new WeakMap<Facts, readonly Findable[]>();

interface Findable {
  readonly name: string;
  readonly place: Pointer;
}

const findableIn = (facts: Facts): readonly Findable[] => {
  let found = known.get(facts);
  if (found === undefined) {
    const names = [...facts].flatMap(([name, { shape }]) => namesBelow(name, shape));
    found = names.map((name) => ({ name, place: factPlace(name) }));
    known.set(facts, found);
  }
  return found;
};

const namesBelow = (name: string, shape: FactShape): readonly string[] =>
  shape.findBy === true
    ? [name]
    : [...shape.fields].flatMap(([field, inner]) => namesBelow(`${name}.${field}`, inner));

/** The place of a fact in the inputs of a record. */
export const factPlace = (name: string): Pointer => `/facts/${name.replaceAll('.', '/')}`;

/** The places of those facts that were given. @param facts as they came */
export const findablePlaces = (
  declared: Facts,
  facts: Readonly<Record<string, unknown>>,
): readonly Pointer[] =>
  findableIn(declared).flatMap(({ place }) => {
    const value = valueAt({ facts }, place);
    return typeof value === 'string' || typeof value === 'number' ? [place] : [];
  });
