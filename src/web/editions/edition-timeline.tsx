import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { contractAddress } from '../parts/addresses.js';
import { countOf, shortDigest } from '../parts/values/formats.js';
import { Instant } from '../parts/values/instant.js';
import { standingOf } from './standing.js';
import type { EditionSummary } from '../../wire/editions.js';

const told = { past: 'Governed before', now: 'Governs now', future: 'Will govern' } as const;

/** The editions of a document from the oldest to the newest, and which of them governs. */
export const EditionTimeline = ({
  editions,
  now,
}: {
  readonly editions: readonly EditionSummary[];
  /** Epoch milliseconds. */
  readonly now: number;
}): ReactElement => (
  <ol className="timeline">
    {editions.map((edition, place) => {
      const standing = standingOf(editions, place, now);
      return (
        <li key={edition.digest} className={`timeline-item timeline-${standing}`}>
          <p className="timeline-date">
            <Instant at={edition.effectiveFrom} only="date" />
          </p>
          <div className="timeline-card">
            <p className="timeline-name">
              <Link href={contractAddress(edition)}>Revision {edition.revision}</Link>
              <span className={standing === 'now' ? 'badge badge-good' : 'badge'}>{told[standing]}</span>
            </p>
            <p className="hint">
              {countOf(edition.clauses, 'clause')}, {countOf(edition.decisions.length, 'decision')}
            </p>
            <p className="hint">
              <code title={edition.digest}>{shortDigest(edition.digest)}</code>
            </p>
          </div>
        </li>
      );
    })}
  </ol>
);
