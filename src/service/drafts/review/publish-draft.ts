import type { Refusal } from '../../../analysis/publishing/refuse-publishing.js';
import type { Edition } from '../../../edition/model/edition.js';
import type { RegistryEntry } from '../../../edition/model/registry.js';
import { formatInstant } from '../../../language/instants.js';
import type { CheckProgress } from '../../../publishing/check-release.js';
import { refuseApprovals, type NewRelease } from '../../../publishing/refuse-release.js';
import { readFeatures, type ReadFeatures } from '../../../scenarios/read-features.js';
import type { ReleaseNews } from '../../../wire/book/review.js';
import type { Failure } from '../../http/failure.js';
import { problemOf } from '../../http/problems.js';
import type { ReleaseEntered } from '../../../publishing/enter-release.js';
import type { Releasing } from '../../../publishing/releasing.js';
import { filesOf, ownScenarios, withoutOwn, type Draft } from '../draft.js';
import type { ReleasedFiles } from '../trial/draft-task.js';
import type { Drafts } from '../drafts.js';
import { makeTurns } from '../../../workers/turns.js';
import type { TakenFor } from '../work-in-turns.js';
import { reviewOf } from './draft-review.js';
import { keepScenarios, refuseKeeping, type KeptScenarios } from './keep-scenarios.js';
import type { Examined, ReleaseTask } from './release-task.js';
import type { ReleaseWork } from './release-work.js';
import { publishedOf, reviewStanding } from './review-view.js';

/** What publishing drafts needs. */
export interface PublishParts {
  readonly drafts: Drafts;
  readonly releaseWork: ReleaseWork;
  /** How many besides the author have to approve what is published; default: one. */
  readonly approvals?: number | undefined;
  /** Where `<document>/` has scenarios; `null` where there are none. */
  readonly featuresDirectory: string | null;
  /** Now, in epoch milliseconds. */
  readonly clock: () => number;
}

type Tell = (news: ReleaseNews) => void;

/** Examines drafts as releases, and enters them. */
export interface PublishDraft {
  /** Begins to examine a draft, and tells how far it is; a failure where it is not begun. */
  readonly examine: (
    draft: Draft,
    how: Omit<TakenFor<ReleaseNews>, 'draft'>,
  ) => Promise<{ readonly code: 'taken'; readonly done: Promise<Examined> } | Failure>;
  /**
   * Why a draft is not published whatever its checks say: it is published already, nobody proposes it, too few approved it, or its own scenarios
   * can't be put with those of its contract.
   */
  readonly refusals: (draft: Draft) => Promise<readonly Refusal[]>;
  /** Enters a draft that was examined, as long as it still is what was examined, proposed and approved. */
  readonly enter: (draft: Draft, examined: Examined, told: Tell) => Promise<ReleaseNews>;
}

/** Publishes drafts in a registry. */
export const makePublishDraft = (parts: PublishParts, releasing: Releasing): PublishDraft => {
  const { drafts, releaseWork, featuresDirectory, clock } = parts;
  const standing = reviewStanding({ approvals: parts.approvals, releasing });
  const inTurn = makeTurns();

  const refuseStanding = (draft: Draft): readonly Refusal[] => {
    const published = publishedOf(draft, standing);
    if (published !== null) return [refusePublished(draft, published)];
    const { proposal, approvedBy } = reviewOf(draft);
    return proposal === null
      ? [refuseUnproposed(draft)]
      : refuseApprovals(standing.approvals, proposal.by, approvedBy);
  };

  const taskOf = async (
    draft: Draft,
  ): Promise<{ readonly code: 'task'; readonly task: ReleaseTask } | Failure> => {
    const { document } = draft.from;
    const sound = await releasing.sound();
    if (sound.code !== 'sound') return { code: 'registry-broken', reason: sound.reason };
    const task = {
      files: filesOf(draft),
      document,
      entries: sound.entries,
      releases: (await releasing.beside(document, sound.entries)).map(filesIn),
      unregistered: releasing.unregistered(document).map(filesIn),
      features: withOwn(await featuresOf(featuresDirectory, document), draft),
      featuresDirectory: featuresDirectory ?? '',
      now: clock(),
    };
    return { code: 'task', task };
  };

  /** Whether the registry has a release by now; `undefined` where it can't be read. */
  const isIn = async (digest: string): Promise<boolean | undefined> => {
    const sound = await releasing.sound().catch(() => undefined);
    return sound?.code === 'sound' ? sound.entries.some((entry) => entry.digest === digest) : undefined;
  };

  /** Enters a release; the scenarios that were written for it are taken away again where it is not in the registry then. */
  const enterWith = async (
    { undo }: Extract<KeptScenarios, { readonly code: 'kept' }>,
    release: NewRelease,
  ): Promise<ReleaseEntered> => {
    const { digest } = release.edition.identity;
    const entered = await releasing.enter(release).catch(async (error: unknown) => {
      // It may have been entered before that failed.
      if ((await isIn(digest)) === false) await undo();
      throw error;
    });
    // Where somebody else entered the very same, they are that release's too.
    if (entered.code !== 'entered' && (await isIn(digest)) !== true) await undo();
    return entered;
  };

  return {
    refusals: async (draft) => [
      ...refuseStanding(draft),
      ...(featuresDirectory === null ? [] : await refuseKeeping(draft, featuresDirectory)),
    ],
    examine: async (draft, { told, ...how }) => {
      const made = await taskOf(draft);
      return made.code === 'task'
        ? releaseWork.take(made.task, {
            ...how,
            draft: draft.id,
            told: (progress) => {
              told(progressNews(progress));
            },
          })
        : made;
    },
    enter: async (draft, examined, told) => {
      if (examined.code !== 'examined') return gaveUp(missing(examined));
      const { release } = examined;
      if (examined.refusals.length > 0 || release === undefined) return refused(examined.refusals);
      told({ kind: 'progress', step: 'entering', done: null, of: null });
      const edition = await releasing.load(filesOf(draft));
      // Kept before the entry is: whatever happens then, the registry says whether it is published.
      const kept = await drafts.update<NotEntered>(draft.id, (now) => {
        if (reviewOf(now).content !== reviewOf(draft).content)
          return { code: 'draft-changed', draft: draft.id, file: null };
        const why = refuseStanding(now);
        if (why.length > 0) return { code: 'refused', why };
        const next = { ...now, publishedAs: release.digest };
        // Another draft of the same files was entered meanwhile.
        const there = publishedOf(next, standing);
        return there === null
          ? { code: 'changed', draft: next }
          : { code: 'refused', why: [refusePublished(now, there)] };
      });
      if (kept.code === 'refused') return refused(kept.why);
      if (kept.code !== 'found') return gaveUp(kept);
      const { proposal, approvedBy } = reviewOf(kept.draft);
      if (proposal === null) throw new RangeError('A draft was taken that nobody proposes');
      // Written before the entry is made: what is published has the scenarios that it was examined with.
      // One after the other, so that none takes away what another found there.
      const entered = await inTurn(async () => {
        const scenarios =
          featuresDirectory === null ? nothingKept : await keepScenarios(kept.draft, featuresDirectory);
        if (scenarios.code === 'refused') return scenarios;
        const said = { author: proposal.by, reason: proposal.words, reviewers: approvedBy };
        return enterWith(scenarios, { edition, ...said, adopt: false, evidence: undefined });
      });
      switch (entered.code) {
        case 'entered':
          return published(entered.entry, releasing.registered(entered.entry.digest) !== undefined);
        case 'refused':
          return refused(entered.refusals);
        case 'registry-broken':
          return gaveUp({ code: 'registry-broken', reason: entered.reason });
        case 'release-missing':
          return gaveUp(missing(entered));
      }
    },
  };
};

