import { wordsOfName } from '../../../language/short-words.js';

export {
  shortDate as formatDate,
  shortInstant as formatInstant,
  wordsOfName,
} from '../../../language/short-words.js';

/** `1,234`. */
export const formatCount = (count: number): string => count.toLocaleString('en');

/** `1 rule`, `2 rules`, `no rules`. */
export const countOf = (count: number, noun: string, plural = `${noun}s`): string =>
  `${count === 0 ? 'no' : formatCount(count)} ${count === 1 ? noun : plural}`;

/** The same with a capital: “Not refundable”. */
export const titleOfName = (name: string): string => {
  const words = wordsOfName(name);
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** A fact by its dotted name as words: “Package id”. */
export const titleOfFact = (name: string): string => titleOfName(name.replaceAll('.', ' '));

/** A digest short enough to be read: `sha256:1a2b3c4d5e6f`. */
export const shortDigest = (digest: string): string => digest.slice(0, 'sha256:'.length + 12);
