import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { ask, askJson } from './request.js';

/** A draft as `GET /book-data/drafts` lists it. */
export interface DraftSummary {
  readonly id: string;
  readonly title: string;
  /** Who made it; `null` where nobody has to say who asks. */
  readonly by: string | null;
  readonly from: { readonly document: string; readonly revision: string; readonly digest: string };
  /** RFC 3339. */
  readonly createdAt: string;
  /** RFC 3339. */
  readonly changedAt: string;
  /** Names of files that differ from what was published. */
  readonly changed: readonly string[];
}

/** A file of a draft, without its text. */
export interface DraftFile {
  readonly name: string;
  readonly etag: string;
  readonly lines: number;
  readonly state: 'released' | 'changed' | 'added';
}

/** A draft with its files. */
export interface Draft extends DraftSummary {
  readonly files: readonly DraftFile[];
}

/** A file of a draft with its text. */
export interface DraftText {
  readonly name: string;
  readonly text: string;
  readonly etag: string;
}

/** What came of writing a file. */
export interface Written {
  readonly name: string;
  readonly etag: string;
  /** RFC 3339. */
  readonly changedAt: string;
  readonly changed: readonly string[];
}

/** Something wrong with a draft. Lines and columns count from 1; the end is not included. */
export interface Finding {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly message: string;
  readonly hint: string;
  readonly clause?: { readonly id: string; readonly words: string };
}

/** What a check came to. */
export interface Check {
  /** `null` where there is an error. */
  readonly digest: string | null;
  /** Whether nothing but a review is lacking. */
  readonly unreviewed: boolean;
  readonly diagnostics: readonly Finding[];
  /** Cases that a search for conflicts and gaps decided; `null` where none was made. */
  readonly looked: number | null;
}

/** A word that may stand in a draft. */
export interface Word {
  readonly word: string;
  readonly kind: string;
  readonly means: string;
}

/** A scenario that fails under a draft. */
export interface FailedScenario {
  readonly title: string;
  readonly feature: string;
  readonly uri: string;
  readonly line: number;
  /** Those that it is tagged with. */
  readonly clauses: readonly string[];
  readonly failures: readonly string[];
  readonly passedBefore: boolean;
}

/** What every trial of a draft may tell. */
export type TrialNews =
  | { readonly kind: 'not-whole'; readonly errors: number }
  | { readonly kind: 'unreviewed' }
  | { readonly kind: 'gave-up'; readonly problem: { readonly code: string; readonly detail: string } };

/** A line of a run of scenarios. */
export type ScenarioNews =
  | TrialNews
  | { readonly kind: 'begun'; readonly total: number; readonly faults: readonly string[] }
  | { readonly kind: 'failed'; readonly scenario: FailedScenario }
  | { readonly kind: 'progress'; readonly done: number; readonly failed: number }
  | { readonly kind: 'done'; readonly done: number; readonly failed: number; readonly broken: number };

/** One side of a decision that changes. */
export interface DecidedSide {
  readonly outcome: string;
  readonly effects: Readonly<Record<string, unknown>>;
  readonly standing: readonly string[];
  readonly clauses: readonly string[];
}

/** A recorded decision that would come out otherwise. */
export interface TurnedDecision {
  readonly id: string;
  readonly decision: string;
  /** RFC 3339. */
  readonly decidedAt: string;
  readonly asOf: string;
  readonly lost: readonly string[];
  readonly gained: readonly string[];
  /** Names of the effects that change. */
  readonly effects: readonly string[];
  readonly before: DecidedSide;
  readonly after: DecidedSide;
}

/** A line of deciding the log once more. */
export type ImpactNews =
  | TrialNews
  | { readonly kind: 'begun'; readonly total: number }
  | { readonly kind: 'turned'; readonly turned: TurnedDecision }
  | { readonly kind: 'progress'; readonly done: number; readonly changed: number }
  | {
      readonly kind: 'done';
      readonly done: number;
      readonly changed: number;
      readonly grounds: number;
      readonly notCompared: Readonly<Record<string, number>>;
      readonly moves: readonly {
        readonly decision: string;
        readonly before: string;
        readonly after: string;
        readonly count: number;
      }[];
    };

/** Where a draft is asked for. */
export const draftPath = (id: string, ...more: readonly string[]): string =>
  ['/book-data/drafts', id, ...more]
    .map((part, place) => (place === 0 ? part : encodeURIComponent(part)))
    .join('/');

/** Every draft, the one changed last first. */
export const useDrafts = (): UseQueryResult<readonly DraftSummary[]> =>
  useQuery({
    queryKey: ['drafts'],
    queryFn: async ({ signal }) =>
      (await askJson<{ readonly drafts: readonly DraftSummary[] }>('/book-data/drafts', { signal })).drafts,
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
    queryFn: async ({ signal }) =>
      (await askJson<{ readonly words: readonly Word[] }>(draftPath(id, 'words'), { signal })).words,
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
export const writeDraftText = (id: string, { name, text, etag }: DraftText): Promise<Written> =>
  askJson<Written>(draftPath(id, 'files', name), {
    method: 'PUT',
    headers: { 'If-Match': etag },
    body: { text },
  });
