import { useEffect, useMemo, useRef, type ReactElement } from 'react';
import { useLocation, useSearch } from 'wouter';
import { useClauseCounts, useContract, useProof } from '../api/contract.js';
import { clauseAnchor, clauseOfAnchor } from '../parts/addresses.js';
import { EmptyState } from '../parts/empty-state.js';
import { Page } from '../parts/page.js';
import { Zone } from '../parts/values/zone.js';
import { useHash } from '../parts/use-hash.js';
import { NotYet } from '../parts/not-yet.js';
import { ClausePanel } from './clause-panel.js';
import { ContractContents } from './contract-contents.js';
import { ContractFilters } from './contract-filters.js';
import { ContractLead } from './contract-lead.js';
import { ContractText } from './contract-text.js';
import { filterClauses, wordsSearched } from './filter-clauses.js';
import { readFilter } from './read-filter.js';
import type { ContractBook } from '../../wire/book/contract.js';
import type { EditionSummary } from '../../wire/editions.js';

/** The contract of one edition: contents, text with its margin, and the clause that the address names. */
export const ContractView = ({
  edition,
  editions,
}: {
  readonly edition: EditionSummary;
  readonly editions: readonly EditionSummary[];
}): ReactElement => {
  const contract = useContract(edition);
  const proof = useProof(edition);
  return (
    <Zone value={edition.zone}>
      <Page
        title={edition.title}
        width="wide"
        lead={<ContractLead edition={edition} editions={editions} proof={proof} />}
      >
        {!contract.isSuccess ? (
          <NotYet of={contract} what="the text" />
        ) : (
          <ContractBody contract={contract.data} proof={proof} />
        )}
      </Page>
    </Zone>
  );
};

const ContractBody = ({
  contract,
  proof,
}: {
  readonly contract: ContractBook;
  readonly proof: ReturnType<typeof useProof>;
}): ReactElement => {
  const counts = useClauseCounts(contract.edition);
  const search = useSearch();
  const [location, navigate] = useLocation();
  const filter = useMemo(() => readFilter(search), [search]);
  const asked = clauseOfAnchor(useHash());
  const proofs = proof.data?.code === 'ran' ? proof.data.clauses : null;
  const sections = useMemo(
    () => filterClauses(contract.sections, filter, proofs),
    [contract, filter, proofs],
  );
  const known = contract.sections.some(({ clauses }) => clauses.some(({ id }) => id === asked));
  const selected = known ? asked : null;
  const close = (): void => {
    navigate(search === '' ? location : `${location}?${search}`);
    if (selected !== null)
      document.querySelector<HTMLElement>(`[data-clause="${CSS.escape(selected)}"]`)?.focus();
  };
  useShowOnce(selected);
  return (
    <div className={selected === null ? 'contract' : 'contract contract-open'}>
      <ContractContents sections={contract.sections} shown={sections} />
      <div className="contract-main">
        <ContractFilters contract={contract} filter={filter} shown={sections} />
        {asked !== null && !known ? (
          <p className="notice" role="status">
            This edition has no clause {asked}.
          </p>
        ) : null}
        {sections.length === 0 ? (
          <EmptyState title="No clause fits.">Take another word, or fewer conditions.</EmptyState>
        ) : (
          <ContractText
            sections={sections}
            selected={selected}
            words={wordsSearched(filter.words)}
            proofs={proofs}
            counts={counts.data ?? null}
            edition={contract.edition}
          />
        )}
      </div>
      {selected === null ? null : (
        <ClausePanel
          key={selected}
          edition={contract.edition}
          clause={selected}
          close={close}
          count={counts.data?.[selected] ?? null}
        />
      )}
    </div>
  );
};

/** Brings a clause into view that the address names when the page is first shown, and each one that it names later. */
const useShowOnce = (clause: string | null): void => {
  const shown = useRef<string | null>(null);
  useEffect(() => {
    if (clause === null || shown.current === clause) return;
    shown.current = clause;
    const row = document.getElementById(clauseAnchor(clause));
    if (row === null) return;
    const { top, bottom } = row.getBoundingClientRect();
    if (top < 100 || bottom > window.innerHeight) row.scrollIntoView({ block: 'center' });
  }, [clause]);
};
