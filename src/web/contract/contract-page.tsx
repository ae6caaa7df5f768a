import type { ReactElement } from 'react';
import { useSearch } from 'wouter';
import { useEditions } from '../api/editions.js';
import { contractAddress } from '../parts/addresses.js';
import { chooseEdition, documentOf } from '../parts/choose-edition.js';
import { ContractCards } from '../parts/contract-cards.js';
import { EmptyState } from '../parts/empty-state.js';
import { ErrorState } from '../parts/error-state.js';
import { Loading } from '../parts/loading.js';
import { Page } from '../parts/page.js';
import { useHash } from '../parts/use-hash.js';
import { ContractView } from './contract-view.js';
import './contract.css';

/** The text of a contract, with what rests on each clause: of the edition that the address names, else of the one in effect. */
const ContractPage = (named: {
  readonly document: string | undefined;
  readonly revision: string | undefined;
}): ReactElement => {
  const editions = useEditions();
  const [search, hash] = [useSearch(), useHash()];
  const known = editions.data ?? [];
  const document = documentOf(known, named.document);
  const edition =
    document === undefined ? undefined : chooseEdition(known, { ...named, document }, Date.now());
  if (edition !== undefined) return <ContractView key={edition.digest} edition={edition} editions={known} />;
  const isAsked = named.document !== undefined;
  return (
    <Page title={isAsked ? 'Contract' : 'Contracts'}>
      {editions.isPending ? (
        <Loading what="the editions" />
      ) : editions.isError ? (
        <ErrorState error={editions.error} retry={editions.refetch} />
      ) : (
        <>
          {isAsked || known.length === 0 ? <EmptyState title="There is no such edition here." /> : null}
          <ContractCards
            editions={known}
            addressOf={(of) =>
              `${contractAddress({ document: of })}${search === '' ? '' : `?${search}`}${hash}`
            }
          />
        </>
      )}
    </Page>
  );
};

export default ContractPage;
