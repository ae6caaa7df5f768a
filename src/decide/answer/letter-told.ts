import type { Edition } from '../../edition/model/edition.js';
import { letterOf, type LetterParts } from '../../engine/letter/letter.js';
import { tellLetter, type LetterFrame } from '../../engine/letter/tell-letter.js';
import { formatInstant } from '../../language/instants.js';
import type { CustomerLetter } from '../../wire/letter.js';
import type { Failure } from '../failure.js';

/** A decision in words for the customer, as JSON and as text; a failure where the edition has no words for it. */
export const letterTold = (
  edition: Edition,
  told: Omit<LetterFrame, 'zone'> & LetterParts,
):
  | { readonly code: 'found'; readonly letter: CustomerLetter; readonly text: () => string }
  | Extract<Failure, { readonly code: 'no-letter' }> => {
  const letter = letterOf(edition, told);
  const { document, revision } = edition.identity;
  if (letter === undefined) return { code: 'no-letter', document, revision };
  const { id, asOf, decidedAt } = told;
  return {
    code: 'found',
    letter: {
      ...(id === null ? { recorded: false } : { id }),
      asOf: formatInstant(asOf),
      decidedAt: formatInstant(decidedAt),
      ...letter,
    },
    text: () => tellLetter(letter, { id, asOf, decidedAt, zone: edition.zone }),
  };
};
