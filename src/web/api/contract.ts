import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { editionPath } from './editions.js';
import { askJson, withQuery } from './request.js';
import type {
  ClauseBook,
  ContractBook,
  ProofBook,
  ScenarioBook,
  ScenariosOfClause,
} from '../../wire/book/contract.js';
import type { EditionSummary } from '../../wire/editions.js';
import type { LogCounts } from '../../wire/book/log.js';

const pathOf = (edition: EditionSummary, rest = ''): string =>
  withQuery(`${editionPath('/book-data/contract', edition)}${rest}`, { digest: edition.digest });

/** The text of an edition. */
export const useContract = (edition: EditionSummary): UseQueryResult<ContractBook> =>
  useQuery({
    queryKey: ['contract', edition.digest],
    queryFn: ({ signal }) => askJson<ContractBook>(pathOf(edition), { signal }),
    staleTime: Infinity,
  });

/** How its scenarios fare; they run when this is first asked for. */
export const useProof = (edition: EditionSummary): UseQueryResult<ProofBook> =>
  useQuery({
    queryKey: ['proof', edition.digest],
    queryFn: ({ signal }) => askJson<ProofBook>(pathOf(edition, '/scenarios'), { signal }),
    staleTime: 60_000,
  });

/** A clause with all that rests on it. */
export const useClause = (edition: EditionSummary, clause: string): UseQueryResult<ClauseBook> =>
  useQuery({
    queryKey: ['clause', edition.digest, clause],
    queryFn: ({ signal }) =>
      askJson<ClauseBook>(pathOf(edition, `/clauses/${encodeURIComponent(clause)}`), { signal }),
    staleTime: Infinity,
  });

/** The scenarios of a clause: those that prove it first. */
export const useClauseScenarios = (
  edition: EditionSummary,
  clause: string,
): UseQueryResult<readonly ScenarioBook[]> =>
  useQuery({
    queryKey: ['clause-scenarios', edition.digest, clause],
    queryFn: async ({ signal }) => {
      const path = pathOf(edition, `/clauses/${encodeURIComponent(clause)}/scenarios`);
      return (await askJson<ScenariosOfClause>(path, { signal })).scenarios;
    },
    staleTime: 60_000,
  });

/** How many recorded decisions cite each clause; refused to whom may not read the log. */
export const useClauseCounts = (): UseQueryResult<Readonly<Record<string, number>>> =>
  useQuery({
    queryKey: ['clause-counts'],
    queryFn: async ({ signal }) => (await askJson<LogCounts>('/book-data/log/counts', { signal })).clauses,
  });
