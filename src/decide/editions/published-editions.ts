import {
  checkEntries,
  reaches,
  registryHead,
  tellRegistryProblem,
} from '../../audit/registry/registry-entry.js';
import type { RegistryStore } from '../../audit/registry/registry-store.js';
import type { RegistryHead } from '../../audit/chain/checkpoint.js';
import type { VerifyingKey } from '../../audit/chain/signing-key.js';
import type { Edition, EditionIdentity } from '../../edition/model/edition.js';
import { knownAlways } from '../../edition/model/publication.js';
import {
  isValid,
  publicationsOf,
  registeredReleases,
  type RegisteredRelease,
} from '../../edition/model/registry.js';
import { makePublishedEditions, type Editions, type KeptReleases } from './editions.js';

/** Why what the registry says now is not served. */
export interface PublishingFailure {
  readonly code:
    'registry-unreadable' | 'registry-broken' | 'registry-cut' | 'release-missing' | 'release-unusable';
  readonly release?: EditionIdentity;
  readonly reason: string;
}

/** What published editions are made of. */
export interface PublishedEditionsParts {
  /** Those of the editions directory: served as they stand where the registry does not name their document. */
  readonly given: readonly Edition[];
  /** `null` where nothing is published. */
  readonly registry: Pick<RegistryStore, 'version' | 'entries' | 'release'> | null;
  /** Whose signatures count. */
  readonly keys: readonly VerifyingKey[];
  readonly kept: KeptReleases;
  /** How far the registry goes at least, as the last checkpoint of the log says; default: nobody says. */
  readonly vouched?: RegistryHead | undefined;
  /** Told when what the registry says is served, and how far it goes. */
  readonly served?: () => void;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Compiles an edition, before it is served; rejects where that can't be done. */
  readonly makeReady: (edition: Edition) => Promise<void>;
  /** Told once of each failure, until something else is wrong; what was served before is still served. */
  readonly report: (failure: PublishingFailure) => void;
}

/** The editions that are served, which change as a whole when the registry does. */
export interface PublishedEditions extends Editions {
  /** Looks at the registry, and serves what it says if all of that loads: what was in it when this was called at least. */
  readonly refresh: () => Promise<void>;
  /** What is wrong with what the registry says now; `null` where it is served. */
  readonly failure: () => PublishingFailure | null;
  /** The releases that the registry names, as they are served. */
  readonly registered: () => readonly RegisteredRelease[];
  /** How far the registry goes that is served. */
  readonly head: () => RegistryHead | undefined;
}

/** So long after it failed, the same state of the registry is tried again: a release's content may have come back. */
const retryMs = 10_000;

/** What is served at a time; never changed, only replaced. */
interface Served {
  readonly editions: Editions;
  readonly registered: readonly RegisteredRelease[];
  readonly head: RegistryHead | undefined;
  readonly version: string | null;
}

/** Something that the registry says can't be served. */
class Unservable extends Error {
  override readonly name = 'Unservable';
  readonly failure: PublishingFailure;

  constructor(failure: PublishingFailure, cause?: unknown) {
    super(failure.reason, { cause });
    this.failure = failure;
  }
}

