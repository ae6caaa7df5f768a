import type { ReactElement } from 'react';
import { Link, Redirect, useLocation, useSearch } from 'wouter';
import { useEditions } from '../api/editions.js';
import { useDecisionsOf } from '../api/trying.js';
import { tryAddress } from '../parts/addresses.js';
import { chooseEdition, contractsOf, documentOf } from '../parts/editions/choose-edition.js';
import { ContractCards } from '../parts/editions/contract-cards.js';
import { EditionChoice } from '../parts/editions/edition-choice.js';
import { ErrorState } from '../parts/error-state.js';
import { titleOfName, wordsOfName } from '../parts/values/formats.js';
import { Loading } from '../parts/loading.js';
import { NotYet } from '../parts/not-yet.js';
import { Page } from '../parts/page.js';
import { Zone } from '../parts/values/zone.js';
import { TryDecision } from './try-decision.js';
import './try-page.css';
import type { EditionSummary } from '../../wire/editions.js';

/** Tries a case without recording it; without a decision, the choice among them, and before it that of the contract. */
const TryPage = (named: {
  readonly document: string | undefined;
  readonly decision: string | undefined;
}): ReactElement => {
  const editions = useEditions();
  const search = useSearch();
  if (!editions.isSuccess)
    return (
      <Page title="Try a case">
        <NotYet of={editions} what="the decisions" />
      </Page>
    );
  const document = documentOf(editions.data, named.document);
  if (document !== undefined && editions.data.some((one) => one.document === document))
    return <TryContract document={document} decision={named.decision} editions={editions.data} />;
  // An address that names a decision alone leads to the contract that decides it, where one does.
  const asked = named.decision ?? named.document;
  const deciding = editions.data.filter(({ decisions }) => asked === undefined || decisions.includes(asked));
  const addressOf = (of: string): string =>
    `${tryAddress(of, deciding.length === 0 ? undefined : asked)}${search === '' ? '' : `?${search}`}`;
  const [only, ...others] = contractsOf(deciding);
  if (asked !== undefined && only !== undefined && others.length === 0)
    return <Redirect to={addressOf(only.document)} replace />;
  return (
    <Page title="Try a case" lead="Choose the contract.">
      {asked === undefined || deciding.length > 0 ? null : <UnknownDecision decision={asked} />}
      <ContractCards editions={deciding.length === 0 ? editions.data : deciding} addressOf={addressOf} />
    </Page>
  );
};

export default TryPage;

/** A decision of one contract, under the revision that the address names or the one that governs the case. */
const TryContract = ({
  document,
  decision,
  editions,
}: {
  readonly document: string;
  readonly decision: string | undefined;
  readonly editions: readonly EditionSummary[];
}): ReactElement => {
  const [, navigate] = useLocation();
  const revision = new URLSearchParams(useSearch()).get('revision') ?? undefined;
  const edition = chooseEdition(editions, { document, revision }, Date.now());
  const decisions = useDecisionsOf(edition);
  const choice = (
    <EditionChoice
      editions={editions}
      shown={{ document, revision }}
      governing="the one that governs"
      choose={(named) => {
        const query = named.revision === undefined ? '' : `?revision=${encodeURIComponent(named.revision)}`;
        navigate(`${tryAddress(named.document)}${query}`);
      }}
    />
  );
  if (decisions.isError)
    return (
      <Page title="Try a case" lead={choice}>
        <ErrorState error={decisions.error} retry={decisions.refetch} />
      </Page>
    );
  if (decisions.data === undefined && edition !== undefined)
    return (
      <Page title="Try a case">
        <Loading what="the decisions" />
      </Page>
    );
  const summary = decisions.data?.find((one) => one.decision === decision);
  if (summary !== undefined && edition !== undefined)
    return (
      <Zone value={edition.zone}>
        <TryDecision
          key={`${edition.digest} ${summary.decision}`}
          summary={summary}
          edition={edition}
          editions={editions}
        />
      </Zone>
    );
  return (
    <Page
      title="Try a case"
      lead={
        <>
          {choice}
          <p>Choose what is to be decided. What you try here is not recorded.</p>
        </>
      }
    >
      {decision === undefined ? null : <UnknownDecision decision={decision} />}
      {edition === undefined ? <p role="alert">There is no revision {revision}.</p> : null}
      <ul className="decision-cards">
        {decisions.data?.map((one) => (
          <li key={one.decision} className="card decision-card">
            <h2>
              <Link
                href={`${tryAddress(document, one.decision)}${revision === undefined ? '' : `?revision=${encodeURIComponent(revision)}`}`}
              >
                {titleOfName(one.decision)}
              </Link>
            </h2>
            <p>{one.question}</p>
            <p className="hint">{one.outcomes.map(wordsOfName).join(' · ')}</p>
          </li>
        ))}
      </ul>
    </Page>
  );
};

const UnknownDecision = ({ decision }: { readonly decision: string }): ReactElement => (
  <p role="alert" className="unknown-decision">
    No edition here decides “{decision}”.
  </p>
);
