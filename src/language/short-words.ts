import { shownIn } from './format-value.js';

/** `15 Aug 2026, 12:00 UTC`, in another zone `15 Aug 2026, 14:00 (Europe/Berlin)`; seconds where there are some. What is no instant comes back as it is. */
export const shortInstant = (instant: string, zone = 'UTC'): string => {
  const at = Date.parse(instant);
  if (Number.isNaN(at)) return instant;
  const iso = new Date(shownIn(zone, at)).toISOString();
  const time = iso.slice(11, 23).replace(/(?::00)?\.000$/, '');
  return `${shortDate(instant, zone)}, ${time} ${zone === 'UTC' ? zone : `(${zone})`}`;
};

/** `15 Aug 2026`, by the clocks of a zone. */
export const shortDate = (instant: string, zone = 'UTC'): string => {
  const parsed = Date.parse(instant);
  if (Number.isNaN(parsed)) return instant;
  const at = new Date(shownIn(zone, parsed));
  return `${String(at.getUTCDate())} ${months[at.getUTCMonth()] ?? ''} ${String(at.getUTCFullYear())}`;
};

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A name of the edition as words: `not-refundable` is “not refundable”. */
export const wordsOfName = (name: string): string =>
  name
    .replaceAll('-', ' ')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase();
