import { choiceId, mostChoices } from '../../record/choice.js';
import type { ChainExtent } from '../lines.js';
import type { Query } from '../query.js';
import { asksByAsOf, asksForChoices, asksForKinds, type Kinds } from './record/kinds.js';
import { chainAt, perChain, stretchesOf } from './record/place.js';
import { metadataKeys, subjectKeys, type SubjectSecrets } from './record/index-keys.js';
import { rows, type Dialect, type Statement, type Steps } from './statement.js';

/** What a search goes by, besides the query. */
export interface SearchParts {
  readonly dialect: Dialect;
  readonly secrets: SubjectSecrets;
  readonly kinds: Kinds;
}

/** A part of a condition with its values. */
export type Condition = Statement;

/** A list of what is meant: rows of a table, each in the order of an index. */
export interface List extends Condition {
  /** Default: `record`. */
  readonly table?: 'metadata';
}

/** All of some conditions. */
export const all = (...conditions: readonly Condition[]): Condition => ({
  text: conditions.map(({ text }) => text).join(' AND '),
  values: conditions.flatMap(({ values }) => values),
});

/** Every chain as its lines are, also where the bookkeeping says otherwise. */
export function* extents(): Steps<readonly ChainExtent[]> {
  const found = yield* rows(
    `SELECT number, name, (SELECT max(place) FROM record WHERE place > (number - 1) * ${perChain} AND place < number * ${perChain}) AS last
     FROM chain ORDER BY number`,
  );
  return found.map(([number, name, last]) => ({
    number: Number(number),
    name: String(name),
    last: last === null ? 0 : chainAt(Number(last)).sequence,
  }));
}

/** So many lists are read by one statement. */
const kindsAtOnce = 100;
/** So many stretches are looked through by one statement. */
const stretchesAtOnce = 16;

/**
 * The lists in which all stands that a query means, each in the order of an index. Those of a batch are read together; the first batches have
 * the newest records, as far as that can be told.
 */
export function* listsOf(
  parts: SearchParts,
  query: Omit<Query, 'limit'>,
): Steps<readonly (readonly List[])[]> {
  const { dialect, kinds } = parts;
  yield* kinds.read();
  const meant = kinds.meant(query);
  const { id, metadata } = query;
  // No column holds a NUL.
  if (id?.includes('\0') === true) return [];
  if (id !== undefined) return idLists(parts, id, query, meant);
  if (metadata !== undefined) {
    const found = yield* metadataLists(parts, metadata, recordTest(parts, query, meant));
    // The instant that a record is as of stands with the record alone.
    return asksByAsOf(query) ? found.map((lists) => lists.map(onRecords)) : found;
  }
  const ofChoices = choiceTests(parts, query);
  if (query.subject === undefined) return kindLists(meant, ofChoices);
  const ofKinds = asksForKinds(query) ? [{ text: `kind ${dialect.amongIntegers}`, values: [meant] }] : [];
  return (yield* subjectLists(parts, query.subject)).map((lists) =>
    lists.map((list) => all(list, ...ofKinds, ...ofChoices)),
  );
}

/** The list of the records whose ids begin so: a stretch of the index of ids. Those of choices begin so too. */
const idLists = (
  { dialect, secrets, kinds }: SearchParts,
  id: string,
  query: Omit<Query, 'limit'>,
  meant: readonly number[],
): readonly (readonly List[])[] => {
  const keys = query.subject === undefined ? [] : subjectKeys(query.subject, secrets);
  return [
    [
      all(
        { text: 'id >= ? AND id < ?', values: [id, `${id}${afterIds}`] },
        // As a sum no index has it: few ids begin so, and many are of a kind.
        { text: `kind + 0 ${dialect.amongIntegers}`, values: [meant] },
        ...(keys.length === 0 ? [] : [{ text: `subject IN (${marks(keys)})`, values: keys }]),
        ...Object.entries(query.metadata ?? {}).map(([name, value]): Condition => {
          const terms = metadataKeys(name, value, secrets);
          return {
            text: `EXISTS (SELECT 1 FROM metadata WHERE metadata.place = record.place AND term IN (${marks(terms)}))`,
            values: terms,
          };
        }),
        ...choiceTests({ dialect, kinds }, query),
      ),
    ],
  ];
};

/** Sorts after whatever an id goes on with. */
const afterIds = '\u007f';

const marks = (values: readonly unknown[]): string => values.map(() => '?').join(', ');

/** A list as a condition on records. */
export const onRecords = ({ table, text, values }: List): Condition => ({
  text: table === undefined ? text : `place IN (SELECT place FROM ${table} WHERE ${text})`,
  values,
});

