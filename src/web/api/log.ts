import {
  keepPreviousData,
  useInfiniteQuery,
  useQuery,
  type InfiniteData,
  type UseInfiniteQueryResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { askJson, withQuery } from './request.js';
import type { DecisionAnswer, DecisionPage } from '../../wire/decision.js';
import type { JsonObject } from '../../wire/parts.js';
import type { RecordedTrace } from '../../wire/trace.js';
import type { ChainPosition, LogCounts, SaidFacts } from '../../wire/book/log.js';

/** What may be asked of the log; what is empty is not asked. */
export interface LogQuery {
  readonly decision?: string;
  readonly clause?: string;
  readonly rule?: string;
  readonly outcome?: string;
  readonly subject?: string;
  /** RFC 3339. */
  readonly from?: string;
  readonly to?: string;
}

/** How many, by name; the most frequent first. */
export type Counts = Readonly<Record<string, number>>;

/** The decisions that a query means, newest first, page by page. */
export const useDecisions = (
  query: LogQuery,
): UseInfiniteQueryResult<InfiniteData<DecisionPage, string | null>> =>
  useInfiniteQuery({
    queryKey: ['decisions', query],
    initialPageParam: null as string | null, // what later pages have is a cursor
    placeholderData: keepPreviousData,
    getNextPageParam: (page: DecisionPage) => page.next,
    queryFn: ({ signal, pageParam }) =>
      askJson<DecisionPage>(
        withQuery('/decisions', { ...query, limit: '50', cursor: pageParam ?? undefined }),
        {
          signal,
        },
      ),
  });

/** How many decisions a query means, in all and over time. */
export const useLogCounts = (query: LogQuery): UseQueryResult<LogCounts> =>
  useQuery({
    queryKey: ['log-counts', query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => askJson<LogCounts>(withQuery('/book-data/log/counts', { ...query }), { signal }),
  });

/** A recorded decision, as it was answered. */
export const useDecision = (id: string): UseQueryResult<DecisionAnswer> =>
  useQuery({
    queryKey: ['decision', id],
    queryFn: ({ signal }) => askJson<DecisionAnswer>(`/decisions/${encodeURIComponent(id)}`, { signal }),
  });

/** A recorded decision, evaluated again now. */
export const useReplay = (id: string): UseQueryResult<RecordedTrace> =>
  useQuery({
    queryKey: ['replay', id],
    queryFn: ({ signal }) =>
      askJson<RecordedTrace>(`/decisions/${encodeURIComponent(id)}/trace?format=json`, { signal }),
  });

/** The facts of a recorded decision as they were given, without those that are erased or sealed. */
export const useSaidFacts = (id: string): UseQueryResult<JsonObject> =>
  useQuery({
    queryKey: ['said-facts', id],
    queryFn: async ({ signal }) => {
      const path = `/book-data/log/facts/${encodeURIComponent(id)}`;
      return (await askJson<SaidFacts>(path, { signal })).facts;
    },
  });

/** Where a record stands in the chain. */
export const useChainPosition = (id: string): UseQueryResult<ChainPosition> =>
  useQuery({
    queryKey: ['chain-position', id],
    queryFn: ({ signal }) =>
      askJson<ChainPosition>(`/book-data/log/places/${encodeURIComponent(id)}`, { signal }),
  });
