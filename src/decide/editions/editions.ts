import { isDigest } from '../../language/canonical.js';
import type { Edition } from '../../edition/model/edition.js';
import { actsOf, governingEdition, isNamed } from '../../edition/model/governing-edition.js';
import type { Act, GoverningBasis } from '../../edition/model/governing.js';
import { knownAlways, knownSince, type Publication } from '../../edition/model/publication.js';
import { AlteredReleaseError, genuineRelease } from './genuine-release.js';
import type { EditionQuery } from '../request/edition-query.js';
import type { Failure } from '../failure.js';

/** An edition, or why there is none. */
export type EditionChoice =
  | {
      readonly code: 'chosen';
      readonly edition: Edition;
      /** Why it governs; `null` where its document has no governing.yaml. */
      readonly governing: GoverningBasis | null;
    }
  | Extract<
      Failure,
      { readonly code: 'unknown-edition' | 'no-governing-edition' | 'unknown-decision' | 'invalid-request' }
    >;

/** The editions that a service knows: those that were given to it, and any release that its log keeps. */
export interface Editions {
  /** Those that are known now, by document, then from the oldest revision to the newest. */
  readonly all: () => readonly Edition[];
  /** All that were given, with the times in which they were known. */
  readonly publications: () => readonly Publication[];
  /**
   * The edition for a decision: the one named by revision or digest, whatever the asOf; else the one that governs by the document's
   * governing.yaml; without one, the newest revision that was in effect at asOf. Where several documents are here and none is named, the
   * decision's name says which. For several decisions, the one edition that has them all. A promise only where a release must first be
   * read.
   * @param acts of the customer, as the request tells them
   * @param facts of the request, which may date acts too
   */
  readonly choose: (
    query: EditionQuery,
    decision: string | readonly string[],
    asOf: number,
    acts?: readonly Act[],
    facts?: Facts,
  ) => EditionChoice | Promise<EditionChoice>;
  /** A release by its digest; `undefined` where neither the service nor the log has it. Rejects with `AlteredReleaseError`. */
  readonly release: (digest: string) => Promise<Edition | undefined>;
}

/** Where the content of earlier releases is kept, and how it is read. */
export interface KeptReleases {
  /** File name to text of a release, as it was kept; `undefined` where it is not. */
  readonly files: (digest: string) => Promise<ReadonlyMap<string, string> | undefined>;
  /** Reads an edition from its files. Throws where they are none, which is a defect of the store. */
  readonly load: (files: ReadonlyMap<string, string>) => Promise<Edition>;
  /** Told of a release whose content was altered, as often as it is met. */
  readonly foundAltered?: (digest: string) => void;
}

/** Registers editions that are known at all times: those of a folder. */
export const makeEditions = (given: readonly Edition[], kept: KeptReleases): Editions =>
  makePublishedEditions(given.map(knownAlways), kept, () => 0);

/**
 * Registers editions with the times in which they were known.
 * @param now epoch milliseconds; what is known then is looked at where a request does not say
 */
export const makePublishedEditions = (
  given: readonly Publication[],
  kept: KeptReleases,
  now: () => number,
): Editions => {
  const publications = [...given].sort(
    ({ edition: a }, { edition: b }) =>
      compareText(a.identity.document, b.identity.document) || a.effectiveFrom - b.effectiveFrom,
  );
  const loaded = new Map(publications.map(({ edition }) => [edition.identity.digest, edition]));
  const genuine = async (digest: string, files: ReadonlyMap<string, string>): Promise<Edition> => {
    try {
      return await genuineRelease(digest, () => kept.load(files));
    } catch (error) {
      if (error instanceof AlteredReleaseError) kept.foundAltered?.(digest);
      throw error;
    }
  };
  // Promises, so that two requests at once load a release once.
  const releases = new Map<string, Promise<Edition | undefined>>();
  const lasting = publications.every(
    ({ known }) => known.length === 1 && known[0]?.from === -Infinity && known[0].until === null,
  );
  const always = newestReleases(publications, 0);
  const knownAt = (instant: number): readonly Edition[] =>
    lasting ? always : newestReleases(publications, instant);

  const release = (digest: string): Promise<Edition | undefined> => {
    const edition = loaded.get(digest);
    const here = edition === undefined ? releases.get(digest) : Promise.resolve(edition);
    if (here !== undefined) return here;
    // Nothing else is looked for: what a caller writes becomes no path and no statement.
    if (!isDigest(digest)) return Promise.resolve(undefined);
    const loading = kept
      .files(digest)
      .then((files) => (files === undefined ? undefined : genuine(digest, files)));
    releases.set(digest, loading);
    // What was not there, or could not be read, may be there next time.
    const forget = (): void => void releases.delete(digest);
    loading.then((found) => {
      if (found === undefined) forget();
      else loaded.set(digest, found);
    }, forget);
    return loading;
  };

  /** To agree to a release is to agree to its edition, of which the newest release governs. */
  const toEdition = (act: Act, document: string): Act => {
    const release = loaded.get(act.edition?.digest ?? '')?.identity;
    return release?.document === document && isNamed(release, act.edition)
      ? { ...act, edition: { revision: release.revision } }
      : act;
  };

  const choose: Editions['choose'] = (query, asked, asOf, acts = [], facts = {}) => {
    const decisions = typeof asked === 'string' ? [asked] : asked;
    const editions = knownAt(query.knownAt ?? now());
    const unknown = (): EditionChoice => ({
      code: 'unknown-edition',
      asked: query,
      known: namesOf(editions),
    });
    if (query.digest !== undefined) {
      const choiceOf = (edition: Edition | undefined): EditionChoice =>
        edition === undefined || !matches(edition, query)
          ? unknown()
          : chosen(edition, decisions, named(edition, query));
      const edition = loaded.get(query.digest);
      return edition === undefined ? release(query.digest).then(choiceOf) : choiceOf(edition);
    }
    const matching = editions.filter((edition) => matches(edition, query));
    if (matching.length === 0) return unknown();
    const deciding = matching.filter((edition) =>
      decisions.every((decision) => edition.decisions.has(decision)),
    );
    if (deciding.length === 0) return noneDecides(decisions, matching);
    const [document, ...others] = new Set(deciding.map(({ identity }) => identity.document));
    if (document === undefined || others.length > 0)
      return severalDocuments(decisions, [document ?? '', ...others]);
    const ofDocument = matching.filter(({ identity }) => identity.document === document);
    const newest = ofDocument.at(-1);
    if (query.revision !== undefined && newest !== undefined)
      return chosen(newest, decisions, named(newest, query));
    const told = acts.map((act) => toEdition(act, document));
    return governs(document, ofDocument, { decisions, asOf, acts: told, facts }, query);
  };

  return { all: () => knownAt(now()), publications: () => publications, choose, release };
};

