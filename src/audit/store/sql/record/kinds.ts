import { leavesChoice, type StoredChoice } from '../../../record/choice.js';
import type { StoredRecord } from '../../../record/record.js';
import type { Query, Tally } from '../../query.js';
import { rows, type Steps } from '../statement.js';

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
export const earlierKindTexts = ({ decision, cites, inputs: { edition } }: KindSource): readonly string[] => {
  const first = [decision.decision, decision.outcome, decision.standing, cites];
  return [JSON.stringify(first), JSON.stringify([...first, edition.document, edition.revision])];
};

/** The text of the kind that choices of one person are. */
export const choiceKindText = ({ asked }: StoredChoice['body']): string =>
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
