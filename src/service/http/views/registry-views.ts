import type { RegisteredRelease } from '../../../edition/model/registry.js';
import { isValid } from '../../../edition/model/registry.js';
import { formatInstant } from '../../../language/instants.js';
import { editionSummary } from './edition-views.js';
import type { Editions } from '../../../decide/editions/editions.js';
import { editionsKnownAt } from '../../../decide/editions/in-effect.js';
import type { PublishedEditions } from '../../../decide/editions/published-editions.js';
import type { Editions as Wire } from '../../../wire/editions.js';

/** The editions that are served, from when to when each is in effect, and every release that the registry names. */
export const editionsView = (
  editions: Pick<Editions, 'all' | 'publications'>,
  published: Pick<PublishedEditions, 'registered' | 'failure'> | undefined,
  now: number,
): Wire => {
  const releases = published?.registered() ?? [];
  const byDigest = new Map(releases.map((release) => [release.identity.digest, release]));
  const all = editions.all();
  const inEffect = new Map(
    [...new Set(all.map(({ identity }) => identity.document))].flatMap((document) =>
      editionsKnownAt(editions.publications(), document, now).map(
        ({ edition, inEffect: stretch }) => [edition.identity.digest, stretch] as const,
      ),
    ),
  );
  return {
    editions: all.map((edition) => ({
      ...editionSummary(edition),
      inEffectUntil: instantOrNull(inEffect.get(edition.identity.digest)?.until ?? null),
      published: byDigest.has(edition.identity.digest),
    })),
    releases: releases.map(releaseView),
    failure: published?.failure() ?? null,
  };
};

/** A release as the registry has it: when it counted, and every entry, signed. */
const releaseView = (release: RegisteredRelease) => ({
  ...release.identity,
  effectiveFrom: formatInstant(release.effectiveFrom),
  counts: isValid(release),
  known: release.known.map(({ from, until }) => ({
    // What was in force before there was a registry has no beginning.
    from: from === -Infinity ? null : formatInstant(from),
    until: instantOrNull(until),
  })),
  entries: release.history,
});

const instantOrNull = (instant: number | null): string | null =>
  instant === null ? null : formatInstant(instant);
