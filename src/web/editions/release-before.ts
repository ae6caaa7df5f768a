import type { Release } from '../../wire/editions.js';

/**
 * What governed before a release was entered: another one of its revision, else the newest release of the edition that took effect
 * last before it, leaving out what is withdrawn; `undefined` of the first one.
 */
export const releaseBefore = (release: Release, releases: readonly Release[]): Release | undefined => {
  const others = releases.filter((one) => one !== release);
  const corrected = others.filter(
    (one) => one.revision === release.revision && enteredAt(one) < enteredAt(release),
  );
  const earlier = others.filter(
    (one) =>
      one.counts &&
      one.revision !== release.revision &&
      effectiveAt(one) < effectiveAt(release) &&
      enteredAt(one) <= enteredAt(release),
  );
  const last = Math.max(...earlier.map(effectiveAt));
  return newest(corrected) ?? newest(earlier.filter((one) => effectiveAt(one) === last));
};

const effectiveAt = ({ effectiveFrom }: Release): number => Date.parse(effectiveFrom);

/** When it was entered; what was in force before there was a registry is known from ever, in whatever order it was adopted. */
const enteredAt = ({ entries: [first] }: Release): number =>
  first === undefined || first.kind === 'adopted' ? -Infinity : Date.parse(first.at);

const newest = (releases: readonly Release[]): Release | undefined =>
  [...releases].sort((one, other) => enteredAt(one) - enteredAt(other)).at(-1);
