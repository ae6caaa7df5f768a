/** An instant as a form has it: a date and time of day, and the offset from UTC at which they are meant. */
export interface ZonedTime {
  /** `2026-08-15T12:00:00`, with milliseconds where there are some. */
  readonly local: string;
  /** `Z` or `+02:00`. */
  readonly offset: string;
}

/** Takes an RFC 3339 instant apart; `undefined` where it is none. */
export const zonedTimeOf = (instant: string): ZonedTime | undefined => {
  const [, date, minutes, seconds, offset] =
    /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(:\d{2}(?:\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/.exec(instant) ?? [];
  if (date === undefined || minutes === undefined || offset === undefined) return undefined;
  const fine = (seconds ?? '').replace(/\.0+$/, '');
  return { local: `${date}T${minutes}${fine === '' ? ':00' : fine}`, offset };
};

/** The RFC 3339 instant; `undefined` where the time is not whole. */
export const instantOf = ({ local, offset }: ZonedTime): string | undefined => {
  const whole = /T\d{2}:\d{2}$/.test(local) ? `${local}:00` : local;
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?$/.test(whole) ? `${whole}${offset}` : undefined;
};

/** The same instant told at another offset. */
export const atOffset = (instant: string, offset: string): string => {
  const ms = Date.parse(instant) + minutesOf(offset) * 60_000;
  if (Number.isNaN(ms)) return instant;
  const local = new Date(ms)
    .toISOString()
    .slice(0, -1)
    .replace(/\.000$/, '');
  return `${local}${offset}`;
};

/** The offset of this browser at an instant. */
export const ownOffset = (at: Date): string => {
  const minutes = -at.getTimezoneOffset();
  if (minutes === 0) return 'Z';
  const two = (count: number): string => String(count).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
};

/** Offsets to choose from, the given one among them. */
export const offsetsWith = (...given: readonly string[]): readonly string[] =>
  [...new Set(['Z', ...given, ...hours])].sort((a, b) => minutesOf(a) - minutesOf(b));

const hours = Array.from({ length: 25 }, (_, place) => place - 11)
  .filter((hour) => hour !== 0)
  .map((hour) => `${hour < 0 ? '-' : '+'}${String(Math.abs(hour)).padStart(2, '0')}:00`);

const minutesOf = (offset: string): number => {
  const [, sign, hour, minute] = /^([+-])(\d{2}):(\d{2})$/.exec(offset) ?? [];
  if (sign === undefined) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hour) * 60 + Number(minute));
};
