import { useState, type ReactElement } from 'react';
import { Input, SearchField } from 'react-aria-components';
import { useLocation } from 'wouter';
import { clauseAnchor, decisionAddress } from '../parts/addresses.js';
import { findTarget } from './find-target.js';

/** One line that leads to a clause, to words of the contract, or to a decision by its id. */
export const FindField = (): ReactElement => {
  const [line, setLine] = useState('');
  const [location, navigate] = useLocation();
  const go = (): void => {
    const target = findTarget(line);
    if (target === null) return;
    const contract = location.startsWith('/book/contract/') ? location : '/book/contract';
    if (target.kind === 'decision') navigate(decisionAddress(target.id));
    else if (target.kind === 'clause') navigate(`${contract}#${clauseAnchor(target.clause)}`);
    else navigate(`${contract}?q=${encodeURIComponent(target.words)}`);
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
