import type { UseQueryResult } from '@tanstack/react-query';
import { editionPath } from './editions.js';
import { withQuery } from './request.js';
import { lasting, useAsked } from './use-asked.js';
import type {
  ClauseBook,
  ClausesBook,
  ContractBook,
  Glossary,
  ProofBook,
  ScenarioBook,
  ScenariosOfClause,
  ScenarioTitles,
} from '../../wire/book/contract.js';
import type { Edition, EditionSummary, Parameters } from '../../wire/editions.js';
import type { Exposure } from '../../wire/book/impact.js';
import type { LogCounts } from '../../wire/book/log.js';

const pathOf = (edition: Pick<EditionSummary, 'document' | 'revision' | 'digest'>, rest = ''): string =>
  withQuery(`${editionPath('/book-data/contract', edition)}${rest}`, { digest: edition.digest });

/** The text of an edition. */
export const useContract = (edition: EditionSummary): UseQueryResult<ContractBook> =>
  useAsked(['contract', edition.digest], pathOf(edition), lasting);

/** What the rules of a release compare, and its definitions, in words. */
export const useGlossary = (
  edition: Pick<EditionSummary, 'document' | 'revision' | 'digest'>,
): UseQueryResult<Glossary> => useAsked(['glossary', edition.digest], pathOf(edition, '/glossary'), lasting);

/** The readings of an edition. */
export const useReadings = (edition: EditionSummary): UseQueryResult<Edition['readings']> =>
  useAsked(
    ['readings', edition.digest],
    withQuery(editionPath('/editions', edition), { digest: edition.digest }),
    { ...lasting, select: ({ readings }: Edition) => readings },
  );

/** The figures and policies of an edition. */
export const useParameters = (edition: EditionSummary): UseQueryResult<Parameters['parameters']> =>
  useAsked(
    ['parameters', edition.digest],
    withQuery(`${editionPath('/editions', edition)}/parameters`, { digest: edition.digest }),
    { ...lasting, select: ({ parameters }: Parameters) => parameters },
  );

/** What hangs on each reading in the newest decisions of the log; asked once a number is named. */
export const useExposure = (edition: EditionSummary, newest: number | null): UseQueryResult<Exposure> =>
  useAsked(
    ['exposure', edition.digest, newest],
    withQuery(editionPath('/book-data/log/exposure', edition), {
      digest: edition.digest,
      newest: String(newest ?? ''),
    }),
    { enabled: newest !== null, staleTime: 60_000, refetchOnWindowFocus: false },
  );

/** How its scenarios fare; they run when this is first asked for. */
export const useProof = (
  edition: Pick<EditionSummary, 'document' | 'revision' | 'digest'>,
): UseQueryResult<ProofBook> =>
  useAsked(['proof', edition.digest], pathOf(edition, '/scenarios'), { staleTime: 60_000 });

/** A clause with all that rests on it. */
export const useClause = (edition: EditionSummary, clause: string): UseQueryResult<ClauseBook> =>
  useAsked(
    ['clause', edition.digest, clause],
    pathOf(edition, `/clauses/${encodeURIComponent(clause)}`),
    lasting,
  );

/** All clauses of an edition, with all that rests on each. */
export const useClauses = (edition: EditionSummary): UseQueryResult<ClausesBook['clauses']> =>
  useAsked(['clauses', edition.digest], pathOf(edition, '/clauses'), {
    ...lasting,
    select: ({ clauses }: ClausesBook) => clauses,
  });

/** The titles of its scenarios, which run when they are first asked for. */
export const useScenarioTitles = (edition: EditionSummary): UseQueryResult<ScenarioTitles['scenarios']> =>
  useAsked(['scenario-titles', edition.digest], pathOf(edition, '/scenarios/titles'), {
    staleTime: 60_000,
    select: ({ scenarios }: ScenarioTitles) => scenarios,
  });

/** The scenarios of a clause: those that prove it first. */
export const useClauseScenarios = (
  edition: EditionSummary,
  clause: string,
): UseQueryResult<readonly ScenarioBook[]> =>
  useAsked(
    ['clause-scenarios', edition.digest, clause],
    pathOf(edition, `/clauses/${encodeURIComponent(clause)}/scenarios`),
    { staleTime: 60_000, select: ({ scenarios }: ScenariosOfClause) => scenarios },
  );

/** How many decisions recorded under an edition cite each clause; refused to whom may not read the log. */
export const useClauseCounts = ({
  document,
  revision,
}: EditionSummary): UseQueryResult<LogCounts['clauses']> =>
  useAsked(
    ['clause-counts', document, revision],
    withQuery('/book-data/log/counts', { document, revision }),
    { select: ({ clauses }: LogCounts) => clauses },
  );
