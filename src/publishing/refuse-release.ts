import { refuseAdopting, refusePublishing, type Refusal } from '../analysis/publishing/refuse-publishing.js';
import type { Edition } from '../edition/model/edition.js';
import type { RegistryEntry } from '../edition/model/registry.js';
import type { StandingBeside } from './standing.js';

/** An edition that is to be released, and who says so. */
export interface NewRelease extends Pick<RegistryEntry, 'author' | 'reason' | 'reviewers'> {
  readonly edition: Edition;
  /** Whether it was in force before there was a registry. */
  readonly adopt: boolean;
  /** The evidence that it is proved, where that is required. */
  readonly evidence: Required<Pick<RegistryEntry, 'proof' | 'proved'>> | undefined;
}

/** Why an edition can't be entered beside what stands, now (epoch milliseconds); empty where it can. */
export const refuseBeside = (
  { edition, adopt }: Pick<NewRelease, 'edition' | 'adopt'>,
  { standing }: StandingBeside,
  now: number,
): readonly Refusal[] =>
  adopt ? refuseAdopting(edition, { ...standing, now }) : refusePublishing(edition, { ...standing, now });

/** Why too few approved a release; empty where enough did. `reviewers` are those who count (`approvalsOf`). */
export const refuseApprovals = (
  needed: number,
  author: string,
  reviewers: readonly string[],
): readonly Refusal[] => {
  const by = reviewers.length === 0 ? 'nobody' : reviewers.join(', ');
  return reviewers.length >= needed
    ? []
    : [
        {
          code: 'too-few-approvals',
          where: `${reviewers.length} of ${needed}`,
          message: `Approved by ${by}. ${author} is its author, and does not count; nor does anybody twice.`,
        },
      ];
};
