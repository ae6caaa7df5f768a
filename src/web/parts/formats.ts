/** Money as facts and effects have it. */
export interface MoneyValue {
  /** In the currency's smallest unit. */
  readonly minor: number;
  /** ISO 4217. */
  readonly currency: string;
}

/** The number of decimal places of a currency, by ISO 4217 as the platform knows it. */
export const minorDigits = (currency: string): number => {
  try {
    return (
      new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ??
      2
    );
  } catch {
    return 2;
  }
};

/** `USD 1,200.00`. Exact for every integer of minor units. */
export const formatMoney = ({ minor, currency }: MoneyValue): string => {
  const digits = minorDigits(currency);
  const text = String(Math.abs(minor)).padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits).replaceAll(/\B(?=(\d{3})+$)/g, ',');
  const part = digits === 0 ? '' : `.${text.slice(-digits)}`;
  return `${minor < 0 ? '−' : ''}${currency} ${whole}${part}`;
};

/** `15 Aug 2026, 12:00 UTC`; seconds where there are some. What is no instant comes back as it is. */
export const formatInstant = (instant: string): string => {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return instant;
  const iso = at.toISOString();
  const time = iso.slice(11, 23).replace(/(?::00)?\.000$/, '');
  return `${formatDate(instant)}, ${time} UTC`;
};

/** `15 Aug 2026`, in UTC. */
export const formatDate = (instant: string): string => {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return instant;
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

/** A digest short enough to be read: `sha256:1a2b3c4d5e6f`. */
export const shortDigest = (digest: string): string => digest.slice(0, 'sha256:'.length + 12);
