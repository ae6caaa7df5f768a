import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { ask, askJson } from './request.js';
import { lasting, useAsked } from './use-asked.js';
import type { EditAnswer, FileChange, FileForm } from '../../wire/book/forms.js';
import type {
  Check,
  Draft,
  Drafts,
  DraftText,
  Phrases,
  Word,
  Words,
  Written,
} from '../../wire/book/drafts.js';

/** Where a draft is asked for. */
export const draftPath = (id: string, ...more: readonly string[]): string =>
  ['/book-data/drafts', id, ...more]
    .map((part, place) => (place === 0 ? part : encodeURIComponent(part)))
    .join('/');

/** Every draft, the one changed last first, and those that are damaged. */
export const useDrafts = (enabled = true): UseQueryResult<Drafts> =>
  useAsked(['drafts'], '/book-data/drafts', { staleTime: 0, enabled });

/** A draft with its files. */
export const useDraft = (id: string): UseQueryResult<Draft> =>
  useAsked(['draft', id], draftPath(id), { staleTime: 0 });

/** A file as it was when it was opened; what is typed since stands in the editor. */
export const useDraftText = (id: string, name: string): UseQueryResult<DraftText> =>
  useAsked(['draft-text', id, name], draftPath(id, 'files', name), {
    ...lasting,
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
  useAsked(['draft-words', id], draftPath(id, 'words'), {
    ...lasting,
    select: ({ words }: Words) => words,
  });

/** The phrases in which scenarios of a draft's contract are written. */
export const usePhrases = (id: string): UseQueryResult<readonly string[]> =>
  useAsked(['draft-phrases', id], draftPath(id, 'phrases'), {
    ...lasting,
    select: ({ phrases }: Phrases) => phrases,
  });

/** What a draft changes, as a unified diff. */
export const usePatch = (id: string, changedAt: string | undefined): UseQueryResult<string> =>
  useQuery({
    queryKey: ['draft-patch', id, changedAt],
    queryFn: async ({ signal }) => (await ask(draftPath(id, 'patch'), { signal })).text(),
    enabled: changedAt !== undefined,
    staleTime: Infinity,
  });

/** A file of a draft as a form, as it stands in the editor. */
export const askForm = (id: string, file: string, text: string): Promise<FileForm> =>
  askJson<FileForm>(draftPath(id, 'form'), { method: 'POST', body: { file, text } });

/** The text of a file of a draft with what a form changes in it, or why it is not taken; nothing is written. */
export const askEdit = (id: string, file: string, text: string, change: FileChange): Promise<EditAnswer> =>
  askJson<EditAnswer>(draftPath(id, 'edit'), { method: 'POST', body: { file, text, change } });

/** Makes a draft of a release. */
export const createDraft = (title: string, digest: string): Promise<Draft> =>
  askJson<Draft>('/book-data/drafts', { method: 'POST', body: { title, digest } });

/** Deletes a draft for good. */
export const deleteDraft = async (id: string): Promise<void> => {
  await ask(draftPath(id), { method: 'DELETE' });
};

/** Writes a file in the place of the text that has the etag, or a new one; refused with `draft-changed` where it is another by now. */
export const writeDraftText = (
  id: string,
  { name, text, etag }: Pick<DraftText, 'name' | 'text'> & { readonly etag: string | null },
): Promise<Written> =>
  askJson<Written>(draftPath(id, 'files', name), {
    method: 'PUT',
    headers: etag === null ? { 'If-None-Match': '*' } : { 'If-Match': etag },
    body: { text },
  });

/** Takes a file of scenarios out of a draft, as long as it is as its reader saw it. */
export const deleteScenarios = (id: string, name: string, etag: string): Promise<Draft> =>
  askJson<Draft>(draftPath(id, 'files', name), { method: 'DELETE', headers: { 'If-Match': etag } });
