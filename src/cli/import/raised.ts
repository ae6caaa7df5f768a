const figures = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/**
 * A figure that is set above the line, such as the mark of a note, with the signs that Unicode has for it: it would else be read as more digits of a
 * figure before it, `100` and a raised `1` as 1001. `undefined` where it is no figure, or begins its paragraph as its number does.
 * @param before the words before it
 */
export const raised = (text: string, before: string): string | undefined =>
  /^\s*\d{1,3}\)?\s*$/.test(text) && before.trim() !== ''
    ? text.replaceAll(/\d/g, (digit) => figures[Number(digit)] ?? digit).replaceAll(')', '⁾')
    : undefined;
