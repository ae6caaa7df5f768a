import { Type, type Static, type TSchema, type TUnsafe } from '@sinclair/typebox';
import type { Value } from '../language/types/types.js';

/** A JSON value. */
export type Json = Value;

/** A JSON object. */
export type JsonObject = Readonly<Record<string, Json>>;

/** Where the description of a place stands that has a named schema, beside that schema's own. */
export const placeDescription = Symbol('description of a place');

/** A schema with what it means, as OpenAPI tells it. */
export const described = <Schema extends TSchema>(description: string, schema: Schema): Schema =>
  schema.$id === undefined ? { ...schema, description } : { ...schema, [placeDescription]: description };

/** A schema that has a place of its own in OpenAPI, by its name there. */
export const named = <Schema extends TSchema>(name: string, schema: Schema): Schema => ({
  ...schema,
  $id: name,
});

/** A list. */
export const list = <Item extends TSchema>(
  items: Item,
  limits: { readonly minItems?: number; readonly maxItems?: number; readonly uniqueItems?: boolean } = {},
): TUnsafe<readonly Static<Item>[]> => Type.Unsafe({ type: 'array', items, ...limits });

/** One of some words. */
export const oneOf = <const Word extends string>(...words: readonly Word[]): TUnsafe<Word> =>
  Type.Unsafe({ type: 'string', enum: words });

/** What tells members of a union apart. */
export const kind = <const Kind extends string>(name: Kind) => Type.Literal(name);

/** What may be `null`. */
export const nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);

/** An object with any members, each of one form. */
export const mapOf = <Item extends TSchema>(items: Item): TUnsafe<Readonly<Record<string, Static<Item>>>> =>
  Type.Unsafe({ type: 'object', additionalProperties: items });

/** A form that has no other members than these. */
export const closed = { additionalProperties: false } as const;

export const text = Type.String();
export const texts = list(text);
export const flag = Type.Boolean();
/** How many. */
export const count = Type.Integer({ minimum: 0 });
/** A place that counts from 1. */
export const ordinal = Type.Integer({ minimum: 1 });
export const counts = mapOf(count);
export const instant = Type.String({ format: 'date-time', description: 'RFC 3339, UTC, milliseconds.' });
export const digest = Type.String({ pattern: '^sha256:[0-9a-f]{64}$' });
/** Any JSON value: what an edition types. */
export const anything = Type.Unsafe<Json>({});
/** Values by name: what an edition names and types. */
export const values = Type.Unsafe<JsonObject>({ type: 'object' });
