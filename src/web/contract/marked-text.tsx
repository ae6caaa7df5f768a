import type { ReactElement } from 'react';
import { clauseAnchor } from '../parts/addresses.js';
import { markFound } from './filter-clauses.js';
import type { BookClause } from '../../wire/book/contract.js';

/** A text in which the words of a search are marked, and those that name another part of the contract lead there. */
export const MarkedText = ({
  text,
  words,
  references,
}: {
  readonly text: string;
  readonly words: readonly string[];
  readonly references: BookClause['references'];
}): ReactElement => {
  const ends = [0, ...references.map(({ to }) => to)];
  return (
    <>
      {references.map(({ from, to, clause, section }, place) => (
        <span key={from}>
          <Marked text={text.slice(ends[place], from)} words={words} />
          <a href={clause === null ? `#section-${String(section)}` : `#${clauseAnchor(clause)}`}>
            <Marked text={text.slice(from, to)} words={words} />
          </a>
        </span>
      ))}
      <Marked text={text.slice(ends.at(-1))} words={words} />
    </>
  );
};

const Marked = ({
  text,
  words,
}: {
  readonly text: string;
  readonly words: readonly string[];
}): readonly (ReactElement | string)[] =>
  markFound(text, words).map((run, place) =>
    // The runs of a text have no names: their place is what tells them apart.
    run.found ? <mark key={place}>{run.text}</mark> : run.text,
  );
