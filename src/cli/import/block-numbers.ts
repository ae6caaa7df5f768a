import type { Block } from './block.js';
import { printedNumber, type PrintedNumber } from './printed-number.js';

/** A number that stands alone with its title in the next line, as in `ARTICLE I` above `DEFINITIONS`, is one heading. */
export const withTitles = (blocks: readonly Block[]): readonly Block[] => {
  const whole: Block[] = [];
  for (const block of blocks) {
    const last = whole.at(-1);
    const above = last === undefined || last.is?.kind === 'row' ? undefined : numberOf(last);
    const isAlone = last !== undefined && above?.words === '';
    const isTitle =
      block.is === undefined &&
      numberOf(block) === undefined &&
      isShort(block.text) &&
      (above?.kind === 'division' ||
        (/\p{Lu}{3}/u.test(block.text) && block.text === block.text.toUpperCase()));
    if (isAlone && isTitle)
      whole.splice(-1, 1, { ...last, text: `${last.text} ${block.text}`, isHeading: true });
    else whole.push(block);
  }
  return whole;
};

/** The number with which a paragraph begins, unless it is a row or a footnote. */
export const numberOf = ({ text, is }: Block): PrintedNumber | undefined =>
  is?.kind === 'row' || is?.kind === 'footnote' ? undefined : printedNumber(text, is?.kind === 'counted');

/** How often numbers begin with 1 right below a heading that has none, a Roman one, or one such as `Part II`; below this with 1.1 too. */
export const startsBelowHeadings = (
  blocks: readonly Block[],
  numbers: readonly (PrintedNumber | undefined)[],
): number =>
  numbers.filter((number, at) => {
    const [above, before] = [numbers[at - 1], blocks[at - 1]];
    const isBelow =
      above?.kind === 'roman' ||
      above?.kind === 'division' ||
      (above === undefined && before?.isHeading === true);
    return (
      (isBelow && number?.kind === 'single' && number.id === '1') ||
      (above?.kind === 'division' && number?.kind === 'levels' && /^1(?:\.1)+$/.test(number.id))
    );
  }).length;

/** Headings are short, and end like no sentence. */
export const isShort = (words: string): boolean => words.length <= 80 && !/[.;:,!?]$/.test(words);
