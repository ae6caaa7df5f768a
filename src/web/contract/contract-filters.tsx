import type { ReactElement } from 'react';
import { Button, Input, SearchField } from 'react-aria-components';
import { useLocation } from 'wouter';
import { countOf, titleOfName } from '../parts/values/formats.js';
import { Select } from '../parts/select.js';
import { dispositions } from './dispositions.js';
import type { ClauseFilter } from './filter-clauses.js';
import { readFilter, writeFilter } from './read-filter.js';
import type { BookSection, ContractBook } from '../../wire/book/contract.js';

/** What narrows the text: words, a decision, what clauses are for, and what needs a look. It stands in the address. */
export const ContractFilters = ({
  contract,
  filter,
  shown,
}: {
  readonly contract: ContractBook;
  readonly filter: ClauseFilter;
  readonly shown: readonly BookSection[];
}): ReactElement => {
  const [location, navigate] = useLocation();
  const apply = (query: string): void => {
    const { hash } = window.location;
    navigate(`${location}${query === '' ? '' : `?${query}`}${hash}`, { replace: true });
  };
  const change = (name: string, value: string): void => {
    const query = new URLSearchParams(writeFilter(filter));
    query.set(name, value);
    apply(writeFilter(readFilter(query.toString())));
  };
  const clauses = shown.reduce((sum, section) => sum + section.clauses.length, 0);
  const isFiltered = writeFilter(filter) !== '';
  return (
    <form
      className="filters no-print"
      role="search"
      aria-label="In this contract"
      onSubmit={(event) => {
        event.preventDefault();
      }}
    >
      <SearchField
        className="filters-words"
        aria-label="Search the text"
        value={filter.words}
        onChange={(words) => {
          change('q', words);
        }}
      >
        <Input placeholder="Search the text" />
      </SearchField>
      <Choice
        name="Decision"
        value={filter.decision}
        onChange={(value) => {
          change('decision', value);
        }}
        options={contract.decisions.map(({ decision }) => [decision, titleOfName(decision)])}
      />
      <Choice
        name="Kind"
        value={filter.disposition}
        onChange={(value) => {
          change('disposition', value);
        }}
        options={Object.entries(dispositions).map(([id, { name }]) => [id, name])}
      />
      <Choice
        name="Only"
        value={filter.only}
        onChange={(value) => {
          change('only', value);
        }}
        options={[
          ['uncovered', 'Uncovered'],
          ['failing', 'A scenario fails'],
          ['read', 'With a reading'],
        ]}
      />
      <p className="filters-count" role="status">
        {isFiltered
          ? `${countOf(clauses, 'clause')} of ${String(contract.edition.clauses)}`
          : countOf(clauses, 'clause')}
      </p>
      {isFiltered ? (
        <Button
          className="button button-quiet"
          onPress={() => {
            apply('');
          }}
        >
          Show all
        </Button>
      ) : null}
    </form>
  );
};

const Choice = ({
  name,
  value,
  options,
  onChange,
}: {
  readonly name: string;
  readonly value: string | null;
  readonly options: readonly (readonly [value: string, text: string])[];
  readonly onChange: (value: string) => void;
}): ReactElement => (
  <label className="filters-choice">
    <span>{name}</span>
    <Select value={value ?? ''} options={[['', 'All'], ...options]} choose={onChange} />
  </label>
);
