import type { UseQueryResult } from '@tanstack/react-query';
import { useAsked } from './use-asked.js';
import type { Editions, EditionSummary } from '../../wire/editions.js';

/** The editions that the service knows: by document, the oldest revision first. */
export const useEditions = (): UseQueryResult<readonly EditionSummary[]> =>
  useAsked(['editions'], '/editions', { select: ({ editions }: Editions) => editions });

/** Where an edition is answered: `/{rest}/{document}/{revision}`. */
export const editionPath = (
  start: string,
  { document, revision }: Pick<EditionSummary, 'document' | 'revision'>,
): string => `${start}/${encodeURIComponent(document)}/${encodeURIComponent(revision)}`;
