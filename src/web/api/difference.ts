import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { askJson, withQuery } from './request.js';
import type { DifferenceBook, EffectBook } from '../../wire/book/difference.js';

/** What differs between two releases in words, by their digests. */
export const useDifference = (left: string, right: string): UseQueryResult<DifferenceBook> =>
  useQuery({
    queryKey: ['difference', left, right],
    queryFn: ({ signal }) =>
      askJson<DifferenceBook>(withQuery('/book-data/difference', { left, right }), { signal }),
    staleTime: Infinity,
  });

/** What differs in effect; takes some seconds the first time. */
export const useEffectDifference = (left: string, right: string): UseQueryResult<EffectBook> =>
  useQuery({
    queryKey: ['effect', left, right],
    queryFn: ({ signal }) =>
      askJson<EffectBook>(withQuery('/book-data/difference/effect', { left, right }), { signal }),
    staleTime: Infinity,
  });
