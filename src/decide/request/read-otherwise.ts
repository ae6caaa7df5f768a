import { rejectedEdition } from '../../edition/build/rejected-edition.js';
import type { Edition } from '../../edition/model/edition.js';
import type { Failure } from '../failure.js';

/** The edition that decides where some of its readings are taken as they rejected; a failure where it does not say what that would be. */
export const readOtherwise = (
  edition: Edition,
  rejected: readonly string[] = [],
):
  | { readonly code: 'read'; readonly edition: Edition }
  | Extract<Failure, { readonly code: 'unknown-reading' | 'unknown-clause' | 'not-severable' }> => {
  if (rejected.length === 0) return { code: 'read', edition };
  const found = rejectedEdition(edition, rejected);
  if (found.code === 'read') return found;
  const known = [...edition.readings.values()].flatMap(({ id, otherwise }) =>
    otherwise === undefined ? [] : [id],
  );
  const id = found.code === 'no-otherwise' ? found.reading : (rejected[0] ?? '');
  const message =
    found.code === 'no-otherwise'
      ? `The edition does not say what \`${id}\` rejected. It does of ${known.join(', ') || 'no reading'}.`
      : `What ${rejected.join(', ')} rejected does not load; \`npx clausebook check\` says why.`;
  return {
    code: 'unknown-reading',
    errors: [{ pointer: `/readings/${id}`, code: 'unknown-reading', message }],
  };
};
