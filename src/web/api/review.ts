import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { DraftReview } from '../../wire/book/review.js';
import { draftPath } from './drafts.js';
import { askJson } from './request.js';

/** What was said of a draft as it was changed last, and what whoever asks may do. */
export const useReview = (id: string, changedAt: string): UseQueryResult<DraftReview> =>
  useQuery({
    queryKey: ['draft-review', id, changedAt],
    queryFn: ({ signal }) => askJson<DraftReview>(draftPath(id, 'review'), { signal }),
    staleTime: 0,
    placeholderData: (before) => before,
  });

/** What a draft holds now. */
export const contentNow = async (id: string): Promise<string> =>
  (await askJson<DraftReview>(draftPath(id, 'review'))).content;

/** What somebody says of the content of a draft that they saw; `by` where nobody has to say who asks. */
export type Said = { readonly content: string; readonly by?: string } & (
  | { readonly kind: 'proposed'; readonly words: string }
  | { readonly kind: 'approved'; readonly words?: string }
  | { readonly kind: 'sent-back'; readonly words: string }
);

/** Proposes a draft, approves it, or sends it back. */
export const say = (id: string, { kind, words, ...said }: Said): Promise<DraftReview> =>
  kind === 'proposed'
    ? askJson<DraftReview>(draftPath(id, 'proposal'), { method: 'POST', body: { ...said, reason: words } })
    : askJson<DraftReview>(draftPath(id, 'review'), {
        method: 'POST',
        body: { ...said, verdict: kind, ...(words === undefined ? {} : { words }) },
      });
