import {
  keepPreviousData,
  useInfiniteQuery,
  useQuery,
  type InfiniteData,
  type UseInfiniteQueryResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { isFactName, isMetadataName, type LogQuery } from '../parts/addresses.js';
import { ask, askJson, type RequestOptions } from './request.js';
import { mayPass } from './request-failure.js';
import { useAsked } from './use-asked.js';
import type { DecisionAnswer, DecisionPage } from '../../wire/decision.js';
import type { JsonObject } from '../../wire/parts.js';
import type { RecordedTrace } from '../../wire/trace.js';
import type { ChainPosition, LogCounts, SaidFacts } from '../../wire/book/log.js';

/** How many, by name; the most frequent first. */
export type Counts = Readonly<Record<string, number>>;

/** A request whose body is a query: what is personal of it stands in no address. */
const searching = (query: LogQuery, more: object = {}): RequestOptions => {
  const entries = Object.entries(query);
  /** What begins so, as an object of its own. */
  const below = (prefix: 'metadata.' | 'facts.'): object => {
    const found = entries.filter(([name]) => name.startsWith(prefix));
    return found.length === 0
      ? {}
      : {
          [prefix.slice(0, -1)]: Object.fromEntries(
            found.map(([name, value]) => [name.slice(prefix.length), value]),
          ) as object,
        };
  };
  return {
    method: 'POST',
    body: {
      ...Object.fromEntries(entries.filter(([name]) => !isMetadataName(name) && !isFactName(name))),
      ...below('metadata.'),
      ...below('facts.'),
      ...more,
    },
  };
};

/** A page of the decisions that a query means. */
export const askDecisions = (
  query: LogQuery,
  { limit, cursor }: { readonly limit: number; readonly cursor: string | null | undefined },
  signal?: AbortSignal,
): Promise<DecisionPage> =>
  askJson<DecisionPage>('/decisions/search', {
    ...searching(query, { limit, ...(cursor == null ? {} : { cursor }) }),
    signal,
  });

/** The decisions that a query means, newest first, page by page. */
export const useDecisions = (
  query: LogQuery,
  limit = 50,
): UseInfiniteQueryResult<InfiniteData<DecisionPage, string | null>> =>
  useInfiniteQuery({
    queryKey: ['decisions', query, limit],
    initialPageParam: null as string | null, // what later pages have is a cursor
    placeholderData: keepPreviousData,
    getNextPageParam: (page: DecisionPage) => page.next,
    queryFn: ({ signal, pageParam }) => askDecisions(query, { limit, cursor: pageParam }, signal),
  });

/** How many decisions a query means, in all and over time. */
export const useLogCounts = (query: LogQuery): UseQueryResult<LogCounts> =>
  useQuery({
    queryKey: ['log-counts', query],
    queryFn: ({ signal }) => askJson<LogCounts>('/book-data/log/counts', { ...searching(query), signal }),
    placeholderData: keepPreviousData,
  });

/** A recorded decision, as it was answered. */
export const useDecision = (id: string): UseQueryResult<DecisionAnswer> =>
  useAsked(['decision', id], `/decisions/${encodeURIComponent(id)}`);

/** A recorded decision in words for its customer. */
export const useLetter = (id: string): UseQueryResult<string> =>
  useQuery({
    queryKey: ['letter', id],
    queryFn: async ({ signal }) =>
      (await ask(`/decisions/${encodeURIComponent(id)}/letter?format=text`, { signal })).text(),
    retry: (failures, error) => failures < 3 && mayPass(error),
  });

/** A recorded decision, evaluated again now. */
export const useReplay = (id: string): UseQueryResult<RecordedTrace> =>
  useAsked(['replay', id], `/decisions/${encodeURIComponent(id)}/trace?format=json`);

/** The facts of a recorded decision as they were given, without those that are erased or sealed. */
export const useSaidFacts = (id: string): UseQueryResult<JsonObject> =>
  useAsked(['said-facts', id], `/book-data/log/facts/${encodeURIComponent(id)}`, {
    select: ({ facts }: SaidFacts) => facts,
  });

/** Where a record stands in the chain. */
export const useChainPosition = (id: string): UseQueryResult<ChainPosition> =>
  useAsked(['chain-position', id], `/book-data/log/places/${encodeURIComponent(id)}`);
