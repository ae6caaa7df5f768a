import { useEffect, type ReactElement } from 'react';
import { Button } from 'react-aria-components';
import { Link, useLocation, useSearch } from 'wouter';
import { useHistoryState } from 'wouter/use-browser-location';
import { useEditions } from '../../api/editions.js';
import { useDecisions, useLogCounts } from '../../api/log.js';
import { useDecisionsOfEach } from '../../api/trying.js';
import {
  checkpointsAddress,
  isPersonalName,
  keptOf,
  logAddress,
  type LogQuery,
  type QueryName,
} from '../../parts/addresses.js';
import { chooseEdition, contractsOf } from '../../parts/editions/choose-edition.js';
import { EmptyState } from '../../parts/empty-state.js';
import { ErrorState } from '../../parts/error-state.js';
import { countOf, titleOfName } from '../../parts/values/formats.js';
import { Loading } from '../../parts/loading.js';
import { Page } from '../../parts/page.js';
import { CountBars } from './count-bars.js';
import { DecisionTable } from './decision-table.js';
import { LogExport } from './log-export.js';
import { LogFilter } from './log-filter.js';
import { asking, ofContract, queryOf } from './query-address.js';
import { TimeChart } from './time-chart.js';
import './decisions-page.css';

/** The decision log: what was decided, how often, and the way to each decision. */
const DecisionsPage = (): ReactElement => {
  const search = useSearch();
  const query = queryOf(search, useHistoryState<unknown>());
  const [, navigate] = useLocation();
  const change = (next: LogQuery): void => {
    navigate(logAddress(next), { state: keptOf(next) });
  };
  // An address that somebody wrote with what is personal is written anew without.
  const address = logAddress(query);
  const isWritten = [...new URLSearchParams(search).keys()].some(isPersonalName);
  const kept = JSON.stringify(keptOf(query));
  useEffect(() => {
    if (isWritten) navigate(address, { replace: true, state: JSON.parse(kept) as object });
  }, [isWritten, address, kept, navigate]);
  const editions = useEditions();
  const known = editions.data ?? [];
  const contracts = contractsOf(known);
  const shown = query.document === undefined ? known : known.filter((one) => one.document === query.document);
  const newest = contractsOf(shown).flatMap(
    ({ document }) => chooseEdition(known, { document, revision: query.revision }, Date.now()) ?? [],
  );
  const summaries = useDecisionsOfEach(newest);
  const found = useDecisions(query);
  const counts = useLogCounts(query);
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];

  if (found.isError && found.data === undefined)
    return (
      <Page title="Decisions" lead="Every decision that was recorded.">
        <ErrorState error={found.error} retry={found.refetch} />
      </Page>
    );
  // Outcomes, clauses and rules of one name are others in each contract: they are counted within one.
  const isOfOne = query.document !== undefined || contracts.length < 2;
  const order =
    query.asOfFrom === undefined && query.asOfTo === undefined ? 'newest first' : 'as of the latest first';
  const titles = new Map(contracts.map(({ document, title }) => [document, title]));
  const choose = (name: QueryName) => (value: string | undefined) => {
    change(asking(query, name, value));
  };
  return (
    <Page
      title="Decisions"
      width="wide"
      actions={
        <Link href={checkpointsAddress} className="button">
          Checkpoints and key
        </Link>
      }
      lead={
        counts.data === undefined
          ? 'Every decision that was recorded.'
          : `${countOf(counts.data.total, 'decision')} recorded${Object.keys(query).length === 0 ? '' : ' that fit'}, ${order}${isOfOne ? '' : '; of all contracts'}.`
      }
    >
      <LogFilter
        query={query}
        contracts={contracts}
        decisions={summaries}
        searchable={counts.data?.searchable ?? []}
        findable={counts.data?.findable ?? []}
        change={change}
      />
      {counts.data === undefined || counts.data.total === 0 ? null : (
        <div className="log-charts">
          <section className="card" aria-label="Over time">
            <TimeChart
              counts={counts.data}
              titles={isOfOne ? null : titles}
              first={query.decision === undefined ? 'decisions' : 'outcomes'}
              chooseSlot={(from, to) => {
                change({ ...query, from, to });
              }}
            />
          </section>
          <div className="card log-bars">
            <CountBars
              title="Contracts"
              counts={isOfOne ? {} : counts.data.documents}
              chosen={query.document}
              tell={(document) => titles.get(document) ?? document}
              choose={(document) => {
                change(ofContract(query, document ?? ''));
              }}
            />
            <CountBars
              title="Revisions"
              counts={isOfOne ? counts.data.revisions : {}}
              chosen={query.revision}
              tell={(revision) => `Revision ${revision}`}
              choose={choose('revision')}
            />
            <CountBars
              title="Outcomes"
              counts={isOfOne ? counts.data.outcomes : {}}
              chosen={query.outcome}
              tell={titleOfName}
              choose={choose('outcome')}
            />
            {!isOfOne ? (
              <p className="hint">
                Choose a contract to see its outcomes, and how often its clauses and rules decided.
              </p>
            ) : null}
            <CountBars
              title="Clauses"
              counts={isOfOne ? counts.data.clauses : {}}
              chosen={query.clause}
              tell={(clause) => `Clause ${clause}`}
              choose={choose('clause')}
            />
            <CountBars
              title="Rules"
              counts={isOfOne ? counts.data.rules : {}}
              chosen={query.rule}
              tell={titleOfName}
              choose={choose('rule')}
            />
          </div>
        </div>
      )}
      {counts.isError ? <ErrorState error={counts.error} retry={counts.refetch} /> : null}
      {found.data === undefined ? (
        <Loading what="the decisions" />
      ) : items.length === 0 ? (
        <EmptyState
          title={Object.keys(query).length === 0 ? 'Nothing is recorded yet.' : 'No decision fits.'}
        >
          {Object.keys(query).length === 0
            ? 'What is asked at /decide is recorded and stands here.'
            : 'Ask for less, or for all decisions.'}
        </EmptyState>
      ) : (
        <>
          <LogExport key={JSON.stringify(query)} query={query} />
          <DecisionTable items={items} order={order} decisions={summaries} titles={isOfOne ? null : titles} />
          {found.hasNextPage ? (
            <div className="log-more">
              <Button
                className="button"
                isDisabled={found.isFetchingNextPage}
                onPress={() => void found.fetchNextPage()}
              >
                {found.isFetchingNextPage ? 'Loading …' : 'Show older decisions'}
              </Button>
            </div>
          ) : null}
        </>
      )}
    </Page>
  );
};

export default DecisionsPage;
