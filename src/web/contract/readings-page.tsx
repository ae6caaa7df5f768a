import { useState, type ReactElement } from 'react';
import { useLocation } from 'wouter';
import { useEditions } from '../api/editions.js';
import { useExposure, useReadings } from '../api/contract.js';
import { readingsAddress } from '../parts/addresses.js';
import { chooseEdition, documentOf } from '../parts/choose-edition.js';
import { ContractCards } from '../parts/contract-cards.js';
import { EditionChoice } from '../parts/edition-choice.js';
import { EmptyState } from '../parts/empty-state.js';
import { ErrorState } from '../parts/error-state.js';
import { shortDigest } from '../parts/formats.js';
import { Loading } from '../parts/loading.js';
import { Page } from '../parts/page.js';
import { ExposureAsk } from './exposure-ask.js';
import { ReadingList } from './reading-list.js';
import './contract.css';
import type { EditionSummary } from '../../wire/editions.js';

/** How ambiguous words of a contract are taken: of the edition that the address names, else of the one in effect. */
const ReadingsPage = (named: {
  readonly document: string | undefined;
  readonly revision: string | undefined;
}): ReactElement => {
  const editions = useEditions();
  const known = editions.data ?? [];
  const document = documentOf(known, named.document);
  const edition =
    document === undefined ? undefined : chooseEdition(known, { ...named, document }, Date.now());
  if (edition !== undefined)
    return <EditionReadings key={edition.digest} edition={edition} editions={known} />;
  return (
    <Page title="Readings">
      {editions.isPending ? (
        <Loading what="the editions" />
      ) : editions.isError ? (
        <ErrorState error={editions.error} retry={editions.refetch} />
      ) : (
        <>
          {named.document !== undefined || known.length === 0 ? (
            <EmptyState title="There is no such edition here." />
          ) : null}
          <ContractCards editions={known} addressOf={(of) => readingsAddress({ document: of })} />
        </>
      )}
    </Page>
  );
};

const EditionReadings = ({
  edition,
  editions,
}: {
  readonly edition: EditionSummary;
  readonly editions: readonly EditionSummary[];
}): ReactElement => {
  const readings = useReadings(edition);
  const [newest, setNewest] = useState<number | null>(null);
  const exposure = useExposure(edition, newest);
  const [, navigate] = useLocation();
  return (
    <Page
      title="Readings"
      lead={
        <div className="contract-lead">
          <span>
            Where words of {edition.title} may be taken in two ways: how they are taken, and by whom.
          </span>
          <EditionChoice
            editions={editions}
            shown={edition}
            choose={({ document, revision }) => {
              navigate(readingsAddress(revision === undefined ? { document } : { document, revision }));
            }}
          />
          <code title={edition.digest}>{shortDigest(edition.digest)}</code>
        </div>
      }
    >
      {readings.isPending ? (
        <Loading what="the readings" />
      ) : readings.isError ? (
        <ErrorState error={readings.error} retry={readings.refetch} />
      ) : readings.data.length === 0 ? (
        <EmptyState title="This edition has no reading: none of its words was taken to be ambiguous." />
      ) : (
        <>
          <ExposureAsk exposure={exposure} asked={newest} ask={setNewest} />
          <ReadingList edition={edition} readings={readings.data} exposure={exposure.data} />
        </>
      )}
    </Page>
  );
};

export default ReadingsPage;
