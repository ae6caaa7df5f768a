import type { ReactElement } from 'react';
import { markFound } from './filter-clauses.js';

/** A text in which the words of a search are marked. */
export const MarkedText = ({
  text,
  words,
}: {
  readonly text: string;
  readonly words: readonly string[];
}): ReactElement => (
  <>
    {markFound(text, words).map((run, place) =>
      // The runs of a text have no names: their place is what tells them apart.
      run.found ? <mark key={place}>{run.text}</mark> : run.text,
    )}
  </>
);
