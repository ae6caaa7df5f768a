import type { Edition } from '../../edition/model/edition.js';
import { severabilityErrors, type InvalidClause } from '../../engine/severability.js';

/** That clauses cannot drop out; pointers in the request. */
interface Unsevered {
  readonly code: 'unknown-clause' | 'not-severable';
  readonly errors: readonly { readonly pointer: string; readonly code: string; readonly message: string }[];
}

/** Why clauses that a request names as invalid cannot drop out of an edition; `undefined` where they can. */
export const whyNotSevered = (
  edition: Edition,
  invalid: readonly InvalidClause[] = [],
): Unsevered | undefined => {
  const errors = severabilityErrors(edition, invalid).map(({ place, code, message }) => ({
    pointer: `/invalid/${place}/clause`,
    code,
    message,
  }));
  if (errors.length === 0) return undefined;
  const isUnknown = errors.some(({ code }) => code === 'unknown-clause');
  return { code: isUnknown ? 'unknown-clause' : 'not-severable', errors };
};
