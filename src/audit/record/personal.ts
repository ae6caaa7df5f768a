import type { Edition, FactShape } from '../../edition/model/edition.js';
import { below, type Pointer } from '../../language/json-pointer.js';

/**
 * The places in a record's inputs (`/facts/grounds/misuse/0/basis`) that hold personal values: those facts that came
 * and that the edition marks as personal. A personal record or list is one place, whatever is in it.
 */
export const personalPointers = (
  { facts: vocabulary }: Pick<Edition, 'facts'>,
  facts: Readonly<Record<string, unknown>>,
): readonly Pointer[] => {
  let branches = known.get(vocabulary);
  if (branches === undefined) {
    branches = branchesOf([...vocabulary.values()].map(({ name, shape }) => [name, shape]));
    known.set(vocabulary, branches);
  }
  const found: Pointer[] = [];
  collect(facts, branches, '/facts', found);
  return found;
};

/** The part of a vocabulary that leads to personal values: by name, the branches below it, or that it is personal itself. */
type Branches = ReadonlyMap<string, Branches | 'personal'>;

/** Of each vocabulary once; an edition is never changed. */
const known = new WeakMap<Edition['facts'], Branches>();

const branchesOf = (fields: Iterable<readonly [string, FactShape]>): Branches => {
  const branches = new Map<string, Branches | 'personal'>();
  for (const [name, shape] of fields) {
    const inside = shape.personal ? 'personal' : branchesOf(shape.fields);
    if (inside === 'personal' || inside.size > 0) branches.set(name, inside);
  }
  return branches;
};

const collect = (value: unknown, branches: Branches, pointer: Pointer, found: Pointer[]): void => {
  if (typeof value !== 'object' || value === null) return;
  const item = Array.isArray(value) ? branches.get('[]') : undefined;
  if (Array.isArray(value) && item === undefined) return;
  for (const name of Object.keys(value)) {
    const inside = item ?? branches.get(name);
    if (inside === undefined) continue;
    const place = below(pointer, name);
    if (inside === 'personal') found.push(place);
    else collect((value as Readonly<Record<string, unknown>>)[name], inside, place, found); // an object that has the name
  }
};
