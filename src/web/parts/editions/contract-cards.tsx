import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { chooseEdition, contractsOf } from './choose-edition.js';
import { countOf } from '../values/formats.js';
import { Instant } from '../values/instant.js';
import { Zone } from '../values/zone.js';
import type { EditionSummary } from '../../../wire/editions.js';

/** The contracts of the service, each as the way to a page of it. */
export const ContractCards = ({
  editions,
  addressOf,
}: {
  readonly editions: readonly EditionSummary[];
  readonly addressOf: (document: string) => string;
}): ReactElement => (
  <ul className="contract-cards">
    {contractsOf(editions).map(({ document, title }) => {
      const edition = chooseEdition(editions, { document }, Date.now());
      return (
        <li key={document} className="card contract-card">
          <h2>
            <Link href={addressOf(document)}>{title}</Link>
          </h2>
          {edition === undefined ? null : (
            <p className="hint">
              Revision {edition.revision}, in effect from{' '}
              <Zone value={edition.zone}>
                <Instant at={edition.effectiveFrom} only="date" />
              </Zone>
              <br />
              {countOf(edition.clauses, 'clause')}, {countOf(edition.decisions.length, 'decision')}
            </p>
          )}
        </li>
      );
    })}
  </ul>
);
