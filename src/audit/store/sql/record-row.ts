import { chainPlaceOf, isChoice, isDecision, isStub, type LogLine } from '../../record/log-line.js';
import { leavesChoice, type StoredChoice } from '../../record/choice.js';
import type { Digest } from '../../../language/canonical.js';
import type { Indexed, Query, Tally } from '../decision-log.js';
import type { StoredRecord } from '../../record/record.js';
import { termsFor, termsIn } from '../../record/metadata.js';
import { rows, type Steps } from './statement.js';
import { hash } from 'node:crypto';
import { isSealed, type PersonalKey, subjectTags } from '../../record/personal-storage.js';

/** A record's place: its chain's number and its sequence in one integer, so that neighbours are neighbours in the table too. */
export const perChain = 2 ** 36;

/** The place of a record. */
export const placeOf = (chain: number, sequence: number): number => (chain - 1) * perChain + sequence;

/** So many places are a stretch. */
const stretch = 2 ** 12;

/** The stretches in which the first records of a chain stand, the newest first. */
export const stretchesOf = (chain: number, last: number): readonly number[] => {
  const oldest = Math.floor(placeOf(chain, 1) / stretch);
  const newest = Math.floor(placeOf(chain, last) / stretch);
  return Array.from({ length: newest - oldest + 1 }, (_, nth) => newest - nth);
};

/** The chain and the sequence of a place. */
export const chainAt = (place: number): { readonly chain: number; readonly sequence: number } => ({
  chain: Math.floor(place / perChain) + 1,
  sequence: place % perChain,
});

/** A place for a person: `line 17` in the chain without a name, `chain 3:17` in another. */
export const placeName = (chain: string, sequence: number): string =>
  chain === '' ? `line ${sequence}` : `chain ${chain}:${sequence}`;

/** Where a page of a search ended: what is left is before it. */
export interface Position {
  /** When it was decided, or the instant that it is as of, whichever the search goes by; epoch milliseconds. */
  readonly at: number;
  readonly place: number;
}

/** The cursor of a position. */
export const cursorOf = ({ at, place }: Position): string => `${at}_${place}`;

/** The position of a cursor, `undefined` where it is none. */
export const positionOf = (cursor: string): Position | undefined => {
  const [, at, place] = (/^(-?\d{1,16})_([1-9]\d{0,15})$/.exec(cursor) ?? []).map(Number);
  return Number.isSafeInteger(at) && Number.isSafeInteger(place)
    ? { at: Number(at), place: Number(place) }
    : undefined;
};

/** What stands beside a line in the table, to find it by. */
export interface RecordRow {
  readonly place: number;
  readonly id: string;
  /** Epoch milliseconds; of an event, when it happened; 0 where the time is not known any more. */
  readonly at: number;
  /** `null` where the line is neither a decision nor a choice. */
  readonly kind: string | null;
  readonly subject: Buffer | null;
  /** What it is found by of its metadata. */
  readonly terms: readonly Buffer[];
  /** Its canonical JSON. */
  readonly line: Buffer;
}

/** Records that were made under one key: they follow each other in a chain. */
export interface KeyRow {
  readonly key: Digest;
  /** Epoch milliseconds. */
  readonly madeAt: number;
  /** Places of the first and the last. */
  readonly first: number;
  readonly last: number;
}

/** The row of a line. */
export const rowOf = (record: LogLine, place: number, line: Buffer, salt: string): RecordRow => {
  const { id } = chainPlaceOf(record);
  const none = { place, id, kind: null, subject: null, terms: [], line };
  if (isStub(record)) return { ...none, at: 0 };
  if (isChoice(record))
    return { ...none, at: Date.parse(record.body.chosenAt), kind: choiceKindText(record.body) };
  if (!isDecision(record)) return { ...none, at: Date.parse(record.body.at) };
  const at = Date.parse(record.body.decidedAt);
  const subject = subjectKeyOf(record, salt);
  const isFoundByMetadata = record.body.inputs.searchable !== undefined;
  const terms = isFoundByMetadata ? termsIn(record).map((term) => indexKey(term, salt)) : [];
  return { place, id, at, kind: kindText(record.body), subject, terms, line };
};

/** The key under which a record was made, as the row of that record alone. */
export const keyRowOf = (record: LogLine, place: number): KeyRow | undefined =>
  isDecision(record) && record.body.once !== undefined
    ? { key: record.body.once.key, madeAt: Date.parse(record.body.decidedAt), first: place, last: place }
    : undefined;

