import type { RegistryStore } from '../audit/registry/registry-store.js';
import type { SigningKey } from '../audit/chain/signing-key.js';
import type { PublishedEditions } from '../decide/editions/published-editions.js';
import type { KeptReleases } from '../decide/editions/editions.js';
import type { Edition } from '../edition/model/edition.js';
import { registeredReleases, type RegisteredRelease, type RegistryEntry } from '../edition/model/registry.js';
import { changeValidity, type ValidityChange, type ValidityChanged } from './change-validity.js';
import { enterRelease, type ReleaseEntered } from './enter-release.js';
import type { NewRelease } from './refuse-release.js';
import { soundEntries, type SoundEntries } from './sound-entries.js';
import { newestOfEach } from './standing.js';

/** The registry of releases as the service writes in it. What it enters is signed by the service's key, and served before it is answered. */
export interface Releasing {
  readonly changeValidity: (change: ValidityChange) => Promise<ValidityChanged>;
  /** What the registry says, if it holds. */
  readonly sound: () => Promise<SoundEntries>;
  /** Of each revision of a contract the release beside which another may be published; those that are not kept are left out. */
  readonly beside: (document: string, entries: readonly RegistryEntry[]) => Promise<readonly Edition[]>;
  /** Editions of a contract that are served from their folders. */
  readonly unregistered: (document: string) => readonly Edition[];
  /** Loads an edition of files that were checked. */
  readonly load: KeptReleases['load'];
  /** Enters a release whose checks are passed, and has it served. */
  readonly enter: (release: NewRelease) => Promise<ReleaseEntered>;
  /** A release of the registry, as it is served. */
  readonly registered: (digest: string) => RegisteredRelease | undefined;
}

/** What it is made of. */
export interface ReleasingParts {
  readonly registry: RegistryStore;
  readonly key: SigningKey;
  readonly published: PublishedEditions;
  /** Those of the editions directory. */
  readonly given: readonly Edition[];
  readonly load: KeptReleases['load'];
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Writes in a registry for a service. */
export const makeReleasing = ({ registry, key, published, given, load, now }: ReleasingParts): Releasing => {
  const unregistered = (document: string): readonly Edition[] =>
    given.filter(({ identity }) => identity.document === document);
  /** Who asked sees what the registry says at once. */
  const served = async <Result extends { readonly code: string }>(result: Result): Promise<Result> => {
    if (result.code === 'entered') await published.refresh();
    return result;
  };
  return {
    changeValidity: async (change) => served(await changeValidity({ registry, key, now }, change)),
    sound: () => soundEntries(registry, key),
    beside: async (document, entries) => {
      const releases = registeredReleases(entries).filter(({ identity }) => identity.document === document);
      const found = [...newestOfEach(releases).values()].map(({ identity }) =>
        published.release(identity.digest),
      );
      return (await Promise.all(found)).filter((edition) => edition !== undefined);
    },
    unregistered,
    load,
    enter: async (release) =>
      served(
        await enterRelease(release, {
          ...{ registry, key, now },
          sources: {
            release: ({ digest }) => published.release(digest),
            unregistered: (document) => Promise.resolve(unregistered(document)),
          },
        }),
      ),
    registered: (digest) => published.registered().find(({ identity }) => identity.digest === digest),
  };
};
