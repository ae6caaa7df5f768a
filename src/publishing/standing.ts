import type { Standing } from '../analysis/publishing/refuse-publishing.js';
import type { RegistryStore } from '../audit/registry/registry-store.js';
import type { Edition } from '../edition/model/edition.js';
import {
  isValid,
  registeredReleases,
  type RegisteredRelease,
  type RegistryEntry,
} from '../edition/model/registry.js';
import { loadEditions, loadKeptRelease } from '../decide/editions/load-editions.js';
import { CouldNot } from '../cli/shell/command.js';

/** What an edition is to be published beside. */
export interface StandingBeside {
  readonly standing: Omit<Standing, 'now'>;
  /** The other revisions of its document, one release of each that counts now. */
  readonly editions: readonly Edition[];
}

/** Finds what an edition is to be published beside. Throws {@link CouldNot} where a release that counts can't be loaded. */
export const standingOf = async (
  { identity }: Edition,
  entries: readonly RegistryEntry[],
  registry: Pick<RegistryStore, 'release'>,
  editionsDirectory: string,
): Promise<StandingBeside> => {
  const releases = registeredReleases(entries).filter((one) => one.identity.document === identity.document);
  const unregistered =
    releases.length > 0 ? [] : await servedFromFolders(identity.document, editionsDirectory);
  const newest = new Map<string, RegisteredRelease>();
  for (const release of releases) {
    const { revision } = release.identity;
    const other = newest.get(revision);
    if (other === undefined || isNewer(release, other)) newest.set(revision, release);
  }
  const own = newest.get(identity.revision);
  newest.delete(identity.revision);
  const others = await Promise.all(
    [...newest.values()].filter(isValid).map((release) => load(release, registry)),
  );
  return {
    standing: {
      releases,
      released: own === undefined ? undefined : await load(own, registry),
      unregistered,
    },
    editions: [...others, ...unregistered.filter((one) => one.identity.revision !== identity.revision)],
  };
};

/** What counts goes before what is withdrawn, and then what counts since later. */
const isNewer = (one: RegisteredRelease, other: RegisteredRelease): boolean =>
  isValid(one) === isValid(other) ? sinceOf(one) >= sinceOf(other) : isValid(one);

const sinceOf = ({ known }: RegisteredRelease): number => known.at(-1)?.from ?? -Infinity;

const load = async (
  { identity }: RegisteredRelease,
  registry: Pick<RegistryStore, 'release'>,
): Promise<Edition> => {
  const release = await registry.release(identity.digest);
  const edition = release === undefined ? undefined : await loadKeptRelease(release.files);
  if (edition?.identity.digest === identity.digest) return edition;
  throw new CouldNot(
    `release-missing: the content of ${identity.document}/${identity.revision}, ${identity.digest}, is not kept. Bring it back from a copy, or withdraw that release.`,
  );
};

const servedFromFolders = async (document: string, directory: string): Promise<readonly Edition[]> => {
  const loaded = await loadEditions(directory);
  return loaded.code === 'loaded'
    ? loaded.editions.filter((edition) => edition.identity.document === document)
    : [];
};
