import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { clauseAddress, type EditionPlace } from '../parts/addresses.js';
import { EmptyState } from '../parts/empty-state.js';
import { formatCount, wordsOfName } from '../parts/values/formats.js';
import type { ClauseChange, ClauseClaim, DifferenceBook, WordRun } from '../../wire/book/difference.js';

const told = {
  added: ['Added', 'badge-good'],
  removed: ['Removed', 'badge-bad'],
  moved: ['Renumbered', 'badge-teal'],
  reworded: ['Reworded', 'badge-warn'],
  editorial: ['Editorial', ''],
} as const;

/** The clauses that differ, the earlier words beside the later ones. */
export const ClauseChanges = ({
  changes,
  claims,
  headings,
  left,
  right,
}: {
  readonly changes: readonly ClauseChange[];
  /** What may be said of each one's effect; empty while that is worked out. */
  readonly claims: readonly ClauseClaim[];
  readonly headings: DifferenceBook['headings'];
  readonly left: EditionPlace;
  readonly right: EditionPlace;
}): ReactElement =>
  changes.length + headings.length === 0 ? (
    <EmptyState title="The words are the same." />
  ) : (
    <div className="changes">
      {headings.map((heading) => (
        <div key={`${heading.left ?? ''} ${heading.right ?? ''}`} className="change">
          <div className="change-head">
            <span className="badge">Heading</span>
          </div>
          <div className="change-side">{heading.left ?? '–'}</div>
          <div className="change-side">{heading.right ?? '–'}</div>
        </div>
      ))}
      {changes.map((change, place) => (
        <Change
          key={`${sideOf(change, 'left') ?? ''} ${sideOf(change, 'right') ?? ''}`}
          change={change}
          claim={claims[place]}
          left={left}
          right={right}
        />
      ))}
    </div>
  );

const Change = ({
  change,
  claim,
  left,
  right,
}: {
  readonly change: ClauseChange;
  readonly claim: ClauseClaim | undefined;
  readonly left: EditionPlace;
  readonly right: EditionPlace;
}): ReactElement => {
  const [name, badge] = told[change.code];
  return (
    <div className="change">
      <div className="change-head">
        <span className={`badge ${badge}`}>{name}</span>
        {claim === undefined ? null : <span className="hint">{claimOf(claim)}</span>}
      </div>
      <Side edition={left} clause={sideOf(change, 'left')} runs={runsOf(change)} lacks="added" />
      <Side edition={right} clause={sideOf(change, 'right')} runs={runsOf(change)} lacks="removed" />
    </div>
  );
};

const Side = ({
  edition,
  clause,
  runs,
  lacks,
}: {
  readonly edition: EditionPlace;
  readonly clause: string | null;
  readonly runs: readonly WordRun[];
  /** The kind of runs that this side does not have. */
  readonly lacks: 'added' | 'removed';
}): ReactElement => (
  <div className="change-side">
    {clause === null ? (
      <span className="hint">Not in this edition.</span>
    ) : (
      <>
        <Link href={clauseAddress(edition, clause)} className="clause-number">
          {clause}
        </Link>
        <p>
          {runs
            .filter(({ kind }) => kind !== lacks)
            .map(({ kind, words }, place) =>
              kind === 'added' ? (
                <ins key={place}>{words}</ins>
              ) : kind === 'removed' ? (
                <del key={place}>{words}</del>
              ) : (
                words
              ),
            )}
        </p>
      </>
    )}
  </div>
);

const sideOf = (change: ClauseChange, side: 'left' | 'right'): string | null => {
  if (change.code === 'added') return side === 'right' ? change.right : null;
  if (change.code === 'removed') return side === 'left' ? change.left : null;
  return change[side];
};

const runsOf = (change: ClauseChange): readonly WordRun[] => {
  switch (change.code) {
    case 'added':
    case 'removed':
      return [{ kind: change.code, words: change.words }];
    case 'moved':
      return [{ kind: 'kept', words: change.words }];
    case 'reworded':
    case 'editorial':
      return change.runs;
  }
};

const claimOf = ({ code, decisions, cases }: ClauseClaim): string => {
  const named = decisions.map(wordsOfName).join(', ');
  switch (code) {
    case 'proven':
      return `What rests on it decides the same, proven: ${named}.`;
    case 'no-decision':
      return 'No decision rests on it.';
    case 'differs':
      return `What rests on it decides otherwise: ${named}.`;
    case 'none-found':
      return `No difference in ${formatCount(cases)} cases of ${named}; no proof.`;
  }
};
