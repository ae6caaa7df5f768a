import { shownIn } from '../../language/format-value.js';

/** `15 Aug 2026, 12:00 UTC`, in another zone `15 Aug 2026, 14:00 (Europe/Berlin)`; seconds where there are some. What is no instant comes back as it is. */
export const formatInstant = (instant: string, zone = 'UTC'): string => {
  const at = Date.parse(instant);
  if (Number.isNaN(at)) return instant;
  const iso = new Date(shownIn(zone, at)).toISOString();
  const time = iso.slice(11, 23).replace(/(?::00)?\.000$/, '');
  return `${formatDate(instant, zone)}, ${time} ${zone === 'UTC' ? zone : `(${zone})`}`;
};

/** `15 Aug 2026`, by the clocks of a zone. */
export const formatDate = (instant: string, zone = 'UTC'): string => {
  const parsed = Date.parse(instant);
  if (Number.isNaN(parsed)) return instant;
  const at = new Date(shownIn(zone, parsed));
  return `${String(at.getUTCDate())} ${months[at.getUTCMonth()] ?? ''} ${String(at.getUTCFullYear())}`;
};

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `1,234`. */
export const formatCount = (count: number): string => count.toLocaleString('en');

/** `1 rule`, `2 rules`, `no rules`. */
export const countOf = (count: number, noun: string, plural = `${noun}s`): string =>
  `${count === 0 ? 'no' : formatCount(count)} ${count === 1 ? noun : plural}`;

/** A name of the edition as words: `not-refundable` is “not refundable”. */
export const wordsOfName = (name: string): string =>
  name
    .replaceAll('-', ' ')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase();

/** The same with a capital: “Not refundable”. */
export const titleOfName = (name: string): string => {
  const words = wordsOfName(name);
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** A fact by its dotted name as words: “Package id”. */
export const titleOfFact = (name: string): string => titleOfName(name.replaceAll('.', ' '));

/** A digest short enough to be read: `sha256:1a2b3c4d5e6f`. */
export const shortDigest = (digest: string): string => digest.slice(0, 'sha256:'.length + 12);
