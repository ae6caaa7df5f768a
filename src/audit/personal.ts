import type { Edition, FactShape } from '../edition/edition.js';
import { below, type Pointer } from './pointer.js';

const personalBelow = (shape: FactShape, value: unknown, pointer: Pointer): readonly Pointer[] => {
  if (shape.personal) return [pointer];
  if (Array.isArray(value)) {
    const item = shape.fields.get('[]');
    if (item === undefined) return [];
    return value.flatMap((each: unknown, place) => personalBelow(item, each, below(pointer, place)));
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => {
    const field = shape.fields.get(name);
    return field === undefined ? [] : personalBelow(field, each, below(pointer, name));
  });
};

/**
 * The places in a record's inputs (`/facts/grounds/misuse/0/basis`) that hold personal values: those facts that came
 * and that the edition marks as personal. A personal record or list is one place, whatever is in it.
 */
export const personalPointers = (
  edition: Pick<Edition, 'facts'>,
  facts: Readonly<Record<string, unknown>>,
): readonly Pointer[] =>
  Object.entries(facts).flatMap(([name, value]) => {
    const fact = edition.facts.get(name);
    return fact === undefined ? [] : personalBelow(fact.shape, value, below('/facts', name));
  });
