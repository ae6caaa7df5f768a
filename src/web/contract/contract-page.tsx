import type { ReactElement } from 'react';
import { useSearch } from 'wouter';
import { contractAddress } from '../parts/addresses.js';
import { EditionPage, type NamedInAddress } from '../parts/editions/edition-page.js';
import { useHash } from '../parts/use-hash.js';
import { ContractView } from './contract-view.js';
import './contract.css';

/** The text of a contract, with what rests on each clause. */
const ContractPage = (named: NamedInAddress): ReactElement => {
  const [search, hash] = [useSearch(), useHash()];
  return (
    <EditionPage
      named={named}
      title={named.document === undefined ? 'Contracts' : 'Contract'}
      addressOf={(document) => `${contractAddress({ document })}${search === '' ? '' : `?${search}`}${hash}`}
    >
      {(edition, editions) => <ContractView key={edition.digest} edition={edition} editions={editions} />}
    </EditionPage>
  );
};

export default ContractPage;
