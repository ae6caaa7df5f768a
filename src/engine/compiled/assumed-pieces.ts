import { dataText } from '../../language/json-text.js';
import type { Decision } from '../evaluation.js';

/**
 * The JSON items of what was left out, in pieces: after each but the last follows the item of the next assumption whose value depends on the
 * facts, where that was left out. Joined by commas as a whole.
 * @param texts by assumption, its item, or `null` where its value depends on the facts
 * @param assumptions a bit for each that was left out
 * @param parameters what is assumed of parameters, at the end
 */
export const assumedPieces = (
  texts: readonly (string | null)[],
  assumptions: number,
  parameters: Decision['assumed'],
): readonly string[] => {
  const pieces = [''];
  let here = 0;
  let isFirst = true;
  const add = (text: string): void => {
    pieces[here] = `${pieces[here] ?? ''}${isFirst ? '' : ','}${text}`;
    isFirst = false;
  };
  for (const [place, text] of texts.entries()) {
    const isLeftOut = (assumptions & (1 << place)) !== 0;
    if (isLeftOut) add(text ?? '');
    if (text !== null) continue;
    pieces.push('');
    if (isLeftOut) here = pieces.length - 1;
  }
  for (const parameter of parameters) add(dataText(parameter));
  return pieces;
};