/** The columns that say otherwise than their line. */
export const wronglyIndexed = (record: LogLine, { salt, ...found }: Indexed): readonly string[] => {
  const { id, at, kind, subject, terms } = rowOf(record, 0, Buffer.alloc(0), salt);
  const isSubject =
    (subject?.toString('hex') ?? null) === found.subject ||
    (isDecision(record) && subjectKeyOf(record, salt, true)?.toString('hex') === found.subject);
  return [
    ...(id === found.id ? [] : ['id']),
    ...(at === found.at ? [] : ['time']),
    ...(kind === found.kind ||
    (isDecision(record) && earlierKindTexts(record.body).some((text) => text === found.kind))
      ? []
      : ['kind']),
    ...(isSubject ? [] : ['subject']),
    ...(isSameSet(terms, found.terms) ? [] : ['metadata']),
  ];
};

const isSameSet = (terms: readonly Buffer[], found: readonly string[]): boolean => {
  const wanted = new Set(terms.map((term) => term.toString('hex')));
  return wanted.size === new Set(found).size && found.every((term) => wanted.has(term));
};

/** What was decided, and what stands behind it: the same for many records. */
export interface Kind extends Pick<
  Tally,
  'document' | 'revision' | 'decision' | 'outcome' | 'rules' | 'clauses'
> {
  /** Whether a person has to choose something; `undefined` of what earlier versions recorded. */
  readonly leavesChoice: boolean | undefined;
}

type KindSource = Pick<StoredRecord['body'], 'decision' | 'cites' | 'inputs'>;

/** The text by which a kind is known in a store. */
export const kindText = ({ decision, cites, inputs: { edition } }: KindSource): string =>
  JSON.stringify([
    ...[decision.decision, decision.outcome, decision.standing, cites],
    ...[edition.document, edition.revision],
    leavesChoice(decision),
  ]);

/** As earlier versions wrote it: without the edition, and without whether it leaves a choice. */
const earlierKindTexts = ({ decision, cites, inputs: { edition } }: KindSource): readonly string[] => {
  const first = [decision.decision, decision.outcome, decision.standing, cites];
  return [JSON.stringify(first), JSON.stringify([...first, edition.document, edition.revision])];
};

/** The text of the kind that choices of one person are. */
const choiceKindText = ({ asked }: StoredChoice['body']): string =>
  JSON.stringify({ choice: { by: asked?.by ?? null } });

/** Who chose, by the text of a kind of choices; `undefined` of any other kind. */
const chooserOf = (text: string): string | null | undefined => {
  if (!text.startsWith('{')) return undefined;
  try {
    return (JSON.parse(text) as { readonly choice: { readonly by: string | null } }).choice.by; // `choiceKindText`
  } catch {
    return undefined;
  }
};

/** The kind of a text; one of nothing where it was altered so that it can't be read: only a search without conditions finds its records. */
const kindOf = (text: string): Kind => {
  try {
    const [decision, outcome, rules, clauses, document, revision, leaves] = JSON.parse(text) as [
      ...[string, string, string[], string[]],
      ...[(string | undefined)?, (string | undefined)?, boolean?],
    ]; // `kindText`
    return { document, revision, decision, outcome, rules, clauses, leavesChoice: leaves };
  } catch {
    const unknown = { document: undefined, revision: undefined, leavesChoice: undefined };
    return { ...unknown, decision: '', outcome: '', rules: [], clauses: [] };
  }
};

/** A kind's text as `kindText` makes it: PostgreSQL wrote those of an earlier version with blanks. One that was altered stays as it is. */
const plainText = (text: string): string => {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text;
  }
};

/** Two who make a kind at once need a second try, and each further one a further. */
const mostTries = 100;

/** Whether records of a kind are meant by a query, as far as the kind tells. */
const isMeant = (kind: Kind, query: KindQuery): boolean =>
  // Where an earlier version left the edition out, the record itself has to tell.
  (query.document === undefined || (kind.document ?? query.document) === query.document) &&
  (query.revision === undefined || (kind.revision ?? query.revision) === query.revision) &&
  (query.decision === undefined || kind.decision === query.decision) &&
  (query.outcome === undefined || kind.outcome === query.outcome) &&
  (query.rule === undefined || kind.rules.includes(query.rule)) &&
  (query.clause === undefined || kind.clauses.includes(query.clause)) &&
  (!asksForChoices(query) || kind.leavesChoice !== false);

/** Whether a query says anything of choices: then only decisions are meant that leave one. */
export const asksForChoices = ({ choice, chosenBy }: Pick<Query, 'choice' | 'chosenBy'>): boolean =>
  choice !== undefined || chosenBy !== undefined;

/** Whether a query is for what is as of some time: then it goes by that, not by when it was decided. */
export const asksByAsOf = ({ asOfFrom, asOfTo }: Pick<Query, 'asOfFrom' | 'asOfTo'>): boolean =>
  (asOfFrom ?? asOfTo) !== undefined;

