import { rejectedEdition } from '../../edition/build/rejected-edition.js';
import type { Edition } from '../../edition/model/edition.js';
import { WrongUse } from '../shell/command.js';
import { texts } from '../shell/options.js';

/** The option that reads the contract otherwise. */
export const readingOption = texts({
  value: 'ID=rejected',
  means: 'read the words of a reading as it rejected; may be given several times',
});

/** The readings that a call asks to take as rejected. Throws {@link WrongUse}. */
export const rejectedReadings = (readings: readonly string[]): readonly string[] =>
  readings.map((text) => {
    const [id = '', side, ...more] = text.split('=');
    if (side !== 'rejected' || more.length > 0)
      throw new WrongUse(
        `\`--reading ${text}\`: write the id of a reading and \`=rejected\`, such as R2=rejected.`,
      );
    return id;
  });

/** An edition with readings taken as rejected; the edition itself where there are none. Throws {@link WrongUse}. */
export const withRejected = (edition: Edition, readings: readonly string[]): Edition => {
  if (readings.length === 0) return edition;
  const found = rejectedEdition(edition, readings);
  if (found.code === 'read') return found.edition;
  if (found.code === 'no-otherwise') {
    const known = [...edition.readings.values()].flatMap(({ id, otherwise }) =>
      otherwise === undefined ? [] : [id],
    );
    throw new WrongUse(
      `The edition does not say what reading \`${found.reading}\` rejected. It does of ${known.join(', ') || 'none'}.`,
    );
  }
  const errors = found.loaded.diagnostics.filter(({ severity }) => severity === 'error');
  throw new WrongUse(`What ${readings.join(', ')} rejected does not load: ${errors[0]?.message ?? ''}`);
};
