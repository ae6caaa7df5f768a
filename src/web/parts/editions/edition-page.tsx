import type { ReactElement } from 'react';
import { useEditions } from '../../api/editions.js';
import type { EditionSummary } from '../../../wire/editions.js';
import { chooseEdition, documentOf } from './choose-edition.js';
import { ContractCards } from './contract-cards.js';
import { EmptyState } from '../empty-state.js';
import { Page } from '../page.js';
import { NotYet } from '../not-yet.js';

/** A contract, and perhaps one of its revisions, as the address of a page names them. */
export interface NamedInAddress {
  readonly document: string | undefined;
  readonly revision: string | undefined;
}

/** A page about one edition: the one that the address names, else the one in effect. Where there are several contracts and none is named, the choice among them. */
export const EditionPage = ({
  named,
  title,
  addressOf,
  children,
}: {
  readonly named: NamedInAddress;
  /** While there is no edition to be shown. */
  readonly title: string;
  /** The same page about another contract. */
  readonly addressOf: (document: string) => string;
  readonly children: (edition: EditionSummary, editions: readonly EditionSummary[]) => ReactElement;
}): ReactElement => {
  const editions = useEditions();
  const known = editions.data ?? [];
  const document = documentOf(known, named.document);
  const edition =
    document === undefined ? undefined : chooseEdition(known, { ...named, document }, Date.now());
  if (edition !== undefined) return children(edition, known);
  return (
    <Page title={title}>
      {!editions.isSuccess ? (
        <NotYet of={editions} what="the editions" />
      ) : (
        <>
          {named.document !== undefined || known.length === 0 ? (
            <EmptyState title="There is no such edition here." />
          ) : null}
          <ContractCards editions={known} addressOf={addressOf} />
        </>
      )}
    </Page>
  );
};
