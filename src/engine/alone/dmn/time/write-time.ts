import type { Dmn } from '../dmn-value.js';
import type { Clock, Day } from './civil.js';

/** A date, a time, a date and time or a duration. */
export type Time = Extract<Dmn, { kind: 'date' | 'time' | 'date and time' | 'days' | 'months' }>;

/** As DMN writes it (10.3.4.1, `string`): ISO 8601, with the offset or the zone as it was told. */
export const writeTime = (of: Time): string => {
  switch (of.kind) {
    case 'date':
      return writeDay(of.day);
    case 'time':
      return writeClock(of.clock);
    case 'date and time':
      return `${writeDay(of.day)}T${writeClock(of.clock)}`;
    case 'days':
      return writeDays(of.nanoseconds);
    case 'months':
      return writeMonths(of.months);
  }
};

const two = (part: number): string => String(part).padStart(2, '0');

const writeDay = ({ year, month, day }: Day): string =>
  `${year < 0 ? '-' : ''}${String(Math.abs(year)).padStart(4, '0')}-${two(month)}-${two(day)}`;

const writeClock = ({ nanoseconds, offset, zone }: Clock): string => {
  const seconds = Math.floor(nanoseconds / 1_000_000_000);
  return `${inHours(seconds, true)}${fractionOf(nanoseconds % 1_000_000_000)}${zone === null ? writeOffset(offset) : `@${zone}`}`;
};

const inHours = (seconds: number, withSeconds: boolean): string => {
  const [hour, minute, second] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return `${two(hour)}:${two(minute)}${withSeconds ? `:${two(second)}` : ''}`;
};

const fractionOf = (nanoseconds: number): string =>
  nanoseconds === 0 ? '' : `.${String(nanoseconds).padStart(9, '0').replace(/0+$/, '')}`;

const writeOffset = (offset: number | null): string => {
  if (offset === null) return '';
  if (offset === 0) return 'Z';
  return `${offset < 0 ? '-' : '+'}${inHours(Math.abs(offset), offset % 60 !== 0)}`;
};

const writeDays = (nanoseconds: bigint): string => {
  const size = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  const seconds = size / 1_000_000_000n;
  const [days, hours, minutes] = [seconds / 86_400n, (seconds / 3600n) % 24n, (seconds / 60n) % 60n];
  const rest = `${seconds % 60n}${fractionOf(Number(size % 1_000_000_000n))}`;
  const inDay = `${hours === 0n ? '' : `${hours}H`}${minutes === 0n ? '' : `${minutes}M`}${rest === '0' ? '' : `${rest}S`}`;
  const told = `${days === 0n ? '' : `${days}D`}${inDay === '' ? '' : `T${inDay}`}`;
  return `${nanoseconds < 0n ? '-' : ''}P${told === '' ? 'T0S' : told}`;
};

const writeMonths = (months: number): string => {
  const [years, rest] = [Math.floor(Math.abs(months) / 12), Math.abs(months) % 12];
  return `${months < 0 ? '-' : ''}P${years === 0 ? '' : `${years}Y`}${rest === 0 && years > 0 ? '' : `${rest}M`}`;
};
