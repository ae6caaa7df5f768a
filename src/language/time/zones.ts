import type { Temporal as TemporalOf } from 'temporal-polyfill';
import { createRequire } from 'node:module';
import { dayMs } from '../instants.js';

/** A span of time in which a zone's clocks stand the same; epoch milliseconds, half-open. */
interface Span {
  readonly from: number;
  readonly until: number;
  readonly offsetMs: number;
}

const require = createRequire(import.meta.url);

/** Loaded when the first zone is asked for, since most editions have none. */
const temporal = (): typeof TemporalOf =>
  (require('temporal-polyfill') as { readonly Temporal: typeof TemporalOf }).Temporal; // its own types

const spans = new Map<string, Span[]>();

/** Whether this machine knows a zone by its IANA name; an offset is no zone. */
export const isZone = (name: string): boolean => {
  if (spans.has(name)) return true;
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
};

/** How far a zone's clocks are ahead of UTC at an instant, in milliseconds. Throws a RangeError for a zone that is none. */
const offsetAt = (epochMs: number, zone: string): number => {
  const known = spans.get(zone) ?? [];
  const found = known.find(({ from, until }) => epochMs >= from && epochMs < until);
  if (found !== undefined) return found.offsetMs;
  const span = spanAt(epochMs, zone);
  // The one that was used last is looked at first.
  spans.set(zone, [span, ...known.slice(0, mostSpans)]);
  return span.offsetMs;
};

const mostSpans = 200;

const spanAt = (epochMs: number, zone: string): Span => {
  if (!isZone(zone)) throw new RangeError(`\`${zone}\` is no time zone`);
  const at = temporal().Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(zone);
  const next = at.getTimeZoneTransition('next');
  // A transition counts as before the millisecond after it.
  const previous = at.add({ milliseconds: 1 }).getTimeZoneTransition('previous');
  return {
    from: previous?.epochMilliseconds ?? -Infinity,
    until: next?.epochMilliseconds ?? Infinity,
    offsetMs: at.offsetNanoseconds / 1_000_000,
  };
};

/** What clocks in a zone show at an instant, as a local date and time. */
export const inZone = (epochMs: number, zone: string): number => epochMs + offsetAt(epochMs, zone);

/**
 * The instant at which clocks in a zone show a local date and time: the first of two where they are put back, and where they are put forward past
 * it, as much later as they skip (RFC 5545, and `compatible` in Temporal).
 */
export const fromZone = (local: number, zone: string): number => {
  const before = offsetAt(local - dayMs, zone);
  const after = offsetAt(local + dayMs, zone);
  const fits = [before, after].find((offsetMs) => offsetAt(local - offsetMs, zone) === offsetMs);
  return local - (fits ?? before);
};

/** The changes of a zone's offset from 1970 to 2069, one a line: what its rules come to. */
export const zoneRules = (zone: string): string => {
  const lines: string[] = [];
  for (let at = 0; at < endOfRules;) {
    const { until, offsetMs } = spanAt(at, zone);
    lines.push(`${at} ${offsetMs}`);
    at = until;
  }
  return lines.join('\n');
};

/** 2070-01-01. */
const endOfRules = 3_155_760_000_000;
