import type { SigningKey } from '../audit/chain/signing-key.js';
import { signEntry, type Statement } from '../audit/registry/registry-entry.js';
import type { RegistryStore } from '../audit/registry/registry-store.js';
import {
  isValid,
  registeredReleases,
  type RegisteredRelease,
  type RegistryEntry,
} from '../edition/model/registry.js';
import { soundEntries, type RegistryBroken } from './sound-entries.js';
import { sinceOf } from './standing.js';

/** What is said of a release that is in the registry: it counts no more, or it counts and goes before the others of its revision. */
export interface ValidityChange {
  readonly kind: 'withdrawn' | 'restored';
  readonly digest: string;
  readonly author: string;
  readonly reason: string;
}

/** The entry that says so, or why there is none. */
export type ValidityChanged =
  | { readonly code: 'entered'; readonly entry: RegistryEntry }
  | { readonly code: 'unknown-release' }
  /** It counts no more, or counts and goes before all others already. */
  | {
      readonly code: 'already-withdrawn' | 'nothing-to-restore';
      readonly release: RegisteredRelease['identity'];
    }
  | RegistryBroken;

/** What changing needs from outside. */
export interface ValidityParts {
  readonly registry: Pick<RegistryStore, 'entries' | 'add'>;
  /** Signs the entry; the others must be signed by it too. */
  readonly key: SigningKey;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Enters that a release counts no more, or counts again. What was decided stays as it was. */
export const changeValidity = async (
  { registry, key, now }: ValidityParts,
  { kind, digest, author, reason }: ValidityChange,
): Promise<ValidityChanged> => {
  for (;;) {
    const sound = await soundEntries(registry, key);
    if (sound.code !== 'sound') return sound;
    const { entries } = sound;
    const releases = registeredReleases(entries);
    const release = releases.find(({ identity }) => identity.digest === digest);
    if (release === undefined) return { code: 'unknown-release' };
    const why = whyNot(kind, release, releases);
    if (why !== undefined) return { code: why, release: release.identity };
    const { document, revision } = release.identity;
    const effectiveFrom = new Date(release.effectiveFrom).toISOString();
    const statement: Statement = {
      ...{ kind, document, revision, digest, effectiveFrom, author, reviewers: [], reason },
    };
    const entry = signEntry(statement, { key, before: entries.at(-1), at: now() });
    if ((await registry.add(entry)) === 'added') return { code: 'entered', entry };
  }
};

const whyNot = (
  kind: ValidityChange['kind'],
  release: RegisteredRelease,
  releases: readonly RegisteredRelease[],
): 'already-withdrawn' | 'nothing-to-restore' | undefined => {
  const { document, revision } = release.identity;
  if (kind === 'withdrawn') return isValid(release) ? undefined : 'already-withdrawn';
  if (!isValid(release)) return undefined;
  const isOvertaken = releases.some(
    (one) =>
      one !== release &&
      isValid(one) &&
      one.identity.document === document &&
      one.identity.revision === revision &&
      sinceOf(one) > sinceOf(release),
  );
  return isOvertaken ? undefined : 'nothing-to-restore';
};
