import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { useEditions } from '../api/editions.js';
import { useDecisionsOf } from '../api/trying.js';
import { tryAddress } from '../parts/addresses.js';
import { ErrorState } from '../parts/error-state.js';
import { titleOfName, wordsOfName } from '../parts/formats.js';
import { Loading } from '../parts/loading.js';
import { Page } from '../parts/page.js';
import { TryDecision } from './try-decision.js';
import './try-page.css';

/** Tries a case without recording it; without a decision, the choice among them. */
const TryPage = ({ decision }: { readonly decision: string | undefined }): ReactElement => {
  const editions = useEditions();
  const newest = editions.data?.findLast(
    ({ decisions }) => decision === undefined || decisions.includes(decision),
  );
  const decisions = useDecisionsOf(newest);
  const failed = [editions, decisions].find(({ isError }) => isError);
  if (failed !== undefined)
    return (
      <Page title="Try a case">
        <ErrorState error={failed.error} retry={failed.refetch} />
      </Page>
    );
  if (decisions.data === undefined && (editions.data === undefined || newest !== undefined))
    return (
      <Page title="Try a case">
        <Loading what="the decisions" />
      </Page>
    );
  const summary = decisions.data?.find((one) => one.decision === decision);
  if (summary !== undefined) return <TryDecision key={summary.decision} summary={summary} />;
  return (
    <Page title="Try a case" lead="Choose what is to be decided. What you try here is not recorded.">
      {decision === undefined ? null : (
        <p role="alert" className="unknown-decision">
          No edition decides “{decision}”.
        </p>
      )}
      <ul className="decision-cards">
        {decisions.data?.map((one) => (
          <li key={one.decision} className="card decision-card">
            <h2>
              <Link href={tryAddress(one.decision)}>{titleOfName(one.decision)}</Link>
            </h2>
            <p>{one.question}</p>
            <p className="hint">{one.outcomes.map(wordsOfName).join(' · ')}</p>
          </li>
        ))}
      </ul>
    </Page>
  );
};

export default TryPage;
