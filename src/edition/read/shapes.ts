import type { TypedExpression } from '../../language/syntax/expression.js';
import { weekdays } from '../../language/time/business-days.js';
import { calendar, money, type Type } from '../../language/types/types.js';
import { innerName } from '../names/dotted-names.js';
import type { FactShape } from '../model/declarations.js';
import type { Path } from './place.js';
import type { WrittenShape } from './written.js';

/** Whether a default says that there is none, and so makes its field nullable. */
export const isNullDefault = (shape: WrittenShape): boolean => shape.default?.trim() === 'null';

/** Whether what has a dotted name may be absent. */
export type MayBeAbsent = (name: string) => boolean;

/**
 * The type of the values that a shape allows; a field whose default is `null` may be absent.
 * @param name the shape's dotted name, as `mayBeAbsent` knows it
 * @param mayBeAbsent what else may be absent
 */
export const typeOf = (shape: WrittenShape, name = '', mayBeAbsent: MayBeAbsent = () => false): Type => {
  const type = presentType(shape, name, mayBeAbsent);
  return isNullDefault(shape) || mayBeAbsent(name) ? { ...type, nullable: true } : type;
};

const presentType = (shape: WrittenShape, name: string, mayBeAbsent: MayBeAbsent): Type => {
  switch (shape.type) {
    case 'money':
      return shape.negative === true ? { ...money, negative: true } : money;
    case 'calendar':
      return calendar;
    case 'record':
      return {
        kind: 'record',
        fields: Object.fromEntries(
          Object.entries(shape.fields ?? {}).map(([field, inner]) => [
            field,
            typeOf(inner, innerName(name, field), mayBeAbsent),
          ]),
        ),
      };
    case 'list':
      return {
        kind: 'list',
        of: shape.of === undefined ? { kind: 'null' } : typeOf(shape.of, innerName(name, '[]'), mayBeAbsent),
      };
    case 'text':
      return shape.values === undefined ? { kind: 'text' } : { kind: 'text', values: shape.values };
    case 'integer':
    case 'number':
    case 'boolean':
    case 'percent':
    case 'instant':
    case 'date':
    case 'time':
    case 'duration':
    case 'months':
      return { kind: shape.type };
  }
};

/** What a calendar of business days says. */
export const calendarFields: Readonly<Record<string, WrittenShape>> = {
  weekend: { type: 'list', of: { type: 'text', values: weekdays } },
  holidays: { type: 'list', of: { type: 'date' } },
  since: { type: 'date', default: 'null' },
  through: { type: 'date', default: 'null' },
};

/** The shapes inside a shape: a record's fields by name, a list's item as `[]`; with where they are written. */
const innerShapes = (shape: WrittenShape): readonly (readonly [string, WrittenShape, Path])[] => {
  if (shape.of !== undefined) return [['[]', shape.of, ['of']]];
  if (shape.type === 'calendar')
    return Object.entries(calendarFields).map(([name, field]) => [name, field, []]);
  return Object.entries(shape.fields ?? {}).map(([name, field]) => [name, field, ['fields', name]]);
};

/** The most characters of a text, and items of a list, where the vocabulary does not say. */
const mostCharacters = 10_000;
const mostItems = 500;

/**
 * The shape of a fact, with its defaults.
 * @param defaultOf the typed default of the shape at a dotted name (`package.periodsPaid`, `grounds.misuse[].basis`)
 */
export const shapeOf = (
  name: string,
  shape: WrittenShape,
  defaultOf: (name: string) => TypedExpression | null,
): FactShape => ({
  type: typeOf(shape),
  describes: shape.describes ?? '',
  ...(shape.asks === undefined ? {} : { asks: shape.asks }),
  ...(shape.called === undefined ? {} : { called: shape.called }),
  ...(shape.controlledBy === undefined ? {} : { controlledBy: shape.controlledBy }),
  ...(shape.findBy === true ? { findBy: true } : {}),
  personal: shape.personal ?? false,
  default: shape.default === undefined ? null : defaultOf(name),
  minimum: shape.minimum ?? null,
  maximum: shape.maximum ?? null,
  minLength: shape.minLength ?? null,
  maxLength: shape.maxLength ?? mostCharacters,
  maxItems: shape.maxItems ?? mostItems,
  pattern: shape.pattern ?? null,
  orNever: shape.orNever ?? false,
  fields: new Map(
    innerShapes(shape).map(([field, inner]) => [field, shapeOf(innerName(name, field), inner, defaultOf)]),
  ),
});

/** A shape somewhere in the vocabulary. */
export interface NamedShape {
  readonly name: string;
  readonly shape: WrittenShape;
  readonly path: Path;
}

/** A shape and every shape inside it. */
export const everyShape = (name: string, shape: WrittenShape, path: Path): readonly NamedShape[] => [
  { name, shape, path },
  ...innerShapes(shape).flatMap(([field, inner, step]) =>
    everyShape(innerName(name, field), inner, [...path, ...step]),
  ),
];
