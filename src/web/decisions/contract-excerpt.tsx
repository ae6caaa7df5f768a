import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { editionPath } from '../api/editions.js';
import { lasting, useAsked } from '../api/use-asked.js';
import { clauseAddress } from '../parts/addresses.js';
import { EmptyState } from '../parts/empty-state.js';
import { Loading } from '../parts/loading.js';
import { litClauses, type ListedClause } from './lit-clauses.js';
import type { DecisionAnswer } from '../../wire/decision.js';

/** The words that a decision rests on, lit up where they stand in the contract. */
export const ContractExcerpt = ({ answer }: { readonly answer: DecisionAnswer }): ReactElement => {
  const { edition } = answer;
  const text = useAsked<{ readonly clauses: readonly ListedClause[] }>(
    ['clauses', edition.document, edition.revision],
    `${editionPath('/editions', edition)}/clauses`,
    lasting,
  );
  if (text.isError)
    return (
      <EmptyState title="This edition is not among those that the service was started with.">
        The words above are those of the release that decided.
      </EmptyState>
    );
  if (text.data === undefined) return <Loading what="the contract" />;
  const cited = answer.clauses.map(({ id }) => id);
  return (
    <ol className="excerpt">
      {litClauses(text.data.clauses, cited).map(({ id, words, isCited, isAfterGap }) => (
        <li key={id} className={isCited ? 'excerpt-lit' : 'excerpt-beside'} data-gap={isAfterGap}>
          <Link href={clauseAddress(edition, id)} className="clause-number">
            {id}
          </Link>
          <p>{isCited ? <mark>{words}</mark> : words}</p>
        </li>
      ))}
    </ol>
  );
};
