import { canonical, sha256 } from '../../language/canonical.js';
import type { Edition } from '../../edition/model/edition.js';
import type { FeatureSources } from '../../scenarios/compile-features.js';
import { readFeatures } from '../../scenarios/read-features.js';
import type { Editions } from '../../decide/editions/editions.js';
import type { BookResults } from './book-task.js';
import type { ClausesBook } from '../../wire/book/contract.js';
import type { DifferenceBook, EffectBook } from '../../wire/book/difference.js';
import type { BookWork } from './book-work.js';
import { effectBook, writtenBook } from './difference-book.js';
import type { DecisionLog } from '../../audit/store/decision-log.js';
import type { Exposure } from '../../wire/book/impact.js';
import { newestRecords } from '../newest-records.js';

/** What the book must work out before it can show it; each thing once, as long as nothing of it changes. */
export interface BookData {
  /** How the scenarios of an edition's document fare under it; `null` where it has none. */
  readonly scenarios: (edition: Edition) => Promise<BookResults['scenarios'] | null>;
  /** All clauses of an edition with what rests on each. */
  readonly clauses: (edition: Edition) => Promise<ClausesBook>;
  /** What differs between two editions of one document in words. */
  readonly written: (left: Edition, right: Edition) => Promise<DifferenceBook>;
  /** What differs between them in effect; thousands of cases are decided for it. */
  readonly effect: (left: Edition, right: Edition) => Promise<EffectBook>;
  /** What hangs on each reading of an edition in the newest decisions of the log. */
  readonly exposure: (edition: Edition, newest: number) => Promise<Exposure>;
}

/** What the book's data is worked out from. */
export interface BookDataParts {
  readonly editions: Pick<Editions, 'all'>;
  readonly work: BookWork;
  readonly log: Pick<DecisionLog, 'search'>;
  /** Where `<document>/` has scenarios; `null` where there are none. */
  readonly featuresDirectory: string | null;
  /** Now, in epoch milliseconds. */
  readonly clock: () => number;
}

/** Cases to look at for each decision that is not proven the same; some seconds of work. */
const searchLimit = 600;
/** The oldest result gives way to a new one beyond so many. */
const mostKept = 12;

/** Works out the book's data in other threads, and keeps it. */
export const makeBookData = ({ editions, work, log, featuresDirectory, clock }: BookDataParts): BookData => {
  const keep = makeKeep();
  const featuresOf = async (document: string): Promise<FeatureSources | null> => {
    if (featuresDirectory === null) return null;
    const read = await readFeatures(featuresDirectory, document);
    return read.code === 'read' ? read.sources : null;
  };
  return {
    scenarios: async (edition) => {
      const { document, digest } = edition.identity;
      const features = await featuresOf(document);
      if (features === null) return null;
      const all = editions.all();
      const given = all.includes(edition) ? all : [...all, edition];
      const key = ['scenarios', digest, ...given.map(({ identity }) => identity.digest), namesOf(features)];
      return keep(key.join(' '), () =>
        work<'scenarios'>({
          kind: 'scenarios',
          editions: given.map(({ files }) => files),
          of: digest,
          features,
          now: clock(),
        }),
      );
    },
    clauses: ({ identity, files }) =>
      keep(`clauses ${identity.digest}`, () => work<'clauses'>({ kind: 'clauses', edition: files })),
    written: (left, right) =>
      keep(['written', left.identity.digest, right.identity.digest].join(' '), () =>
        Promise.resolve(writtenBook(left, right)),
      ),
    effect: async (left, right) => {
      const features = await featuresOf(left.identity.document);
      const named = features === null ? '' : namesOf(features);
      const key = ['effect', left.identity.digest, right.identity.digest, named];
      return keep(key.join(' '), async () =>
        effectBook(
          await work<'difference'>({
            kind: 'difference',
            left: left.files,
            right: right.files,
            features,
            limit: searchLimit,
          }),
        ),
      );
    },
    // The log grows: nothing of it is kept.
    exposure: async (edition, newest) =>
      work<'exposure'>({
        kind: 'exposure',
        edition: edition.files,
        records: await newestRecords(log, edition.identity, newest),
      }),
  };
};

const namesOf = ({ features, phrases }: FeatureSources): string =>
  sha256(canonical([...features, phrases].map(({ uri, text }) => [uri, text])));

/** Keeps the newest results; one that failed is worked out again when it is asked for again. */
const makeKeep = () => {
  const kept = new Map<string, Promise<unknown>>();
  return <Result>(key: string, workOut: () => Promise<Result>): Promise<Result> => {
    const known = kept.get(key);
    // What is kept under a key was worked out by the same function that asks for it now.
    if (known !== undefined) return known as Promise<Result>;
    const result = workOut();
    kept.set(key, result);
    result.catch(() => kept.delete(key));
    const [oldest] = kept.keys();
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
    return result;
  };
};
