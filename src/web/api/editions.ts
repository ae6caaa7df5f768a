import type { UseQueryResult } from '@tanstack/react-query';
import { useAsked } from './use-asked.js';
import type { Editions, EditionSummary, Release } from '../../wire/editions.js';
import type { ProofSummary } from '../../wire/registry-entry.js';

/** The editions that the service knows: by document, the oldest revision first. */
export const useEditions = (): UseQueryResult<readonly EditionSummary[]> =>
  useAsked(['editions'], '/editions', { select: ({ editions }: Editions) => editions });

/** What was proved of a release, as its newest entry that says so has it; `null` where no evidence was kept with it. */
export const useEvidence = ({
  digest,
}: Pick<EditionSummary, 'digest'>): UseQueryResult<ProofSummary | null> =>
  useAsked(['editions'], '/editions', {
    select: ({ releases }: Editions) =>
      releases
        .find((release) => release.digest === digest)
        ?.entries.flatMap(({ proved }) => proved ?? [])
        .at(-1) ?? null,
  });

/** The releases that the registry names. */
export const useReleases = (): UseQueryResult<readonly Release[]> =>
  useAsked(['editions'], '/editions', { select: ({ releases }: Editions) => releases });

/** Where an edition is answered: `/{rest}/{document}/{revision}`. */
export const editionPath = (
  start: string,
  { document, revision }: Pick<EditionSummary, 'document' | 'revision'>,
): string => `${start}/${encodeURIComponent(document)}/${encodeURIComponent(revision)}`;
