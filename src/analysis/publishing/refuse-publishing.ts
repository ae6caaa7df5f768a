import type { Edition } from '../../edition/model/edition.js';
import { isValid, type RegisteredRelease } from '../../edition/model/registry.js';
import { formatInstant } from '../../language/instants.js';
import { refuseFirstRelease, refuseNextRelease, type ReleaseRefusal } from './compare-releases.js';

/** Why an edition is not published; the codes are stable. */
export interface Refusal {
  readonly code:
    | ReleaseRefusal['code']
    | 'check-failed'
    | 'scenarios-missing'
    | 'scenarios-failed'
    | 'scenarios-taken'
    | 'scenarios-not-written'
    | 'coverage-incomplete'
    | 'not-proposed'
    | 'too-few-approvals'
    | 'not-proved'
    | 'already-published'
    | 'withdrawn-release'
    | 'effective-instant-taken'
    | 'not-adopted'
    | 'adopted-too-late'
    | 'not-yet-in-force';
  /** A file, place or name that is meant. */
  readonly where: string;
  readonly message: string;
}

/** What an edition is to be published beside. */
export interface Standing {
  /** The releases of the document, as the registry has them. */
  readonly releases: readonly RegisteredRelease[];
  /** The release of the same revision that counts now, else the last one that did; `undefined` where there was none. */
  readonly released: Edition | undefined;
  /** Editions of the document that were served from their folders so far, where the registry does not name the document. */
  readonly unregistered: readonly Edition[];
  /** Epoch milliseconds. */
  readonly now: number;
}

/** Why an edition can't be published as a new release; empty where it can. */
export const refusePublishing = (edition: Edition, standing: Standing): readonly Refusal[] => {
  const { identity } = edition;
  const { releases, released, unregistered, now } = standing;
  const same = releases.find((release) => release.identity.digest === identity.digest);
  if (same !== undefined) return [refuseSame(same)];
  const others = unregistered.filter((one) => one.identity.revision !== identity.revision);
  const inForce = unregistered.filter((one) => !others.includes(one) && one.effectiveFrom <= now);
  if (inForce.length > 0) return [...inForce.map(refuseUnadopted), ...others.map(refuseUnserved)];
  return [
    ...(released === undefined
      ? refuseFirstRelease(edition, now)
      : refuseNextRelease(released, edition, now)),
    ...releases
      .filter(
        (release) =>
          isValid(release) &&
          release.identity.revision !== identity.revision &&
          release.effectiveFrom === edition.effectiveFrom,
      )
      .map((release): Refusal => ({
        code: 'effective-instant-taken',
        where: 'edition.yaml',
        message: `The edition ${release.identity.revision} takes effect at ${formatInstant(edition.effectiveFrom)} too: nobody could tell which is newer.`,
      })),
    ...others.map(refuseUnserved),
  ];
};

/** An edition that is in force and served from its folder has to be adopted before another release of its revision can follow it. */
const refuseUnadopted = (edition: Edition): Refusal =>
  notAdopted(
    edition,
    `It is in force since ${formatInstant(edition.effectiveFrom)}, and the registry does not name it: nothing can follow it yet. Enter it first as it is: \`npx clausebook publish FOLDER --adopt\`.`,
  );

/** An edition of another revision that is served from its folder would be gone with the first entry of its document. */
const refuseUnserved = (edition: Edition): Refusal =>
  notAdopted(
    edition,
    'It is served from its folder, and would be served no more once the registry names its document. Adopt it first: `npx clausebook publish FOLDER --adopt`.',
  );

const notAdopted = ({ identity }: Edition, message: string): Refusal => ({
  code: 'not-adopted',
  where: `${identity.document}/${identity.revision}`,
  message,
});

/**
 * Why an edition can't be entered as one that was in force before there was a registry: only before anything of its document is published, each
 * revision once, and what is not yet in force is published.
 */
export const refuseAdopting = (
  edition: Edition,
  { releases, now }: Pick<Standing, 'releases' | 'now'>,
): readonly Refusal[] => {
  const where = `${edition.identity.document}/${edition.identity.revision}`;
  const same = releases.find(({ identity }) => identity.revision === edition.identity.revision);
  if (same !== undefined) return [refuseSame(same)];
  if (releases.some(({ history }) => history.some(({ kind }) => kind === 'published')))
    return [
      {
        code: 'adopted-too-late',
        where,
        message: 'An edition of this document is published already: nothing can be put before it any more.',
      },
    ];
  return edition.effectiveFrom <= now
    ? []
    : [
        {
          code: 'not-yet-in-force',
          where,
          message: `It takes effect at ${formatInstant(edition.effectiveFrom)}: publish it, without \`--adopt\`.`,
        },
      ];
};

const refuseSame = (release: RegisteredRelease): Refusal => {
  const { identity, history } = release;
  const where = `${identity.document}/${identity.revision}`;
  return isValid(release)
    ? {
        code: 'already-published',
        where,
        message: `${identity.digest} is in the registry since ${history[0]?.at ?? ''}.`,
      }
    : {
        code: 'withdrawn-release',
        where,
        message: `${identity.digest} was withdrawn at ${history.at(-1)?.at ?? ''}. \`npx clausebook restore ${identity.digest}\` makes it count again.`,
      };
};
