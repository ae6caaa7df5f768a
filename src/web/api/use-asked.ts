import { useQuery, type UseQueryOptions, type UseQueryResult } from '@tanstack/react-query';
import { askJson } from './request.js';

/**
 * What an address answers, kept under a key.
 * @typeParam Answer one of the forms in `wire/`
 * @typeParam Told what `select` takes out of it
 */
export const useAsked = <Answer, Told = Answer>(
  queryKey: readonly unknown[],
  path: string,
  options: Omit<UseQueryOptions<Answer, Error, Told>, 'queryKey' | 'queryFn'> = {},
): UseQueryResult<Told> =>
  useQuery({ ...options, queryKey, queryFn: ({ signal }) => askJson<Answer>(path, { signal }) });

/** An answer that stays what it is. */
export const lasting = { staleTime: Infinity } as const;
