import type { UseQueryResult } from '@tanstack/react-query';
import { withQuery } from './request.js';
import { lasting, useAsked } from './use-asked.js';
import type { DifferenceBook, EffectBook } from '../../wire/book/difference.js';

/** What differs between two releases in words, by their digests. */
export const useDifference = (left: string, right: string): UseQueryResult<DifferenceBook> =>
  useAsked(['difference', left, right], withQuery('/book-data/difference', { left, right }), lasting);

/** What differs in effect; takes some seconds the first time. */
export const useEffectDifference = (left: string, right: string): UseQueryResult<EffectBook> =>
  useAsked(['effect', left, right], withQuery('/book-data/difference/effect', { left, right }), lasting);
