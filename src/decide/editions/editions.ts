import { byUnits } from '../../language/text-order.js';
import { isDigest } from '../../language/canonical.js';
import type { Edition } from '../../edition/model/edition.js';
import { isNamed } from '../../edition/model/governing-edition.js';
import type { Act } from '../../edition/model/governing.js';
import { knownAlways, knownSince, type Publication } from '../../edition/model/publication.js';
import { AlteredReleaseError, genuineRelease } from './genuine-release.js';
import type { EditionQuery } from '../request/edition-query.js';
import {
  candidatesOf,
  chooseAmong,
  chooseNamed,
  type Candidates,
  type EditionChoice,
} from './choose-edition.js';

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
    facts?: Readonly<Record<string, unknown>>,
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
      byUnits(a.identity.document, b.identity.document) || a.effectiveFrom - b.effectiveFrom,
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
  const changes = publications
    .flatMap(({ known }) => known.flatMap(({ from, until }) => (until === null ? [from] : [from, until])))
    .sort((a, b) => (a < b ? -1 : 1));
  let last: { readonly change: number; readonly candidates: Candidates } | undefined;
  /** What is known changes at some instants only; what was looked at last is kept. */
  const knownAt = (instant: number): Candidates => {
    const change = changes.findLastIndex((at) => at <= instant);
    if (last?.change !== change)
      last = { change, candidates: candidatesOf(newestReleases(publications, instant)) };
    return last.candidates;
  };

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
    const known = knownAt(query.knownAt ?? now());
    const { digest } = query;
    if (digest === undefined) return chooseAmong(known, query, { decisions, asOf, acts, facts, toEdition });
    const here = loaded.get(digest);
    return here === undefined
      ? release(digest).then((found) => chooseNamed(found, query, decisions, known.editions))
      : chooseNamed(here, query, decisions, known.editions);
  };

  return { all: () => knownAt(now()).editions, publications: () => publications, choose, release };
};

/** Of each revision the release that was published last, of those known at an instant. */
const newestReleases = (publications: readonly Publication[], instant: number): readonly Edition[] => {
  const newest = new Map<string, { readonly since: number; readonly edition: Edition }>();
  for (const publication of publications) {
    const since = knownSince(publication, instant);
    const { edition } = publication;
    const name = `${edition.identity.document}/${edition.identity.revision}`;
    const other = newest.get(name);
    if (since !== undefined && (other === undefined || since >= other.since))
      newest.set(name, { since, edition });
  }
  return [...newest.values()]
    .map(({ edition }) => edition)
    .sort((a, b) => byUnits(a.identity.document, b.identity.document) || a.effectiveFrom - b.effectiveFrom);
};