/** The lists of all records and choices, whatever they are about. */
export function* wholeLists({ kinds }: SearchParts): Steps<readonly (readonly List[])[]> {
  yield* kinds.read();
  return kindLists([...kinds.meant({}), ...kinds.choices()], []);
}

const kindLists = (some: readonly number[], tests: readonly Condition[]): readonly (readonly Condition[])[] =>
  inPieces(some, kindsAtOnce).map((piece) =>
    piece.map((kind) => all({ text: `kind = ${kind}`, values: [] }, ...tests)),
  );

/** What a query says of choices, as conditions on the decision's row: choices are found by their ids, which are made of its own. */
const choiceTests = (
  { dialect, kinds }: Pick<SearchParts, 'dialect' | 'kinds'>,
  query: Pick<Query, 'choice' | 'chosenBy'>,
): readonly Condition[] => {
  if (!asksForChoices(query)) return [];
  const { choice, chosenBy } = query;
  const idOf = (nth: number): string => `record.id || '${choiceId('', nth)}'`;
  const ids = Array.from({ length: mostChoices }, (_, before) => idOf(before + 1)).join(', ');
  const first = `EXISTS (SELECT 1 FROM record AS chosen WHERE chosen.id = ${idOf(1)})`;
  return [
    ...(choice === undefined ? [] : [{ text: choice === 'made' ? first : `NOT ${first}`, values: [] }]),
    ...(chosenBy === undefined
      ? []
      : [
          {
            text: `EXISTS (SELECT 1 FROM record AS chosen WHERE chosen.id IN (${ids}) AND chosen.kind ${dialect.amongIntegers})`,
            values: [kinds.choices(chosenBy)],
          },
        ]),
  ];
};

/** The lists of a subject's records. */
function* subjectLists(parts: SearchParts, subject: string): Steps<readonly (readonly Condition[])[]> {
  return yield* keyLists(parts, 'subject', subjectKeys(subject, parts.secrets));
}

/** The lists of the records that have all values in their metadata, by the first of them, as far as they pass a test besides. */
function* metadataLists(
  parts: SearchParts,
  wanted: NonNullable<Query['metadata']>,
  test: readonly Condition[],
): Steps<readonly (readonly List[])[]> {
  const [first = [], ...others] = Object.entries(wanted).map(([name, value]) =>
    metadataKeys(name, value, parts.secrets),
  );
  const tests = [
    ...others.map((keys): Condition => ({
      text: `EXISTS (SELECT 1 FROM metadata AS other WHERE other.place = metadata.place AND other.term IN (${marks(keys)}))`,
      values: keys,
    })),
    ...test,
  ];
  return (yield* keyLists(parts, 'term', first)).map((lists) =>
    lists.map((list) => ({ ...all(list, ...tests), table: 'metadata' })),
  );
}

/** What a query says of records besides their metadata and time. */
const recordTest = (
  parts: SearchParts,
  query: Omit<Query, 'limit'>,
  meant: readonly number[],
): readonly Condition[] => {
  const { dialect, secrets } = parts;
  const keys = query.subject === undefined ? [] : subjectKeys(query.subject, secrets);
  const wanted: readonly Condition[] = [
    ...(asksForKinds(query) ? [{ text: `record.kind ${dialect.amongIntegers}`, values: [meant] }] : []),
    ...(keys.length === 0 ? [] : [{ text: `record.subject IN (${marks(keys)})`, values: keys }]),
    ...choiceTests(parts, query),
  ];
  if (wanted.length === 0) return [];
  const { text, values } = all(...wanted);
  return [{ text: `EXISTS (SELECT 1 FROM record WHERE record.place = metadata.place AND ${text})`, values }];
};

/** The lists of what has one of some keys in a column: one for each; of each stretch, where the index goes by those. */
function* keyLists(
  { dialect }: SearchParts,
  column: 'subject' | 'term',
  keys: readonly Buffer[],
): Steps<readonly (readonly Condition[])[]> {
  const ofKeys = keys.map((key): Condition => ({ text: `${column} = ?`, values: [key] }));
  const { stretchOfPlace } = dialect;
  if (stretchOfPlace === undefined) return [ofKeys];
  const stretches = (yield* extents()).flatMap(({ number, last }) =>
    last === 0 ? [] : stretchesOf(number, last),
  );
  return inPieces(stretches, stretchesAtOnce).map((some) =>
    ofKeys.map((list) => all({ text: `${stretchOfPlace} ${dialect.amongIntegers}`, values: [some] }, list)),
  );
}

const inPieces = <Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, nth) =>
    items.slice(nth * size, (nth + 1) * size),
  );
