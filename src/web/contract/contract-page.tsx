import type { ReactElement } from 'react';
import { useEditions } from '../api/editions.js';
import { chooseEdition } from '../parts/choose-edition.js';
import { EmptyState } from '../parts/empty-state.js';
import { ErrorState } from '../parts/error-state.js';
import { Loading } from '../parts/loading.js';
import { Page } from '../parts/page.js';
import { ContractView } from './contract-view.js';
import './contract.css';

/** The text of a contract, with what rests on each clause: of the edition that the address names, else of the one in effect. */
const ContractPage = (named: {
  readonly document: string | undefined;
  readonly revision: string | undefined;
}): ReactElement => {
  const editions = useEditions();
  const edition = editions.data === undefined ? undefined : chooseEdition(editions.data, named, Date.now());
  if (edition !== undefined)
    return <ContractView key={edition.digest} edition={edition} editions={editions.data ?? []} />;
  return (
    <Page title="Contract">
      {editions.isPending ? (
        <Loading what="the editions" />
      ) : editions.isError ? (
        <ErrorState error={editions.error} retry={editions.refetch} />
      ) : (
        <EmptyState title="There is no such edition here.">
          The service has{' '}
          {editions.data.map(({ document, revision }) => `${document} ${revision}`).join(', ')}.
        </EmptyState>
      )}
    </Page>
  );
};

export default ContractPage;
