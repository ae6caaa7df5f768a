import type { Release } from '../../wire/editions.js';

/**
 * What governed before a release was entered: another one of its revision, else the newest release of the edition that took effect
 * last before it, leaving out what was withdrawn by then; `undefined` of the first one.
 */
export const releaseBefore = (release: Release, releases: readonly Release[]): Release | undefined => {
  const entered = enteredAt(release);
  const counted = releases.filter((one) => one !== release && sinceBefore(one, entered) !== undefined);
  const corrected = counted.filter((one) => one.revision === release.revision && enteredAt(one) < entered);
  const earlier = counted.filter(
    (one) => one.revision !== release.revision && effectiveAt(one) < effectiveAt(release),
  );
  const last = Math.max(...earlier.map(effectiveAt));
  return (
    newest(corrected, entered) ??
    newest(
      earlier.filter((one) => effectiveAt(one) === last),
      entered,
    )
  );
};

const effectiveAt = ({ effectiveFrom }: Release): number => Date.parse(effectiveFrom);

/** When it was entered; what was in force before there was a registry is known from ever, in whatever order it was adopted. */
const enteredAt = ({ entries: [first] }: Release): number =>
  first === undefined || first.kind === 'adopted' ? -Infinity : Date.parse(first.at);

/** Since when a release counted at a time, as of its entry or since it was rolled back to; `undefined` where it did not count then. */
const sinceBefore = ({ known }: Release, at: number): number | undefined =>
  known
    .map(({ from, until }) => ({ from: timeOf(from) ?? -Infinity, until: timeOf(until) ?? Infinity }))
    .findLast(({ from, until }) => from <= at && until > at)?.from;

const timeOf = (instant: string | null): number | null => (instant === null ? null : Date.parse(instant));

const newest = (releases: readonly Release[], at: number): Release | undefined =>
  [...releases].sort((one, other) => (sinceBefore(one, at) ?? at) - (sinceBefore(other, at) ?? at)).at(-1);
