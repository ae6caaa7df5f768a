import type { ReactElement } from 'react';
import { titleOfName } from './formats.js';

const tones = ['teal', 'violet', 'warn', 'accent', 'good', 'bad'] as const;

/** The colour of an outcome: by its place among those that its decision may come to, so that it is the same on every page. */
export const toneOf = (outcome: string | null, outcomes: readonly string[]): string => {
  if (outcome === null) return 'none';
  if (outcome === 'unresolved') return 'bad';
  const place = outcomes.indexOf(outcome);
  return tones[(place === -1 ? 3 : place) % tones.length] ?? 'accent';
};

/** An outcome as a badge. */
export const Outcome = ({
  outcome,
  outcomes = [],
}: {
  readonly outcome: string | null;
  /** Those of its decision, in their order. */
  readonly outcomes?: readonly string[];
}): ReactElement => (
  <span className={`badge badge-${toneOf(outcome, outcomes)}`}>
    {outcome === null ? 'Refused' : titleOfName(outcome)}
  </span>
);