/** Makes the editions of a service; what the registry says is served once `refresh` was called. */
export const makeRegistryEditions = (parts: PublishedEditionsParts): PublishedEditions => {
  const { registry, keys, kept, now } = parts;
  const given = parts.given.map(knownAlways);
  const loaded = new Map(parts.given.map((edition) => [edition.identity.digest, edition]));
  const reading: KeptReleases = {
    files: async (digest) =>
      loaded.get(digest)?.files ?? (await kept.files(digest)) ?? (await registry?.release(digest))?.files,
    // What is loaded already, as what a folder held before its document was published, is not loaded twice.
    load: async (files) =>
      [...loaded.values()].find((edition) => edition.files === files) ?? (await kept.load(files)),
    ...(kept.foundAltered === undefined ? {} : { foundAltered: kept.foundAltered }),
  };
  let served: Served = {
    editions: makePublishedEditions(given, reading, now),
    registered: [],
    head: parts.vouched,
    version: null,
  };
  let failure: PublishingFailure | null = null;
  let looking: Promise<void> | undefined;
  let again: Promise<void> | undefined;
  /** Of which state of the registry it was found that it can't be served, and when. */
  let refused: { readonly version: string; readonly at: number } | undefined;

  const load = async ({ identity }: RegisteredRelease): Promise<Edition> => {
    const here = loaded.get(identity.digest);
    if (here !== undefined) return here;
    const unusable = (reason: string, cause?: unknown): Unservable =>
      new Unservable({ code: 'release-unusable', release: identity, reason }, cause);
    const release = await registry?.release(identity.digest).catch((cause: unknown) => {
      throw unusable(messageOf(cause), cause);
    });
    if (release === undefined)
      throw new Unservable({
        code: 'release-missing',
        release: identity,
        reason: 'Its content is not kept.',
      });
    let edition: Edition;
    try {
      edition = await kept.load(release.files);
    } catch (cause) {
      throw unusable(messageOf(cause), cause);
    }
    const { document, revision, digest } = edition.identity;
    if (digest !== identity.digest || document !== identity.document || revision !== identity.revision)
      throw unusable(`Its content is ${document}/${revision}, ${digest}.`);
    await parts.makeReady(edition).catch((cause: unknown) => {
      throw unusable(messageOf(cause), cause);
    });
    return edition;
  };

  const next = async (source: NonNullable<typeof registry>, version: string): Promise<Served> => {
    const entries = await source.entries().catch((cause: unknown) => {
      throw new Unservable({ code: 'registry-unreadable', reason: messageOf(cause) }, cause);
    });
    const problem = checkEntries(entries, keys);
    if (problem !== undefined)
      throw new Unservable({ code: 'registry-broken', reason: tellRegistryProblem(problem) });
    // Entries are only added: where there are fewer, the last ones were taken out.
    const { head } = served;
    if (head !== undefined && !reaches(entries, head))
      throw new Unservable({
        code: 'registry-cut',
        reason:
          entries.length < head.entries
            ? `It has ${entries.length} entries, and had ${head.entries}.`
            : `Entry ${head.entries} is not the one that it had.`,
      });
    const registered = registeredReleases(entries);
    const editions = new Map(loaded);
    for (const release of registered) {
      // What was withdrawn decides nothing now; without it only an earlier state of knowledge can't be asked for.
      const edition = await load(release).catch((cause: unknown) => {
        if (isValid(release)) throw cause;
        return undefined;
      });
      if (edition !== undefined) editions.set(release.identity.digest, edition);
    }
    for (const [digest, edition] of editions) loaded.set(digest, edition);
    const publications = publicationsOf(registered, editions, given);
    return {
      editions: makePublishedEditions(publications, reading, now),
      registered,
      head: registryHead(entries),
      version,
    };
  };

  const look = async (source: NonNullable<typeof registry>): Promise<void> => {
    let version: string | undefined;
    try {
      version = await source.version();
      if (version === refused?.version && now() - refused.at < retryMs) return;
      if (version !== served.version) {
        served = await next(source, version);
        parts.served?.();
      }
      failure = null;
      refused = undefined;
    } catch (cause) {
      refused = version === undefined ? undefined : { version, at: now() };
      const found: PublishingFailure =
        cause instanceof Unservable
          ? cause.failure
          : { code: 'registry-unreadable', reason: messageOf(cause) };
      const isNew = failure?.code !== found.code || failure.reason !== found.reason;
      failure = found;
      if (isNew) parts.report(found);
    }
  };

  const refresh = async (source: NonNullable<typeof registry>): Promise<void> => {
    if (looking === undefined) {
      looking = look(source).finally(() => (looking = undefined));
      return looking;
    }
    // What is under way may have read the registry before whoever calls now wrote in it. Those who wait share the next look.
    const begun = looking;
    again ??= (async () => {
      await begun.catch(() => undefined);
      again = undefined;
      await refresh(source);
    })();
    return again;
  };

  return {
    all: () => served.editions.all(),
    publications: () => served.editions.publications(),
    choose: (...asked) => served.editions.choose(...asked),
    release: (digest) => served.editions.release(digest),
    refresh: () => (registry === null ? Promise.resolve() : refresh(registry)),
    failure: () => failure,
    registered: () => served.registered,
    head: () => served.head,
  };
};

const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));
