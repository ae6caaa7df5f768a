/** The part of JSON Schema that the forms of requests and records use. A check of any other keyword cannot be made. */
export type Schema = true | SchemaObject;

export type SchemaType = 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean' | 'null';

/** A schema that says something. */
export interface SchemaObject {
  readonly $ref?: string;
  readonly type?: SchemaType | readonly SchemaType[];
  readonly enum?: readonly string[];
  readonly const?: string | number | boolean;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | SchemaObject;
  /** What each name of a member must be that `properties` does not have. */
  readonly propertyNames?: SchemaObject;
  readonly maxProperties?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: 'date-time';
  readonly minimum?: number;
  readonly maximum?: number;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly description?: string;
}

/** The type of the values that a schema, written `as const`, allows. */
export type Allowed<S> = S extends { readonly enum: readonly (infer Word)[] }
  ? Word
  : S extends { readonly const: infer Constant }
    ? Constant
    : S extends { readonly type: 'string' }
      ? string
      : S extends { readonly type: 'integer' | 'number' }
        ? number
        : S extends { readonly type: 'boolean' }
          ? boolean
          : S extends { readonly type: readonly (infer Type extends SchemaType)[] }
            ? AllowedOfType<Type>
            : S extends { readonly type: 'array' }
              ? readonly (S extends { readonly items: infer Items } ? Allowed<Items> : unknown)[]
              : S extends { readonly type: 'object' }
                ? AllowedObject<S>
                : unknown;

type AllowedOfType<Type extends SchemaType> = Type extends SchemaType
  ? Allowed<{ readonly type: Type }>
  : never;

type AllowedObject<S> = S extends { readonly properties: infer Members }
  ? { readonly [Name in Extract<keyof Members, RequiredIn<S>>]: Allowed<Members[Name]> } & {
      readonly [Name in Exclude<keyof Members, RequiredIn<S>>]?: Allowed<Members[Name]>;
    }
  : Readonly<
      Record<string, S extends { readonly additionalProperties: infer Members } ? Allowed<Members> : unknown>
    >;

type RequiredIn<S> = S extends { readonly required: readonly (infer Name)[] } ? Name : never;
