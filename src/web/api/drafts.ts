import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { ask, askJson } from './request.js';
import type {
  Check,
  Draft,
  Drafts,
  DraftSummary,
  DraftText,
  Word,
  Words,
  Written,
} from '../../wire/book/drafts.js';

/** Where a draft is asked for. */
export const draftPath = (id: string, ...more: readonly string[]): string =>
  ['/book-data/drafts', id, ...more]
    .map((part, place) => (place === 0 ? part : encodeURIComponent(part)))
    .join('/');

/** Every draft, the one changed last first. */
export const useDrafts = (): UseQueryResult<readonly DraftSummary[]> =>
  useQuery({
    queryKey: ['drafts'],
    queryFn: async ({ signal }) => (await askJson<Drafts>('/book-data/drafts', { signal })).drafts,
    staleTime: 0,
  });

/** A draft with its files. */
export const useDraft = (id: string): UseQueryResult<Draft> =>
  useQuery({
    queryKey: ['draft', id],
    queryFn: ({ signal }) => askJson<Draft>(draftPath(id), { signal }),
    staleTime: 0,
  });

/** A file as it was when it was opened; what is typed since stands in the editor. */
export const useDraftText = (id: string, name: string): UseQueryResult<DraftText> =>
  useQuery({
    queryKey: ['draft-text', id, name],
    queryFn: ({ signal }) => askJson<DraftText>(draftPath(id, 'files', name), { signal }),
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });

/** What is wrong with a draft as it was changed last. */
export const useCheck = (id: string, changedAt: string | undefined): UseQueryResult<Check> =>
  useQuery({
    queryKey: ['draft-check', id, changedAt],
    queryFn: ({ signal }) => askJson<Check>(draftPath(id, 'check'), { method: 'POST', body: {}, signal }),
    enabled: changedAt !== undefined,
    staleTime: Infinity,
    placeholderData: (before) => before,
  });

/** The words that a draft may use. */
export const useWords = (id: string): UseQueryResult<readonly Word[]> =>
  useQuery({
    queryKey: ['draft-words', id],
    queryFn: async ({ signal }) => (await askJson<Words>(draftPath(id, 'words'), { signal })).words,
    staleTime: Infinity,
  });

/** What a draft changes, as a unified diff. */
export const usePatch = (id: string, changedAt: string | undefined): UseQueryResult<string> =>
  useQuery({
    queryKey: ['draft-patch', id, changedAt],
    queryFn: async ({ signal }) => (await ask(draftPath(id, 'patch'), { signal })).text(),
    enabled: changedAt !== undefined,
    staleTime: Infinity,
  });

/** Makes a draft of a release. */
export const createDraft = (title: string, digest: string): Promise<Draft> =>
  askJson<Draft>('/book-data/drafts', { method: 'POST', body: { title, digest } });

/** Deletes a draft for good. */
export const deleteDraft = async (id: string): Promise<void> => {
  await ask(draftPath(id), { method: 'DELETE' });
};

/** Writes a file in the place of the text that has the etag; refused with `draft-changed` where it is another by now. */
export const writeDraftText = (
  id: string,
  { name, text, etag }: Pick<DraftText, 'name' | 'text' | 'etag'>,
): Promise<Written> =>
  askJson<Written>(draftPath(id, 'files', name), {
    method: 'PUT',
    headers: { 'If-Match': etag },
    body: { text },
  });
