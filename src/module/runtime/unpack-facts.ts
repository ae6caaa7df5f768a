import type { FactDeclaration, FactShape } from '../../edition/model/declarations.js';
import { money, type Type } from '../../language/types/types.js';
import { usualLimits, type ModuleData, type PackedFields, type PackedShape } from '../module-data.js';
import { position, typed } from './placeholders.js';

/** The facts of a vocabulary, as far as checking them goes. */
export const factsOf = (facts: ModuleData['facts']): ReadonlyMap<string, FactDeclaration> =>
  new Map(
    Object.entries(facts).map(([name, packed]) => [
      name,
      { name, shape: shapeOf(packed), clauses: [], position },
    ]),
  );

/** A shape, as far as checking values goes. */
export const shapeOf = (shape: PackedShape): FactShape =>
  fieldsOf(typeof shape === 'string' ? { kind: shape } : shape);

const fieldsOf = (packed: PackedFields): FactShape => ({
  type: { ...typeOf(packed), ...(packed.nullable === true ? { nullable: true } : {}) },
  describes: '',
  personal: false,
  default: packed.default === true ? typed({ kind: 'null' }) : null,
  minimum: packed.minimum ?? null,
  maximum: packed.maximum ?? null,
  minLength: packed.minLength ?? null,
  maxLength: packed.maxLength ?? usualLimits.maxLength,
  maxItems: packed.maxItems ?? usualLimits.maxItems,
  pattern: packed.pattern ?? null,
  orNever: packed.orNever ?? false,
  fields: new Map(Object.entries(packed.fields ?? {}).map(([name, field]) => [name, shapeOf(field)])),
});

const typeOf = ({ kind, values, money: isMoney }: PackedFields): Type => {
  switch (kind) {
    case 'text':
      return values === undefined ? { kind } : { kind, values };
    case 'list':
      return { kind, of: { kind: 'null' } };
    case 'record':
      if (isMoney === undefined) return { kind, fields: {} };
      return isMoney === 'any' ? { ...money, negative: true } : money;
    default:
      return { kind };
  }
};
