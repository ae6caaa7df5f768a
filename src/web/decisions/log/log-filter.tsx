import { useState, type ReactElement } from 'react';
import { Button } from 'react-aria-components';

import { titleOfFact, titleOfName, wordsOfName } from '../../parts/values/formats.js';
import {
  isFactName,
  isMetadataName,
  logAddress,
  type LogQuery,
  type QueryName,
} from '../../parts/addresses.js';
import { SelectField } from '../../parts/select.js';
import type { contractsOf } from '../../parts/editions/choose-edition.js';
import { DayField } from './day-field.js';
import { asking, ofContract, typedOf, typing, withTyped, type TypedTexts } from './query-address.js';
import { Link } from 'wouter';
import type { DecisionSummary } from '../../../wire/editions.js';

const any = ['', 'any'] as const;

/** What is asked of the log. Choices count at once, texts when they are sent. */
export const LogFilter = ({
  query,
  contracts,
  decisions: byDocument,
  searchable,
  findable,
  change,
}: {
  readonly query: LogQuery;
  readonly contracts: ReturnType<typeof contractsOf>;
  /** By the names of their documents. */
  readonly decisions: ReadonlyMap<string, readonly DecisionSummary[]>;
  /** Keys of the metadata by which decisions are found. */
  readonly searchable: readonly string[];
  /** Facts by which decisions are found, by dotted name. */
  readonly findable: readonly string[];
  readonly change: (next: LogQuery) => void;
}): ReactElement => {
  const [typed, setTyped] = useState<TypedTexts>({});
  const text = (name: QueryName): string => typedOf(typed, query, name) ?? query[name] ?? '';
  const all = [...byDocument.values()].flat();
  const decisions = [...new Set(all.map(({ decision }) => decision))];
  const asked = all.filter(({ decision }) => query.decision === undefined || decision === query.decision);
  const outcomes = [...new Set(asked.flatMap((one) => one.outcomes))];
  // One that the address names is shown, so that it can be taken away.
  const metadata = [
    ...new Set([
      ...searchable.map((key) => `metadata.${key}` as const),
      ...Object.keys(query).filter(isMetadataName),
    ]),
  ];
  const facts = [
    ...new Set([
      ...findable.map((name) => `facts.${name}` as const),
      ...Object.keys(query).filter(isFactName),
    ]),
  ];
  const send = (): void => {
    change(withTyped(query, typed));
  };
  const textField = (name: QueryName, label: string): ReactElement => (
    <div className="field" key={name}>
      <label htmlFor={`log-${name}`}>{label}</label>
      <input
        id={`log-${name}`}
        value={text(name)}
        onChange={({ target }) => {
          setTyped(typing(typed, query, name, target.value));
        }}
      />
    </div>
  );
  const dayField = (name: 'from' | 'to' | 'asOfFrom' | 'asOfTo', label: string): ReactElement => (
    <DayField
      key={name}
      id={`log-${name}`}
      label={label}
      value={query[name]}
      change={(day) => {
        change(asking(query, name, day));
      }}
    />
  );
  return (
    <form
      className="log-filter"
      role="search"
      aria-label="Search the decisions"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {contracts.length < 2 && query.document === undefined ? null : (
        <SelectField
          label="Contract"
          value={query.document ?? ''}
          options={[any, ...contracts.map(({ document, title }) => [document, title] as const)]}
          choose={(document) => {
            change(ofContract(query, document));
          }}
        />
      )}
      {query.revision === undefined ? null : textField('revision', 'Revision')}
      <SelectField
        label="Decision"
        value={query.decision ?? ''}
        options={[any, ...decisions.map((one) => [one, titleOfName(one)] as const)]}
        choose={(decision) => {
          change(asking(asking(query, 'outcome', undefined), 'decision', decision));
        }}
      />
      <SelectField
        label="Outcome"
        value={query.outcome ?? ''}
        options={[any, ...[...outcomes, 'unresolved'].map((one) => [one, wordsOfName(one)] as const)]}
        choose={(outcome) => {
          change(asking(query, 'outcome', outcome));
        }}
      />
      <SelectField
        label="A person’s choice"
        value={query.choice ?? ''}
        options={[
          ['', 'any or none'],
          ['awaited', 'is awaited'],
          ['made', 'was made'],
        ]}
        choose={(choice) => {
          change(asking(query, 'choice', choice));
        }}
      />
      {query.chosenBy === undefined ? null : textField('chosenBy', 'Chosen by')}
      {textField('clause', 'Clause')}
      {textField('rule', 'Rule')}
      {textField('subject', 'Subject')}
      {textField('id', 'Id begins with')}
      {facts.map((name) => textField(name, titleOfFact(name.slice('facts.'.length))))}
      {metadata.map((name) => textField(name, titleOfName(name.slice('metadata.'.length))))}
      {dayField('from', 'Decided from (UTC)')}
      {dayField('to', 'until before')}
      {dayField('asOfFrom', 'As of, from (UTC)')}
      {dayField('asOfTo', 'As of, before')}
      <div className="log-filter-send">
        <Button type="submit" className="button button-main">
          Search
        </Button>
        {Object.keys(query).length === 0 ? null : (
          <Link href={logAddress({})} className="button button-quiet">
            All decisions
          </Link>
        )}
      </div>
    </form>
  );
};
