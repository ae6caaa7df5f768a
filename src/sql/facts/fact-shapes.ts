import type { FactShape } from '../../edition/model/declarations.js';
import type { RequiredFields } from '../../edition/model/fact-schema.js';
import { money, type Type } from '../../language/types/types.js';
import { Untranslatable } from '../untranslatable.js';
import { boundsOfType, type Bounds } from '../values/bounds.js';

/** What must be given inside a fact where it is given: these fields, or all without a default, as in the items of a list. */
export type Inside = RequiredFields | 'all';

/** Nothing must be given inside. */
export const nothingInside: RequiredFields = { names: [], inside: [] };

/** What of a record must be given, field by field. */
export const insideOf = (
  shape: FactShape,
  inside: Inside,
): readonly {
  readonly name: string;
  readonly field: FactShape;
  readonly must: boolean;
  readonly below: Inside;
}[] => {
  const isAll = inside === 'all' || (shape.type.kind === 'record' && shape.type.name === 'money');
  return fieldShapes(shape).map(([name, field]) => ({
    name,
    field,
    must: isAll ? field.default === null : inside.names.includes(name),
    below: isAll ? 'all' : (inside.inside.find(([one]) => one === name)?.[1] ?? nothingInside),
  }));
};

/** The shapes of a record's fields; money has its own. */
const fieldShapes = (shape: FactShape): readonly (readonly [string, FactShape])[] => {
  if (shape.type.kind !== 'record' || shape.type.name !== 'money') return [...shape.fields];
  const { minor, currency } = money.fields;
  if (minor === undefined || currency === undefined)
    throw new TypeError('Money has an amount and a currency');
  const limits = { minLength: null, minimum: null, maximum: null, pattern: null };
  const plain = { ...shape, ...limits, default: null, fields: new Map<string, FactShape>() };
  return [
    ['minor', { ...plain, type: minor, minimum: shape.type.negative === true ? null : 0 }],
    ['currency', { ...plain, type: currency, maxLength: 3, pattern: '^[A-Z]{3}$' }],
  ];
};

/** The type of a list's items as they are given: what they have a default for may be absent in them. */
export const itemTypeOf = (listShape: FactShape): Type => {
  const item = listShape.fields.get('[]');
  if (item === undefined) throw new Untranslatable('a list whose items have no shape');
  return typeAsGiven(item);
};

const typeAsGiven = (shape: FactShape): Type => {
  const isNullable = shape.type.nullable === true || shape.default !== null;
  const nullable = isNullable ? { nullable: true as const } : {};
  if (shape.type.kind === 'list') return { kind: 'list', of: itemTypeOf(shape), ...nullable };
  if (shape.type.kind !== 'record' || shape.type.name === 'money') return { ...shape.type, ...nullable };
  const fields = [...shape.fields].map(([name, field]) => [name, typeAsGiven(field)] as const);
  return { kind: 'record', fields: Object.fromEntries(fields), ...nullable };
};

/** The same of which every part may be absent: what was not looked at yet. */
export const unseen = (type: Type): Type => {
  if (type.kind === 'list') return { ...type, of: unseen(type.of), nullable: true };
  if (type.kind !== 'record') return { ...type, nullable: true };
  const fields = Object.entries(type.fields).map(([name, field]) => [name, unseen(field)] as const);
  return { ...type, fields: Object.fromEntries(fields), nullable: true };
};

/** Between what the numbers of a fact lie. */
export const boundsOfShape = (shape: FactShape): Bounds => {
  const [least, most] = boundsOfType(shape.type);
  return [
    shape.minimum === null ? least : BigInt(Math.ceil(shape.minimum)),
    shape.maximum === null ? most : BigInt(Math.floor(shape.maximum)),
  ];
};
