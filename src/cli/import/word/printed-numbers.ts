import { itemLetters } from '../../../contract/parse-contract.js';
import { romanOf } from '../list-markers.js';
import type { ListLevel, ListPlace, WordList } from './list-levels.js';

/** Makes what counts the paragraphs of a document in their order, and says what Word prints before each; `undefined` for a bullet, or where nothing is printed. */
export const makeNumbers = (
  lists: ReadonlyMap<string, WordList>,
): ((place: ListPlace) => string | undefined) => {
  const counters = new Map<string, (number | undefined)[]>();
  const begun = new Set<string>();
  return ({ list: id, level }) => {
    const list = lists.get(id);
    const form = list?.levels[level];
    if (list === undefined || form === undefined) return undefined;
    const counts = counters.get(list.counts) ?? [];
    counters.set(list.counts, counts);
    const anew = begun.has(`${id} ${level}`) ? undefined : list.starts.get(level);
    begun.add(`${id} ${level}`);
    const before = counts[level];
    counts[level] = anew ?? (before === undefined ? form.start : before + 1);
    counts.length = level + 1;
    for (let above = 0; above < level; above += 1) counts[above] ??= list.levels[above]?.start ?? 1;
    if (form.format === 'bullet' || form.format === 'none') return undefined;
    const text = form.text.replaceAll(/%(\d)/g, (_, nth: string) => {
      const at = Number(nth) - 1;
      return written(list.levels[at], counts[at] ?? 1, form.isLegal);
    });
    return text.trim() === '' ? undefined : text.trim();
  };
};

const written = (level: ListLevel | undefined, count: number, isLegal: boolean): string => {
  switch (isLegal ? 'decimal' : level?.format) {
    case 'lowerLetter':
      return wordLetters(count);
    case 'upperLetter':
      return wordLetters(count).toUpperCase();
    case 'lowerRoman':
      return romanOf(count);
    case 'upperRoman':
      return romanOf(count).toUpperCase();
    case 'decimalZero':
      return String(count).padStart(2, '0');
    default:
      return String(count);
  }
};

/** Word goes on after `z` with `aa`, `bb`, `cc`. */
const wordLetters = (count: number): string =>
  itemLetters(((count - 1) % 26) + 1).repeat(Math.floor((count - 1) / 26) + 1);
