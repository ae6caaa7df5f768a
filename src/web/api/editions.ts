import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { askJson } from './request.js';
import type { Editions, EditionSummary } from '../../wire/editions.js';

/** The editions that the service knows: by document, the oldest revision first. */
export const useEditions = (): UseQueryResult<readonly EditionSummary[]> =>
  useQuery({
    queryKey: ['editions'],
    queryFn: async ({ signal }) => {
      const answer = await askJson<Editions>('/editions', { signal });
      return answer.editions;
    },
  });

/** Where an edition is answered: `/{rest}/{document}/{revision}`. */
export const editionPath = (
  start: string,
  { document, revision }: Pick<EditionSummary, 'document' | 'revision'>,
): string => `${start}/${encodeURIComponent(document)}/${encodeURIComponent(revision)}`;
