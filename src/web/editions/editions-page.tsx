import type { ReactElement } from 'react';
import { useSearchParams } from 'wouter';
import { useEditions, useReleases } from '../api/editions.js';
import { contractsOf } from '../parts/editions/choose-edition.js';
import { ContractSwitch } from '../parts/editions/contract-switch.js';
import { EmptyState } from '../parts/empty-state.js';
import { Page } from '../parts/page.js';
import { Zone } from '../parts/values/zone.js';
import { NotYet } from '../parts/not-yet.js';
import { CompareEditions } from './compare-editions.js';
import { EditionTimeline } from './edition-timeline.js';
import { ReleaseHistory } from './release-history.js';
import './editions.css';
import type { EditionSummary, Release } from '../../wire/editions.js';

/** The editions over time, and what differs between two of them: of the contract that the address names, else of all. */
const EditionsPage = (): ReactElement => {
  const editions = useEditions();
  const [params, setParams] = useSearchParams();
  const named = params.get('document');
  const contracts = contractsOf(editions.data ?? []);
  const shown = (editions.data ?? []).filter(({ document }) => named === null || named === document);
  return (
    <Page
      title="Editions"
      lead="Each revision of a contract, from when it governs. Compare two to see what differs in words, and in what they decide."
    >
      {!editions.isSuccess ? (
        <NotYet of={editions} what="the editions" />
      ) : editions.data.length === 0 ? (
        <EmptyState title="The service has no edition." />
      ) : (
        <>
          <ContractSwitch
            contracts={contracts}
            named={named}
            choose={(document) => {
              setParams(document === null ? {} : { document });
            }}
          />
          {shown.length === 0 ? <EmptyState title="There is no edition of this contract here." /> : null}
          {byDocument(shown).map((ofDocument) => (
            <Zone key={ofDocument[0]?.document} value={ofDocument.at(-1)?.zone ?? 'UTC'}>
              <DocumentEditions editions={ofDocument} />
            </Zone>
          ))}
        </>
      )}
    </Page>
  );
};

const DocumentEditions = ({ editions }: { readonly editions: readonly EditionSummary[] }): ReactElement => {
  const newest = editions.at(-1);
  const all = useReleases().data ?? [];
  const comparable = withReleases(editions, all);
  return (
    <section className="document">
      <h2>{newest?.title}</h2>
      <EditionTimeline editions={editions} now={Date.now()} />
      {comparable.length < 2 ? (
        <EmptyState title="There is one edition, and nothing to compare it with.">
          When another revision is published, what differs stands here.
        </EmptyState>
      ) : (
        <CompareEditions editions={comparable} />
      )}
      {newest === undefined ? null : <ReleaseHistory document={newest.document} />}
    </section>
  );
};

/** Editions, and before them every release of their contract that is served no more, or goes first no more. */
const withReleases = (
  editions: readonly EditionSummary[],
  releases: readonly Release[],
): readonly EditionSummary[] => {
  const [like] = editions;
  if (like === undefined) return editions;
  const others = releases.filter(
    (release) =>
      release.document === like.document && !editions.some(({ digest }) => digest === release.digest),
  );
  return [
    ...others.map(({ revision, digest, effectiveFrom }) => ({ ...like, revision, digest, effectiveFrom })),
    ...editions,
  ];
};

const byDocument = (editions: readonly EditionSummary[]): readonly (readonly EditionSummary[])[] =>
  [...new Set(editions.map(({ document }) => document))].map((document) =>
    editions.filter((edition) => edition.document === document),
  );

export default EditionsPage;