/** What a query says of kinds. */
export type KindQuery = Pick<
  Query,
  'document' | 'revision' | 'decision' | 'outcome' | 'rule' | 'clause' | 'choice' | 'chosenBy'
>;

/** Whether a query says anything of kinds. */
export const asksForKinds = (query: KindQuery): boolean => {
  const { document, revision, decision, outcome, rule, clause } = query;
  return (
    (document ?? revision ?? decision ?? outcome ?? rule ?? clause) !== undefined || asksForChoices(query)
  );
};

/** The kinds of a store by their numbers, as far as they were read; a store only ever gets more. */
export class Kinds {
  /** Of decisions. */
  readonly #kinds = new Map<number, Kind>();
  /** Of the kinds of choices: who chose. */
  readonly #choosers = new Map<number, string | null>();
  readonly #texts = new Map<number, string>();
  readonly #numbers = new Map<string, number>();

  /** Reads what came since. */
  *read(): Steps<void> {
    // Numbers have no gaps, whoever gives them.
    const found = yield* rows(
      'SELECT number, kind FROM kind WHERE number > ? ORDER BY number',
      this.#texts.size,
    );
    for (const [number, text] of found) {
      const plain = plainText(String(text));
      const chooser = chooserOf(plain);
      this.#texts.set(Number(number), plain);
      if (chooser === undefined) this.#kinds.set(Number(number), kindOf(plain));
      else this.#choosers.set(Number(number), chooser);
      this.#numbers.set(String(text), Number(number));
    }
  }

  get(number: number): Kind | undefined {
    return this.#kinds.get(number);
  }

  /** The text of the kind of that number, as `kindText` makes it; `null` where there is none. */
  text(number: number): string | null {
    return this.#texts.get(number) ?? null;
  }

  /** The numbers of the kinds of choices: of all, or of those by one who chose. */
  choices(by?: string): readonly number[] {
    return [...this.#choosers].filter(([, own]) => by === undefined || own === by).map(([number]) => number);
  }

  /** The numbers of the kinds whose records a query may mean. */
  meant(query: KindQuery): readonly number[] {
    return [...this.#kinds].filter(([, kind]) => isMeant(kind, query)).map(([number]) => number);
  }

  /** The numbers of some kinds, which are made where they are not there. */
  *numbersOf(texts: ReadonlySet<string>): Steps<ReadonlyMap<string, number>> {
    for (let tries = 0; tries < mostTries; tries += 1) {
      const missing = [...texts].filter((text) => !this.#numbers.has(text));
      if (missing.length === 0) return this.#numbers;
      // Of two who make the next at once, one makes none, and tries again.
      for (const text of missing)
        yield* rows(
          'INSERT INTO kind (number, kind) SELECT coalesce(max(number), 0) + 1, ? FROM kind WHERE true ON CONFLICT DO NOTHING',
          text,
        );
      yield* this.read();
    }
    throw new Error('What the log has of kinds of records was altered: it takes none and finds none.');
  }
}

/** What finds a store's records by subject. */
export interface SubjectSecrets {
  readonly salt: string;
  /** Finds sealed subjects. */
  readonly key: PersonalKey | undefined;
}

/** What stands in an index in place of a text: 16 bytes. */
const indexKey = (text: string, salt: string): Buffer =>
  hash('sha256', `${salt}${text}`, 'buffer').subarray(0, 16);

/** By what the records of a subject may be found: by itself where it is open, by its tags where it is sealed. */
export const subjectKeys = (subject: string, { salt, key }: SubjectSecrets): readonly Buffer[] =>
  [
    // Those recorded by earlier versions stand under the name as it was written.
    ...new Set([subject.normalize(), subject, subject.normalize('NFD')]),
    ...(key === undefined ? [] : subjectTags(subject, key)),
  ].map((text) => indexKey(text, salt));

/** By what the records with a value in their metadata may be found. */
export const metadataKeys = (name: string, value: string, { salt, key }: SubjectSecrets): readonly Buffer[] =>
  termsFor(name, value, key).map((term) => indexKey(term, salt));

/** By what a record is found; `null` where it has no subject, or that is gone. `asWritten`: as earlier versions put it into the index. */
export const subjectKeyOf = ({ open }: StoredRecord, salt: string, asWritten = false): Buffer | null => {
  const opening = open['/subject'];
  if (opening === undefined) return null;
  const text = isSealed(opening) ? opening.tag : opening.value;
  if (typeof text !== 'string') return null;
  return indexKey(isSealed(opening) || asWritten ? text : text.normalize(), salt);
};
