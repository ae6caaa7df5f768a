import { useState, type ReactElement } from 'react';
import { useLocation } from 'wouter';
import { useExposure, useReadings } from '../api/contract.js';
import { readingsAddress } from '../parts/addresses.js';
import { EditionPage, type NamedInAddress } from '../parts/editions/edition-page.js';
import { EditionChoice } from '../parts/editions/edition-choice.js';
import { EmptyState } from '../parts/empty-state.js';
import { shortDigest } from '../parts/values/formats.js';
import { Page } from '../parts/page.js';
import { NotYet } from '../parts/not-yet.js';
import { ExposureAsk } from './exposure-ask.js';
import { ReadingList } from './reading-list.js';
import './contract.css';
import type { EditionSummary } from '../../wire/editions.js';

/** How ambiguous words of a contract are taken. */
const ReadingsPage = (named: NamedInAddress): ReactElement => (
  <EditionPage named={named} title="Readings" addressOf={(document) => readingsAddress({ document })}>
    {(edition, editions) => <EditionReadings key={edition.digest} edition={edition} editions={editions} />}
  </EditionPage>
);

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
            choose={(other) => {
              navigate(readingsAddress(other));
            }}
          />
          <code title={edition.digest}>{shortDigest(edition.digest)}</code>
        </div>
      }
    >
      {!readings.isSuccess ? (
        <NotYet of={readings} what="the readings" />
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