const nothingKept = { code: 'kept', undo: () => Promise.resolve() } as const;

type NotEntered =
  | Extract<Failure, { readonly code: 'draft-changed' }>
  | { readonly code: 'refused'; readonly why: readonly Refusal[] };

/** That a draft is not published, and why. */
export const refused = (refusals: readonly Refusal[]): ReleaseNews => ({
  kind: 'refused',
  refusals: [...refusals],
});

/** What a draft came to that was examined and is not entered, with what keeps it from being so besides. */
export const readinessOf = (examined: Examined, besides: readonly Refusal[]): ReleaseNews => {
  if (examined.code !== 'examined') return gaveUp(missing(examined));
  const { release } = examined;
  const refusals = [...besides, ...examined.refusals];
  if (refusals.length > 0 || release === undefined) return refused(refusals);
  const { document, revision, digest, effectiveFrom, isFirst } = release;
  return {
    kind: 'publishable',
    release: { document, revision, digest },
    effectiveFrom: formatInstant(effectiveFrom),
    isFirst,
  };
};

const published = (entry: RegistryEntry, isServed: boolean): ReleaseNews => ({
  kind: 'published',
  entry,
  isServed,
});

const gaveUp = (failure: Failure): ReleaseNews => ({ kind: 'gave-up', problem: problemOf(failure) });

const missing = ({ release }: Extract<Examined, { readonly code: 'release-missing' }>): Failure => ({
  code: 'altered-release',
  digest: release.digest,
});

const progressNews = (progress: CheckProgress): ReleaseNews => ({
  kind: 'progress',
  step: progress.step,
  ...(progress.step === 'scenarios' ? { done: progress.done, of: progress.of } : { done: null, of: null }),
});

const refusePublished = ({ from }: Draft, { digest, at }: { digest: string; at: string }): Refusal => ({
  code: 'already-published',
  where: `${from.document}/${from.revision}`,
  message: `The draft is published since ${at}, as ${digest}. Make another draft of that release for what is to follow.`,
});

const refuseUnproposed = ({ from }: Draft): Refusal => ({
  code: 'not-proposed',
  where: `${from.document}/${from.revision}`,
  message: 'Nobody proposes the draft, or it was sent back since. Its author says why it is to be released.',
});

const filesIn = ({ identity, files }: Edition): ReleasedFiles => ({ digest: identity.digest, files });

/** The scenarios of the contract, and those that a draft has of its own: once, where they stand with the contract's already. */
const withOwn = (features: ReadFeatures, draft: Draft): ReadFeatures => {
  if (features.code !== 'read') return features;
  const others = withoutOwn(features.sources, draft);
  return { code: 'read', sources: { ...others, features: [...others.features, ...ownScenarios(draft)] } };
};

const featuresOf = async (directory: string | null, document: string): Promise<ReadFeatures> =>
  directory === null ? { code: 'no-features', missing: document } : readFeatures(directory, document);
