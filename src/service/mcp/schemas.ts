import type { Editions } from '../../decide/editions/editions.js';
import { markedFactSchema } from '../../decide/editions/fact-reading.js';
import type { Edition } from '../../edition/model/edition.js';
import type { SchemaObject } from '../../language/schema.js';
import { askRequest, decideRequest, previewRequest } from '../../wire/requests.js';
import type { Failure } from '../http/failure.js';

const text = (description: string) =>
  ({ type: 'string', minLength: 1, maxLength: 512, description }) as const;

/** What tools take, by its name. */
export const members = {
  decision: text('The name of the decision, as list_decisions tells it.'),
  id: text('The id of a recorded decision, as decide answered it.'),
  document: text('The document, as list_decisions tells it.'),
  clause: text('The number of the clause, such as 6.4(a).'),
  asOf: { type: 'string', format: 'date-time', description: 'RFC 3339 with an offset; now where left out.' },
  query: text('Words that must all stand in the clause.'),
  receipt: {
    type: 'string',
    minLength: 1,
    description: 'The text of the receipt, a JSON document, exactly as it was written.',
  },
  idempotencyKey: {
    type: 'string',
    pattern: '^[!-~]{1,255}$',
    description:
      'A new one, such as a UUID, for each thing that is to be decided; the same one to ask for the same again.',
  },
} as const satisfies Readonly<Record<string, SchemaObject>>;

/** The schema of an object that has some of what tools take, and nothing else. */
export const inputOf = (
  required: readonly (keyof typeof members)[],
  optional: readonly (keyof typeof members)[] = [],
): SchemaObject => ({
  type: 'object',
  properties: Object.fromEntries([...required, ...optional].map((name) => [name, members[name]])),
  required,
  additionalProperties: false,
});

const anyFacts = {
  type: 'object',
  description:
    'What is known of the case. list_decisions with the name of a decision tells the schema of its facts; facts_needed asks for them one by one.',
} as const;

const requests = { preview: previewRequest, decide: decideRequest, ask: askRequest } as const;

/** What a tool takes that is about one case: the members of the request over HTTP, and which decision. */
export const caseInput = (way: keyof typeof requests): SchemaObject => {
  const { properties, required } = requests[way](anyFacts);
  const once = way === 'decide' ? { idempotencyKey: members.idempotencyKey } : {};
  return withoutIds({
    type: 'object',
    properties: { decision: members.decision, ...properties, ...once },
    required: ['decision', ...required, ...Object.keys(once)],
    additionalProperties: false,
  });
};

/** More than so many characters of schemas are not given to a model that did not name its decisions. */
export const mostCharacters = 16_000;

/**
 * Types what tools take by the editions that decide now: for the decisions that are named, else for all where their facts have short schemas.
 * @param only decisions that are taken alone
 * @param now epoch milliseconds
 */
export const makeTyped = async (
  editions: Pick<Editions, 'all' | 'choose'>,
  only: readonly string[] | undefined,
  now: number,
): Promise<(input: SchemaObject) => SchemaObject> => {
  const names = only ?? decisionsOf(editions);
  const found = await Promise.all(names.map((name) => factsOf(editions, name, now)));
  const read = found.flatMap((one) => (one.code === 'found' ? [one] : []));
  const schemas = read.map(({ schema }) => schema);
  const isWhole = schemas.length > 0 && schemas.length === names.length;
  const length = read.reduce((sum, { characters }) => sum + characters, 0);
  const isShort = only !== undefined || length <= mostCharacters;
  const facts = !isWhole || !isShort ? anyFacts : schemas.length === 1 ? schemas[0] : { anyOf: schemas };
  return (input) => {
    const { properties = {} } = input;
    if (properties['facts'] === undefined) return input;
    const decision = only === undefined ? members.decision : { ...members.decision, enum: only };
    // A JSON Schema, of which the form of requests is a part.
    return { ...input, properties: { ...properties, decision, facts: facts as SchemaObject } };
  };
};

/** The names of all decisions that are known now. */
export const decisionsOf = (editions: Pick<Editions, 'all'>): readonly string[] => [
  ...new Set(editions.all().flatMap(({ decisions }) => [...decisions.keys()])),
];

/** The JSON Schema of the facts that a decision reads, by the edition that decides now, and how many characters it takes. */
export const factsOf = async (
  editions: Pick<Editions, 'choose'>,
  decision: string,
  now: number,
): Promise<({ readonly code: 'found' } & FactsRead) | Failure> => {
  const choice = await editions.choose({}, decision, now);
  if (choice.code !== 'chosen') return choice;
  const { edition } = choice;
  const ofEdition = made.get(edition) ?? new Map<string, FactsRead>();
  made.set(edition, ofEdition);
  const read = ofEdition.get(decision) ?? factsRead(edition, decision);
  ofEdition.set(decision, read);
  return { code: 'found', ...read };
};

interface FactsRead {
  readonly schema: object;
  readonly characters: number;
}

/** Made once for each edition and decision, as long as the edition is there: a long vocabulary takes milliseconds. */
const made = new WeakMap<Edition, Map<string, FactsRead>>();

const factsRead = (edition: Edition, decision: string): FactsRead => {
  const marked: { properties?: Readonly<Record<string, { 'x-reads'?: true }>> } = markedFactSchema(
    edition,
    decision,
  );
  const { properties = {}, ...others } = marked;
  const read = Object.entries(properties).flatMap(([name, { 'x-reads': isRead, ...described }]) =>
    isRead === true ? [[name, described] as const] : [],
  );
  const schema = { ...others, properties: Object.fromEntries(read) };
  return { schema, characters: JSON.stringify(schema).length };
};

/** A schema without the names that OpenAPI has for its parts: several tools have the same parts. */
export const withoutIds = <S extends object>(schema: S): S =>
  JSON.parse(JSON.stringify(schema, (name, value: unknown) => (name === '$id' ? undefined : value))) as S; // But for them.
