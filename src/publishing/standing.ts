import type { Standing } from '../analysis/publishing/refuse-publishing.js';
import type { Edition, EditionIdentity } from '../edition/model/edition.js';
import {
  isValid,
  registeredReleases,
  type RegisteredRelease,
  type RegistryEntry,
} from '../edition/model/registry.js';

/** What an edition is to be published beside. */
export interface StandingBeside {
  readonly code: 'stands';
  readonly standing: Omit<Standing, 'now'>;
  /** The other revisions of its document, one release of each that counts now. */
  readonly editions: readonly Edition[];
}

/** The content of a release that counts is not kept, or is another than its digest says. */
export interface ReleaseMissing {
  readonly code: 'release-missing';
  readonly release: EditionIdentity;
}

/** Where editions come from that something is published beside. */
export interface StandingSources {
  /** A release of the registry; `undefined` where it is not kept, or does not load. */
  readonly release: (identity: EditionIdentity) => Promise<Edition | undefined>;
  /** Editions of a document that are served from their folders, where the registry does not name it. */
  readonly unregistered: (document: string) => Promise<readonly Edition[]>;
}

/** Finds what an edition is to be published beside. */
export const standingOf = async (
  { identity }: Pick<Edition, 'identity'>,
  entries: readonly RegistryEntry[],
  sources: StandingSources,
): Promise<StandingBeside | ReleaseMissing> => {
  const releases = registeredReleases(entries).filter((one) => one.identity.document === identity.document);
  const unregistered = releases.length > 0 ? [] : await sources.unregistered(identity.document);
  const newest = newestOfEach(releases);
  const own = newest.get(identity.revision);
  newest.delete(identity.revision);
  const found = new Map<string, Edition>();
  const needed = [...(own === undefined ? [] : [own]), ...[...newest.values()].filter(isValid)];
  for (const { identity: one } of needed) {
    const edition = await sources.release(one);
    if (edition?.identity.digest !== one.digest) return { code: 'release-missing', release: one };
    found.set(one.revision, edition);
  }
  const released = found.get(identity.revision);
  found.delete(identity.revision);
  return {
    code: 'stands',
    standing: { releases, released, unregistered },
    editions: [
      ...found.values(),
      ...unregistered.filter((one) => one.identity.revision !== identity.revision),
    ],
  };
};

/** Of each revision the release that counts now, else the last one that did. */
export const newestOfEach = (
  releases: readonly RegisteredRelease[],
): Map<EditionIdentity['revision'], RegisteredRelease> => {
  const newest = new Map<string, RegisteredRelease>();
  for (const release of releases) {
    const { revision } = release.identity;
    const other = newest.get(revision);
    if (other === undefined || isNewer(release, other)) newest.set(revision, release);
  }
  return newest;
};

/** What counts goes before what is withdrawn, and then what counts since later. */
const isNewer = (one: RegisteredRelease, other: RegisteredRelease): boolean =>
  isValid(one) === isValid(other) ? sinceOf(one) >= sinceOf(other) : isValid(one);

/** Since when a release counts, or did last, in epoch milliseconds. */
export const sinceOf = ({ known }: RegisteredRelease): number => known.at(-1)?.from ?? -Infinity;
