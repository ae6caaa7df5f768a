import { placeDescription } from './parts.js';

/** Writes schemas for OpenAPI: each named one has a place among the components, and is referred to elsewhere. */
export interface Components {
  /** The schema as it stands where it is used. */
  readonly use: (schema: object) => object;
  /** Those that were used, by their names, in the order of the alphabet. */
  readonly all: () => Readonly<Record<string, object>>;
}

const referenceTo = (name: string): string => `#/components/schemas/${name}`;

/** No component yet. */
export const makeComponents = (): Components => {
  const components = new Map<string, object>();
  const written = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(written);
    if (typeof value !== 'object' || value === null) return value;
    const schema = value as Readonly<Record<string | symbol, unknown>>; // neither a list nor null
    const { $id, $ref } = schema;
    if (typeof $ref === 'string' && isName($ref)) return { $ref: referenceTo($ref) };
    if (typeof $id !== 'string' || !isName($id)) return membersOf(schema);
    if (!components.has($id)) {
      // Known before its parts are written, which may refer to it.
      components.set($id, {});
      components.set(
        $id,
        membersOf(Object.fromEntries(Object.entries(schema).filter(([name]) => name !== '$id'))),
      );
    }
    const description = schema[placeDescription];
    return { $ref: referenceTo($id), ...(description === undefined ? {} : { description }) };
  };
  const membersOf = (schema: object): object =>
    Object.fromEntries(Object.entries(schema).map(([name, member]) => [name, written(member)]));
  return {
    use: (schema) => written(schema) as object, // A schema is an object.
    all: () => Object.fromEntries([...components].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
};

/** The schemas of facts have URNs, by which their own references hold. */
const isName = (id: string): boolean => /^[A-Z]\w*$/.test(id);
