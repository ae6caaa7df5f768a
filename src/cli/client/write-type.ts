/** A JSON Schema, as OpenAPI 3.1 has it. */
type Schema = Readonly<Record<string, unknown>>;

/** The name of a schema of OpenAPI as a type: `refund-answer` becomes `RefundAnswer`. */
export const typeName = (name: string): string =>
  name.replaceAll(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** The TypeScript type of what fits a schema. What a type cannot say (bounds, patterns) is left to the service; JSON of no known form is `unknown`. */
export const writeType = (schema: unknown): string => {
  if (!isSchema(schema)) return 'unknown';
  const { $ref, oneOf, anyOf, type } = schema;
  if (typeof $ref === 'string') return typeName($ref.slice($ref.lastIndexOf('/') + 1));
  if ('const' in schema) return JSON.stringify(schema['const']);
  if (Array.isArray(schema['enum'])) return unionOf(schema['enum'].map((value) => JSON.stringify(value)));
  const choices = oneOf ?? anyOf;
  if (Array.isArray(choices)) return unionOf(choices.map(writeType));
  if (Array.isArray(type)) return unionOf(type.map((one) => writeType({ ...schema, type: one as unknown })));
  switch (type) {
    case 'string':
    case 'boolean':
    case 'null':
      return type;
    case 'number':
    case 'integer':
      return 'number';
    case 'array':
      return `ReadonlyArray<${writeType(schema['items'])}>`;
    case 'object':
      return objectType(schema);
    default:
      return 'unknown';
  }
};

const objectType = ({ properties, required, additionalProperties }: Schema): string => {
  const names = Array.isArray(required) ? required : [];
  if (!isSchema(properties) || Object.keys(properties).length === 0)
    return isSchema(additionalProperties)
      ? `Readonly<Record<string, ${writeType(additionalProperties)}>>`
      : additionalProperties === false
        ? 'Readonly<Record<string, never>>'
        : 'Readonly<Record<string, unknown>>';
  const members = Object.entries(properties).map(
    ([name, member]) =>
      `${writeComment(member)}readonly ${memberName(name)}${names.includes(name) ? '' : '?'}: ${writeType(member)};`,
  );
  return `{\n${indented(members.join('\n'))}\n}`;
};

/** What a schema means, as a comment before its type; nothing where it does not say. */
export const writeComment = (schema: unknown): string => {
  const description = isSchema(schema) ? schema['description'] : undefined;
  if (typeof description !== 'string') return '';
  return `/** ${description.replaceAll('*/', '*\\/').replaceAll(/\s+/g, ' ').trim()} */\n`;
};

/** A name as a member of an object. */
export const memberName = (name: string): string =>
  /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);

const unionOf = (types: readonly string[]): string =>
  types.length === 0 ? 'never' : [...new Set(types)].join(' | ');

const indented = (text: string): string => text.replaceAll(/^(?=.)/gm, '  ');

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
