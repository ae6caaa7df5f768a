import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { DecisionAnswer, Json, JsonObject, Trace } from './answers.js';
import type { EditionPlace } from '../parts/addresses.js';
import { askJson } from './request.js';

/** A case that is tried: the body of a preview. */
export interface TriedCase {
  /** RFC 3339. */
  readonly asOf: string;
  readonly facts: JsonObject;
  readonly edition: Partial<EditionPlace>;
}

/** A fact that is otherwise; what is left out is left out of the case. */
export interface Change {
  readonly fact: string;
  readonly from?: Json;
  readonly to?: Json;
}

/** A fact that turns the outcome of a case. */
export interface Turn extends Change {
  readonly along: readonly Change[];
  readonly side: 'less' | 'more' | 'other';
  readonly outcome: string;
  readonly effects: JsonObject;
  readonly clauses: readonly string[];
}

/** What single facts turn the outcome of a case. */
export interface Turning {
  readonly outcome: string;
  readonly turns: readonly Turn[];
  readonly cases: number;
  readonly complete: boolean;
}

/** A stretch of time over which a case is decided alike. */
export interface Span {
  readonly from: string;
  readonly to: string;
  readonly outcome: string | null;
  readonly effects: JsonObject;
  readonly refused: string | null;
  readonly begins: readonly string[];
}

/** A case along time. */
export interface AlongTime {
  readonly spans: readonly Span[];
  readonly boundaries: readonly { readonly at: string; readonly names: readonly string[] }[];
}

/** A scenario to start from. */
export interface Start {
  readonly title: string;
  readonly feature: string;
  readonly tags: readonly string[];
  readonly request: { readonly asOf: string; readonly facts: JsonObject };
}

/** A decision of an edition as `GET /editions/{document}/{revision}` lists it. */
export interface DecisionSummary {
  readonly decision: string;
  readonly question: string;
  readonly outcomes: readonly string[];
  readonly facts: readonly { readonly name: string; readonly optional: boolean }[];
  readonly effects: readonly string[];
}

/** The decisions of an edition. */
export const useDecisionsOf = (
  edition: EditionPlace | undefined,
): UseQueryResult<readonly DecisionSummary[]> =>
  useQuery({
    queryKey: ['edition-decisions', edition?.document, edition?.revision],
    enabled: edition !== undefined,
    staleTime: Infinity,
    queryFn: async ({ signal }) => {
      const { document = '', revision = '' } = edition ?? {};
      const path = `/editions/${encodeURIComponent(document)}/${encodeURIComponent(revision)}`;
      return (await askJson<{ readonly decisions: readonly DecisionSummary[] }>(path, { signal })).decisions;
    },
  });

/** The JSON Schema of a decision's facts. */
export const useFactSchema = (decision: string): UseQueryResult<JsonObject> =>
  useQuery({
    queryKey: ['facts', decision],
    staleTime: Infinity,
    queryFn: ({ signal }) => askJson<JsonObject>(`/facts/${encodeURIComponent(decision)}`, { signal }),
  });

/** The scenarios that ask for a decision. */
export const useStarts = (decision: string): UseQueryResult<readonly Start[]> =>
  useQuery({
    queryKey: ['starts', decision],
    staleTime: Infinity,
    queryFn: async ({ signal }) => {
      const path = `/book-data/try/${encodeURIComponent(decision)}/starts`;
      return (await askJson<{ readonly starts: readonly Start[] }>(path, { signal })).starts;
    },
  });

const useTried = <Told>(
  path: string,
  tried: TriedCase | null,
  options: { readonly key?: unknown; readonly enabled?: boolean } = {},
): UseQueryResult<Told> =>
  useQuery({
    queryKey: ['tried', path, options.key ?? tried],
    enabled: tried !== null && options.enabled !== false,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => askJson<Told>(path, { method: 'POST', body: tried, signal }),
  });

/** What a case comes to. Nothing is recorded. */
export const usePreview = (decision: string, tried: TriedCase | null): UseQueryResult<DecisionAnswer> =>
  useTried(`/preview/${encodeURIComponent(decision)}`, tried);

/** How a case comes to it. */
export const useTriedTrace = (
  decision: string,
  tried: TriedCase | null,
  enabled: boolean,
): UseQueryResult<Trace> =>
  useTried(`/book-data/try/${encodeURIComponent(decision)}/trace`, tried, { enabled });

/** What single facts would turn the outcome. */
export const useTurning = (decision: string, tried: TriedCase | null): UseQueryResult<Turning> =>
  useTried(`/book-data/try/${encodeURIComponent(decision)}/turning`, tried);

/** The case along time, around `anchor`; the same while only asOf moves. */
export const useAlongTime = (
  decision: string,
  tried: TriedCase | null,
  anchor: string,
): UseQueryResult<AlongTime> =>
  useTried(
    `/book-data/try/${encodeURIComponent(decision)}/along-time`,
    tried === null ? null : { ...tried, asOf: anchor },
    { key: [tried?.facts, tried?.edition, anchor] },
  );

/** The case as a Gherkin scenario. */
export const useScenarioText = (
  decision: string,
  tried: TriedCase | null,
  enabled: boolean,
): UseQueryResult<{ readonly text: string }> =>
  useTried(`/book-data/try/${encodeURIComponent(decision)}/scenario`, tried, { enabled });
