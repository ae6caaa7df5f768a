import { memo, type MouseEvent, type ReactElement } from 'react';
import { clauseAnchor } from '../parts/addresses.js';
import { ClauseMargin } from './clause-margin.js';
import { MarkedText } from './marked-text.js';
import type { BookClause, BookSection, ClauseProof } from '../../wire/book/contract.js';
import type { EditionSummary } from '../../wire/editions.js';

interface TextProps {
  readonly sections: readonly BookSection[];
  readonly selected: string | null;
  /** What a search marks. */
  readonly words: readonly string[];
  readonly proofs: Readonly<Record<string, ClauseProof>> | null;
  readonly counts: Readonly<Record<string, number>> | null;
  readonly edition: EditionSummary;
}

/** The text, section by section. */
export const ContractText = ({
  sections,
  selected,
  words,
  proofs,
  counts,
  edition,
}: TextProps): ReactElement => (
  <article className="text">
    {sections.map(({ number, label, heading, clauses }) => (
      <section key={number} aria-labelledby={`section-${String(number)}`}>
        <h2 id={`section-${String(number)}`} className="text-heading">
          {label === '' ? null : <span className="text-number">{label}</span>}
          {number === 0 ? 'Before the first section' : heading}
        </h2>
        {clauses.map((clause) => (
          <ClauseRow
            key={clause.id}
            clause={clause}
            edition={edition}
            isSelected={clause.id === selected}
            words={words}
            proof={proofs === null ? null : (proofs[clause.id] ?? noProof)}
            count={counts === null ? null : (counts[clause.id] ?? 0)}
          />
        ))}
      </section>
    ))}
  </article>
);

const noProof: ClauseProof = { proving: 0, deciding: 0, failed: 0 };

/** One clause: its number as the way to it, its words, its margin. */
const ClauseRow = memo(
  ({
    clause,
    edition,
    isSelected,
    words,
    proof,
    count,
  }: {
    readonly clause: BookClause;
    readonly edition: EditionSummary;
    readonly isSelected: boolean;
    readonly words: readonly string[];
    readonly proof: ClauseProof | null;
    readonly count: number | null;
  }): ReactElement => {
    const { id } = clause;
    const isPart = id.includes('(');
    return (
      <div
        id={clauseAnchor(id)}
        className={`clause clause-${clause.disposition ?? 'none'}${isPart ? ' clause-part' : ''}${isSelected ? ' clause-selected' : ''}`}
        onClick={openUnlessSelecting}
      >
        <a
          className="clause-number"
          href={`#${clauseAnchor(id)}`}
          data-clause={id}
          aria-current={isSelected ? 'true' : undefined}
        >
          <span className="visually-hidden">Clause </span>
          {id}
        </a>
        <p className="clause-words">
          <MarkedText text={clause.words} words={words} references={clause.references} />
        </p>
        <ClauseMargin clause={clause} edition={edition} proof={proof} count={count} />
      </div>
    );
  },
);
ClauseRow.displayName = 'ClauseRow';

/** A click anywhere in a clause opens it, unless it ends a selection of words or is on a link of its own. */
const openUnlessSelecting = (event: MouseEvent<HTMLDivElement>): void => {
  const isOnLink = event.target instanceof Element && event.target.closest('a, button') !== null;
  if (isOnLink || window.getSelection()?.isCollapsed === false) return;
  event.currentTarget.querySelector<HTMLAnchorElement>('.clause-number')?.click();
};
