import type { ReactElement } from 'react';
import { Link, useLocation, useSearchParams } from 'wouter';
import { useHistoryState } from 'wouter/use-browser-location';
import { isRecord } from '../../language/values.js';
import { useContract, useParameters, useReadings, useScenarioTitles } from '../api/contract.js';
import { useEditions } from '../api/editions.js';
import { contractAddress, searchAddress } from '../parts/addresses.js';
import { chooseEdition, contractsOf } from '../parts/editions/choose-edition.js';
import { ContractSwitch } from '../parts/editions/contract-switch.js';
import { EmptyState } from '../parts/empty-state.js';
import { ErrorState } from '../parts/error-state.js';
import { countOf } from '../parts/values/formats.js';
import { Loading } from '../parts/loading.js';
import { Page } from '../parts/page.js';
import { NotYet } from '../parts/not-yet.js';
import { FoundInLog } from './found-in-log.js';
import { foundIn, mostOfKind, type FoundItem } from './found-items.js';
import './search-page.css';
import type { EditionSummary } from '../../wire/editions.js';

/** What one line finds: in the clauses, rules, definitions, figures, readings, scenarios and questions of each contract, and in the log. */
const SearchPage = (): ReactElement => {
  const [params] = useSearchParams();
  const [, navigate] = useLocation();
  const named = params.get('document');
  // What is looked for may be whom a decision is about, and stands in no address that the book writes; one that somebody wrote is read.
  const kept = useHistoryState<unknown>();
  const typed = isRecord(kept) && typeof kept['line'] === 'string' ? kept['line'] : params.get('q');
  const line = typed?.trim() ?? '';
  const editions = useEditions();
  const all = editions.data ?? [];
  const contracts = contractsOf(all);
  const shown = contracts
    .filter(({ document }) => named === null || named === document)
    .flatMap(({ document }) => chooseEdition(all, { document }, Date.now()) ?? []);
  return (
    <Page title="Search" lead={line === '' ? 'Type above what you look for.' : <>What fits “{line}”.</>}>
      {editions.isError ? <ErrorState error={editions.error} retry={editions.refetch} /> : null}
      <ContractSwitch
        contracts={contracts}
        named={named}
        choose={(document) => {
          navigate(withDocument(document), { state: { line } });
        }}
      />
      {editions.isSuccess && shown.length === 0 ? (
        <EmptyState title="There is no edition of this contract here." />
      ) : null}
      {editions.isPending ? <Loading what="the editions" /> : null}
      {line === ''
        ? null
        : shown.map((edition) => <FoundInEdition key={edition.digest} edition={edition} line={line} />)}
      {line === '' ? null : <FoundInLog line={line} document={named} />}
    </Page>
  );
};

export default SearchPage;

const withDocument = (document: string | null): string =>
  document === null ? searchAddress : `${searchAddress}?${new URLSearchParams({ document }).toString()}`;

const FoundInEdition = ({
  edition,
  line,
}: {
  readonly edition: EditionSummary;
  readonly line: string;
}): ReactElement => {
  const contract = useContract(edition);
  const readings = useReadings(edition);
  const parameters = useParameters(edition);
  const scenarios = useScenarioTitles(edition);
  if (!contract.isSuccess) return <NotYet of={contract} what="the contract" />;
  const found = foundIn(line, edition, contract.data, readings.data, parameters.data, scenarios.data);
  const total = [...found.values()].reduce((sum, { length }) => sum + length, 0);
  return (
    <section className="found" aria-label={`${edition.title}, ${edition.revision}`}>
      <h2>
        {edition.title} <span className="hint">revision {edition.revision}</span>
      </h2>
      <p role="status" className="hint">
        {total === 0
          ? 'Nothing fits here. Try fewer words, or others.'
          : `${countOf(total, 'place')} that fit.`}
      </p>
      {[...found].map(([kind, items]) => (
        <FoundOfKind
          key={kind}
          kind={kind}
          items={items}
          more={`${contractAddress(edition)}?q=${encodeURIComponent(line)}`}
        />
      ))}
    </section>
  );
};

const FoundOfKind = ({
  kind,
  items,
  more,
}: {
  readonly kind: FoundItem['kind'];
  readonly items: readonly FoundItem[];
  readonly more: string;
}): ReactElement => (
  <section className="found-kind" aria-label={`${kind}s`}>
    <h3>{kind}s</h3>
    <ul>
      {items.slice(0, mostOfKind).map(({ title, words, address }) => (
        <li key={`${title} ${words}`}>
          <Link href={address}>{title}</Link> <span>{words}</span>
        </li>
      ))}
    </ul>
    {items.length <= mostOfKind ? null : (
      <p className="hint">
        and {items.length - mostOfKind} more
        {kind === 'Clause' ? (
          <>
            : <Link href={more}>see the words in the contract</Link>
          </>
        ) : null}
      </p>
    )}
  </section>
);