/** Of each revision the release that was published last, of those known at an instant. */
const newestReleases = (publications: readonly Publication[], instant: number): readonly Edition[] => {
  const newest = new Map<string, { readonly since: number; readonly edition: Edition }>();
  for (const publication of publications) {
    const since = knownSince(publication, instant);
    const { edition } = publication;
    const name = nameOf(edition);
    const other = newest.get(name);
    if (since !== undefined && (other === undefined || since >= other.since))
      newest.set(name, { since, edition });
  }
  return [...newest.values()]
    .map(({ edition }) => edition)
    .sort(
      (a, b) => compareText(a.identity.document, b.identity.document) || a.effectiveFrom - b.effectiveFrom,
    );
};

type Facts = Readonly<Record<string, unknown>>;

/** What is asked, of when, and what is told of what happened. */
interface Case {
  readonly decisions: readonly string[];
  readonly asOf: number;
  readonly acts: readonly Act[];
  readonly facts: Facts;
}

/** Chooses by the rule of the newest edition in effect at asOf, or of the first one. */
const governs = (
  document: string,
  editions: readonly Edition[],
  { decisions, asOf, acts, facts }: Case,
  query: EditionQuery,
): EditionChoice => {
  const inEffect = editions.findLast(({ effectiveFrom }) => effectiveFrom <= asOf);
  const rule = (inEffect ?? editions[0])?.governing ?? null;
  const earliest = Math.min(...editions.map(({ effectiveFrom }) => effectiveFrom));
  if (rule === null)
    return inEffect === undefined
      ? { code: 'no-governing-edition', document, asOf, earliest, acts: [] }
      : chosen(inEffect, decisions, null);
  const stranger = acts.findIndex(
    ({ edition }) => edition !== undefined && !editions.some(({ identity }) => isNamed(identity, edition)),
  );
  if (stranger !== -1) return unknownAccepted(stranger, editions);
  const happened = actsOf(rule, acts, decisions, asOf, facts);
  const choice = governingEdition(rule, editions, happened, asOf);
  if (choice.code !== 'governs')
    return { code: 'no-governing-edition', document, asOf, earliest, acts: happened };
  const known = query.knownAt === undefined ? {} : { knownAt: query.knownAt };
  return chosen(choice.edition, decisions, { ...choice.basis, ...known });
};

const named = ({ governing }: Edition, query: EditionQuery): GoverningBasis | null =>
  governing === null
    ? null
    : {
        by: 'named',
        clauses: [],
        readings: [],
        ...(query.knownAt === undefined ? {} : { knownAt: query.knownAt }),
      };

const nameOf = ({ identity }: Edition): string => `${identity.document}/${identity.revision}`;

const namesOf = (editions: readonly Edition[]): readonly string[] => editions.map(nameOf);

const matches = ({ identity }: Edition, query: EditionQuery): boolean =>
  (query.document === undefined || query.document === identity.document) &&
  (query.revision === undefined || query.revision === identity.revision) &&
  (query.digest === undefined || query.digest === identity.digest);

const chosen = (
  edition: Edition,
  decisions: readonly string[],
  governing: GoverningBasis | null,
): EditionChoice => {
  const lacking = decisions.find((decision) => !edition.decisions.has(decision));
  return lacking === undefined ? { code: 'chosen', edition, governing } : unknownDecision(lacking, [edition]);
};

const unknownAccepted = (place: number, editions: readonly Edition[]): EditionChoice => ({
  code: 'invalid-request',
  errors: [
    {
      pointer: `/acceptance/acts/${place}/edition`,
      code: 'not-allowed',
      message: `No such edition is known. Known are ${namesOf(editions).join(', ')}.`,
    },
  ],
});

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
