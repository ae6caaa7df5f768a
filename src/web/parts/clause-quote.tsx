import type { ReactElement, ReactNode } from 'react';
import { Link } from 'wouter';
import { clauseAddress, type EditionPlace } from './addresses.js';

/** A clause in its own words, with its number as the way to it in the contract. */
export const ClauseQuote = ({
  edition,
  id,
  words,
  children,
}: {
  readonly edition: EditionPlace;
  readonly id: string;
  readonly words: string;
  /** What is said of it, below the words. */
  readonly children?: ReactNode;
}): ReactElement => (
  <figure className="clause-quote">
    <figcaption>
      <Link href={clauseAddress(edition, id)} className="clause-number">
        {id}
      </Link>
    </figcaption>
    <blockquote>{words}</blockquote>
    {children === undefined ? null : <div className="clause-quote-more">{children}</div>}
  </figure>
);
