import { useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import { contentNow } from '../../api/review.js';
import type { DraftReview } from '../../../wire/book/review.js';

/** What a draft held when it was opened, or looked at anew: who approves it means that, whatever it holds by now. */
export interface SeenContent {
  readonly content: string;
  /** Takes what this reader said something of as seen. */
  readonly take: (content: string) => void;
  /** Shows the draft and the texts that are open as they are now, and takes that as seen. */
  readonly lookAnew: () => Promise<void>;
}

/**
 * Keeps which content of a draft is shown; `undefined` until its review is there.
 * @param flush writes what is being typed
 */
export const useSeenContent = (
  id: string,
  { data, errorUpdateCount, isFetchedAfterMount, isPlaceholderData }: UseQueryResult<DraftReview>,
  flush: () => Promise<string>,
): SeenContent | undefined => {
  const queries = useQueryClient();
  const [content, take] = useState<string>();
  // What an earlier visit left in the cache is older than the texts.
  if (content === undefined && data !== undefined && isFetchedAfterMount && !isPlaceholderData)
    // What came only after a failure may be newer than the texts, and is looked at anew.
    take(errorUpdateCount === 0 ? data.content : 'unseen');
  const lookAnew = async (): Promise<void> => {
    await flush();
    // The content first: what is written after it is not seen.
    const now = await contentNow(id);
    const read = [
      ['draft', id],
      ['draft-text', id],
      ['draft-review', id],
    ];
    await Promise.all(
      read.map((queryKey) => queries.invalidateQueries({ queryKey }, { throwOnError: true })),
    );
    take(now);
  };
  return content === undefined ? undefined : { content, take, lookAnew };
};
