import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { clauseAddress } from '../parts/addresses.js';
import type { Draft } from '../../wire/book/drafts.js';

/** Some clauses with what they have to do with it, each as the way to it in the contract. */
export const ClauseLinks = ({
  draft,
  words,
  clauses,
}: {
  readonly draft: Draft;
  readonly words: string;
  readonly clauses: readonly string[];
}): ReactElement | null =>
  clauses.length === 0 ? null : (
    <p className="hint">
      {words}{' '}
      {clauses.map((clause, place) => (
        <span key={clause}>
          {place === 0 ? '' : ', '}
          <Link href={clauseAddress(draft.from, clause)}>{clause}</Link>
        </span>
      ))}
    </p>
  );
