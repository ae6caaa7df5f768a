import { useState, type ReactElement } from 'react';
import { Input, SearchField } from 'react-aria-components';
import { useLocation, useSearch } from 'wouter';
import {
  clauseAnchor,
  contractAddress,
  decisionAddress,
  documentOfAddress,
  searchAddress,
} from '../parts/addresses.js';
import { findTarget } from './find-target.js';

/** One line that leads to a clause, to a decision by its id, or to all that its words find. */
export const FindField = (): ReactElement => {
  const [line, setLine] = useState('');
  const [location, navigate] = useLocation();
  const document = documentOfAddress(location, useSearch());
  const go = (): void => {
    const target = findTarget(line);
    if (target === null) return;
    const contract = location.startsWith('/book/contract/')
      ? location
      : document === undefined
        ? '/book/contract'
        : contractAddress({ document });
    if (target.kind === 'decision') navigate(decisionAddress(target.id));
    else if (target.kind === 'clause') navigate(`${contract}#${clauseAnchor(target.clause)}`);
    else navigate(searchAddress, { state: { line: target.words } });
    setLine('');
  };
  return (
    <SearchField
      className="find"
      aria-label="Find a clause, words of the contract, or a decision by its id"
      value={line}
      onChange={setLine}
      onSubmit={go}
    >
      <Input placeholder="Clause, words or decision id" />
    </SearchField>
  );
};
