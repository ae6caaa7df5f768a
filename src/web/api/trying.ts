import { keepPreviousData, useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { EditionPlace } from '../parts/addresses.js';
import type { TriedCase } from '../try/case-address.js';
import { editionPath } from './editions.js';
import { askJson, withQuery } from './request.js';
import { lasting, useAsked } from './use-asked.js';
import type { AskAnswer } from '../../wire/asking.js';
import type { DecisionAnswer } from '../../wire/decision.js';
import type { JsonObject } from '../../wire/parts.js';
import type { Trace } from '../../wire/trace.js';
import type { AlongTime, ScenarioText, Start, Starts, Turning } from '../../wire/book/trying.js';
import type { DecisionSummary, Edition } from '../../wire/editions.js';

/** The decisions of an edition. */
export const useDecisionsOf = (
  edition: EditionPlace | undefined,
): UseQueryResult<readonly DecisionSummary[]> =>
  useAsked(
    ['edition-decisions', edition?.document, edition?.revision],
    editionPath('/editions', edition ?? { document: '', revision: '' }),
    { ...lasting, enabled: edition !== undefined, select: ({ decisions }: Edition) => decisions },
  );

/** The decisions of several editions, by the names of their documents; as far as they are known by now. */
export const useDecisionsOfEach = (
  editions: readonly EditionPlace[],
): ReadonlyMap<string, readonly DecisionSummary[]> =>
  useQueries({
    queries: editions.map((edition) => ({
      ...lasting,
      queryKey: ['edition-decisions', edition.document, edition.revision],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
        askJson<Edition>(editionPath('/editions', edition), { signal }),
    })),
    combine: (results) =>
      new Map(
        results.flatMap(({ data }) => (data === undefined ? [] : [[data.document, data.decisions] as const])),
      ),
  });

/** The JSON Schema of a decision's facts. */
export const useFactSchema = (
  decision: string,
  { document, revision }: EditionPlace,
): UseQueryResult<JsonObject> =>
  useAsked(
    ['facts', document, revision, decision],
    withQuery(`/facts/${encodeURIComponent(decision)}`, { document, revision }),
    lasting,
  );

/** The scenarios of a contract that ask for a decision. */
export const useStarts = (decision: string, document: string): UseQueryResult<readonly Start[]> =>
  useAsked(
    ['starts', document, decision],
    withQuery(`/book-data/try/${encodeURIComponent(decision)}/starts`, { document }),
    { ...lasting, select: ({ starts }: Starts) => starts },
  );

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

/** Which facts of a case matter still, where some are missing. Nothing is recorded. */
export const useAsking = (decision: string, tried: TriedCase | null): UseQueryResult<AskAnswer> =>
  useTried(`/ask/${encodeURIComponent(decision)}`, tried);

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
    { key: [tried?.facts, tried?.edition, tried?.invalid, anchor] },
  );

/** The case as a Gherkin scenario. */
export const useScenarioText = (
  decision: string,
  tried: TriedCase | null,
  enabled: boolean,
): UseQueryResult<ScenarioText> =>
  useTried(`/book-data/try/${encodeURIComponent(decision)}/scenario`, tried, { enabled });
