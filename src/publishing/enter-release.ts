import type { Refusal } from '../analysis/publishing/refuse-publishing.js';
import type { SigningKey } from '../audit/chain/signing-key.js';
import { signEntry } from '../audit/registry/registry-entry.js';
import type { RegistryStore } from '../audit/registry/registry-store.js';
import type { RegistryEntry } from '../edition/model/registry.js';
import { refuseBeside, type NewRelease } from './refuse-release.js';
import { soundEntries, type RegistryBroken } from './sound-entries.js';
import { standingOf, type ReleaseMissing, type StandingSources } from './standing.js';

/** The entry of a release, or why there is none. */
export type ReleaseEntered =
  | { readonly code: 'entered'; readonly entry: RegistryEntry }
  | { readonly code: 'refused'; readonly refusals: readonly Refusal[] }
  | RegistryBroken
  | ReleaseMissing;

/** What entering needs from outside. */
export interface EnteringParts {
  readonly registry: Pick<RegistryStore, 'entries' | 'add'>;
  /** Signs the entry; the others must be signed by it too. */
  readonly key: SigningKey;
  readonly sources: StandingSources;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/**
 * Enters a release, whose checks are passed, after the last entry there is, with its content; where another was entered meanwhile, its own
 * standing is looked at again.
 */
export const enterRelease = async (release: NewRelease, parts: EnteringParts): Promise<ReleaseEntered> => {
  const { registry, key, sources } = parts;
  const { edition, author, reason, reviewers, adopt, evidence } = release;
  const { document, revision, digest } = edition.identity;
  for (;;) {
    const sound = await soundEntries(registry, key);
    if (sound.code !== 'sound') return sound;
    const { entries } = sound;
    const now = parts.now();
    const beside = await standingOf(edition, entries, sources);
    if (beside.code !== 'stands') return beside;
    const refusals = refuseBeside(release, beside, now);
    if (refusals.length > 0) return { code: 'refused', refusals };
    const effectiveFrom = new Date(edition.effectiveFrom).toISOString();
    const entry = signEntry(
      {
        kind: adopt ? 'adopted' : 'published',
        ...{ document, revision, digest, effectiveFrom, author, reviewers, reason },
        ...(evidence === undefined ? {} : { proof: evidence.proof, proved: evidence.proved }),
      },
      { key, before: entries.at(-1), at: now },
    );
    const kept = { identity: { document, revision, digest }, files: edition.files };
    if ((await registry.add(entry, kept)) === 'added') return { code: 'entered', entry };
  }
};
