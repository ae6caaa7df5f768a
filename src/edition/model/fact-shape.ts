import { isNullLiteral } from '../../language/syntax/expression.js';
import { readsVariable } from '../../language/syntax/walk.js';
import type { FactDeclaration, FactShape } from './declarations.js';

/** The shape of a fact, or of what is inside it; `undefined` where the vocabulary has none. @param path its name and those of the fields, `[]` for an item */
export const shapeIn = (
  facts: ReadonlyMap<string, FactDeclaration>,
  [root = '', ...fields]: readonly string[],
): FactShape | undefined =>
  fields.reduce<FactShape | undefined>((shape, field) => shape?.fields.get(field), facts.get(root)?.shape);

/** Whether a default stands in a shape or anywhere inside it, other than none. */
export const holdsDefault = (shape: FactShape): boolean =>
  (shape.default !== null && !isNullLiteral(shape.default)) || [...shape.fields.values()].some(holdsDefault);

/** Whether the default of a field reads the item of the list that the field is in. */
export const readsItem = (shape: FactShape | undefined): boolean =>
  shape?.default != null && readsVariable(shape.default, 'item');
