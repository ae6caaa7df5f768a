import { useState, type ReactElement } from 'react';
import { Button } from 'react-aria-components';
import { useClauseScenarios } from '../api/contract.js';
import { ErrorState } from '../parts/error-state.js';
import { Loading } from '../parts/loading.js';
import { ScenarioItem } from './cards/scenario-item.js';
import type { ScenarioBook } from '../../wire/book/contract.js';
import type { EditionSummary } from '../../wire/editions.js';

/** The scenarios of a clause: those that prove it, then those in which it decided besides. */
export const ClauseScenarios = ({
  edition,
  clause,
}: {
  readonly edition: EditionSummary;
  readonly clause: string;
}): ReactElement | null => {
  const found = useClauseScenarios(edition, clause);
  if (found.data?.length === 0) return null;
  const proving = found.data?.filter(({ proves }) => proves.includes(clause)) ?? [];
  const others = found.data?.filter(({ proves }) => !proves.includes(clause)) ?? [];
  return (
    <section className="panel-part">
      <h3>
        Scenarios <span className="panel-count">{found.data?.length ?? ''}</span>
      </h3>
      {found.isPending ? <Loading what="the scenarios, which run now" /> : null}
      {found.isError ? <ErrorState error={found.error} retry={found.refetch} /> : null}
      <ScenarioGroup title="That prove this clause" scenarios={proving} />
      <ScenarioGroup title="In which it decided, too" scenarios={others} />
    </section>
  );
};

const shownFirst = 8;

const ScenarioGroup = ({
  title,
  scenarios,
}: {
  readonly title: string;
  readonly scenarios: readonly ScenarioBook[];
}): ReactElement | null => {
  const [all, setAll] = useState(false);
  if (scenarios.length === 0) return null;
  const failing = scenarios.filter(({ passed }) => !passed);
  const ordered = [...failing, ...scenarios.filter(({ passed }) => passed)];
  const shown = all ? ordered : ordered.slice(0, Math.max(shownFirst, failing.length));
  return (
    <div className="scenario-group">
      <h4>
        {title} <span className="panel-count">{scenarios.length}</span>
      </h4>
      <ul className="plain-list">
        {shown.map((scenario) => (
          <ScenarioItem key={scenario.at + scenario.title} scenario={scenario} />
        ))}
      </ul>
      {shown.length === ordered.length ? null : (
        <Button
          className="button button-quiet"
          onPress={() => {
            setAll(true);
          }}
        >
          Show all {ordered.length}
        </Button>
      )}
    </div>
  );
};
