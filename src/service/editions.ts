import type { Edition } from '../edition/edition.js';
import type { EditionQuery } from './decide-request.js';
import type { Failure } from './failure.js';

/** An edition, or why there is none. */
export type EditionChoice =
  | { readonly code: 'chosen'; readonly edition: Edition }
  | Extract<
      Failure,
      { readonly code: 'unknown-edition' | 'no-governing-edition' | 'unknown-decision' | 'invalid-request' }
    >;

/** The editions that a service knows: those that were given to it, and any release that its log keeps. */
export interface Editions {
  /** Those given, by document, then from the oldest revision to the newest. */
  readonly all: () => readonly Edition[];
  /**
   * The edition for a decision: the one named by document, revision or digest, whatever the asOf; else the newest revision of the
   * document that was in effect at asOf. Where several documents are here and none is named, the decision's name says which.
   * For several decisions, the one edition that has them all. A promise only where a release must first be read.
   */
  readonly choose: (
    query: EditionQuery,
    decision: string | readonly string[],
    asOf: number,
  ) => EditionChoice | Promise<EditionChoice>;
  /** A release by its digest; `undefined` where neither the service nor the log has it. */
  readonly release: (digest: string) => Promise<Edition | undefined>;
}

/** Where the content of earlier releases is kept, and how it is read. */
export interface KeptReleases {
  /** File name to text of a release, as it was kept; `undefined` where it is not. */
  readonly files: (digest: string) => Promise<ReadonlyMap<string, string> | undefined>;
  /** Reads an edition from its files. Throws where they are none, which is a defect of the store. */
  readonly load: (files: ReadonlyMap<string, string>) => Promise<Edition>;
}

/** Registers the editions of a service. */
export const makeEditions = (given: readonly Edition[], kept: KeptReleases): Editions => {
  const editions = [...given].sort(
    (a, b) => compareText(a.identity.document, b.identity.document) || a.effectiveFrom - b.effectiveFrom,
  );
  const loaded = new Map(editions.map((edition) => [edition.identity.digest, edition]));
  // Promises, so that two requests at once load a release once.
  const releases = new Map<string, Promise<Edition | undefined>>();
  const known = editions.map(({ identity }) => `${identity.document}/${identity.revision}`);

  const release = (digest: string): Promise<Edition | undefined> => {
    const edition = loaded.get(digest);
    const here = edition === undefined ? releases.get(digest) : Promise.resolve(edition);
    if (here !== undefined) return here;
    const loading = kept.files(digest).then((files) => (files === undefined ? undefined : kept.load(files)));
    releases.set(digest, loading);
    // What was not there, or could not be read, may be there next time.
    const forget = (): void => void releases.delete(digest);
    loading.then((found) => {
      if (found === undefined) forget();
      else loaded.set(digest, found);
    }, forget);
    return loading;
  };

  const choose: Editions['choose'] = (query, asked, asOf) => {
    const decisions = typeof asked === 'string' ? [asked] : asked;
    const unknown: EditionChoice = { code: 'unknown-edition', asked: query, known };
    if (query.digest !== undefined) {
      const choiceOf = (edition: Edition | undefined): EditionChoice =>
        edition === undefined || !matches(edition, query) ? unknown : chosen(edition, decisions);
      const edition = loaded.get(query.digest);
      return edition === undefined ? release(query.digest).then(choiceOf) : choiceOf(edition);
    }
    const named = editions.filter((edition) => matches(edition, query));
    if (named.length === 0) return unknown;
    const deciding = named.filter((edition) =>
      decisions.every((decision) => edition.decisions.has(decision)),
    );
    if (deciding.length === 0) return noneDecides(decisions, named);
    const [document, ...others] = new Set(deciding.map(({ identity }) => identity.document));
    if (document === undefined || others.length > 0)
      return severalDocuments(decisions, [document ?? '', ...others]);
    const ofDocument = named.filter(({ identity }) => identity.document === document);
    const governing =
      query.revision === undefined
        ? ofDocument.findLast(({ effectiveFrom }) => effectiveFrom <= asOf)
        : ofDocument.at(-1);
    if (governing !== undefined) return chosen(governing, decisions);
    const earliest = Math.min(...ofDocument.map(({ effectiveFrom }) => effectiveFrom));
    return { code: 'no-governing-edition', document, asOf, earliest };
  };

  return { all: () => editions, choose, release };
};

const matches = ({ identity }: Edition, query: EditionQuery): boolean =>
  (query.document === undefined || query.document === identity.document) &&
  (query.revision === undefined || query.revision === identity.revision) &&
  (query.digest === undefined || query.digest === identity.digest);

const chosen = (edition: Edition, decisions: readonly string[]): EditionChoice => {
  const lacking = decisions.find((decision) => !edition.decisions.has(decision));
  return lacking === undefined ? { code: 'chosen', edition } : unknownDecision(lacking, [edition]);
};

const noneDecides = (decisions: readonly string[], named: readonly Edition[]): EditionChoice => {
  const unknown = decisions.find((decision) => !named.some((edition) => edition.decisions.has(decision)));
  if (unknown !== undefined) return unknownDecision(unknown, named);
  const message = `No edition decides all of ${decisions.join(', ')}. Ask for each apart.`;
  return { code: 'invalid-request', errors: [{ pointer: '/decisions', code: 'not-allowed', message }] };
};

const unknownDecision = (decision: string, editions: readonly Edition[]): EditionChoice => ({
  code: 'unknown-decision',
  decision,
  known: [...new Set(editions.flatMap((edition) => [...edition.decisions.keys()]))],
});

const severalDocuments = (decisions: readonly string[], documents: readonly string[]): EditionChoice => ({
  code: 'invalid-request',
  errors: [
    {
      pointer: '/edition/document',
      code: 'missing-member',
      message: `Several documents decide ${decisions.map((decision) => `\`${decision}\``).join(', ')}: ${documents.join(', ')}. Name one.`,
    },
  ],
});

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
