/** A JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  readonly [name: string]: Json;
}

/** Takes a value as it is sent: what JSON cannot carry is dropped, as on the wire. */
export const asSent = (value: unknown): Json => {
  const parsed: unknown = JSON.parse(JSON.stringify(value ?? null));
  // JSON.parse gives nothing but JSON values.
  return parsed as Json;
};

/** Whether the value is a JSON object. */
export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether the value is a JSON list. */
export const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);
