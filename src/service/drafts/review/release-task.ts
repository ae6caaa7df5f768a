import type { Refusal } from '../../../analysis/publishing/refuse-publishing.js';
import { loadEdition } from '../../../edition/build/load-edition.js';
import type { EditionIdentity } from '../../../edition/model/edition.js';
import type { RegistryEntry } from '../../../edition/model/registry.js';
import { checkRelease, refuseErrors, type CheckProgress } from '../../../publishing/check-release.js';
import { refuseBeside } from '../../../publishing/refuse-release.js';
import { standingOf } from '../../../publishing/standing.js';
import type { ReadFeatures } from '../../../scenarios/read-features.js';
import { askInMemory } from '../../ask-in-scenarios.js';
import { loadDraft } from '../load-draft.js';
import type { Files, ReleasedFiles } from '../trial/draft-task.js';

/** A draft that is to be examined as a release; plain data, since a thread of its own does it. */
export interface ReleaseTask {
  readonly files: Files;
  /** The contract that it is a draft of. */
  readonly document: string;
  /** What the registry says, which holds. */
  readonly entries: readonly RegistryEntry[];
  /** The releases of the contract that it may be published beside. */
  readonly releases: readonly ReleasedFiles[];
  /** Editions of the contract that are served from their folders, where the registry does not name it. */
  readonly unregistered: readonly ReleasedFiles[];
  readonly features: ReadFeatures;
  readonly featuresDirectory: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** What a draft came to that was examined as a release. */
export type Examined =
  | {
      readonly code: 'examined';
      readonly refusals: readonly Refusal[];
      /** Left out where the files are no edition. */
      readonly release?: EditionIdentity & { readonly effectiveFrom: number; readonly isFirst: boolean };
    }
  | { readonly code: 'release-missing'; readonly release: EditionIdentity };

/** Checks a draft as `clausebook publish` checks a folder, beside what the registry says. Nothing is entered. */
export const examineRelease = async (
  task: ReleaseTask,
  told: (progress: CheckProgress) => void,
): Promise<Examined> => {
  told({ step: 'files' });
  const { edition, unreviewed, diagnostics } = loadDraft(task.files);
  const wrong = refuseErrors(diagnostics);
  // Where reviews alone are lacking, whoever approves records them: what else would be refused is told before.
  if (edition === undefined || (wrong.length > 0 && !unreviewed))
    return { code: 'examined', refusals: wrong };
  const { document } = edition.identity;
  if (document !== task.document)
    return { code: 'examined', refusals: [otherDocument(task.document, document)] };
  const contents = new Map(task.releases.map(({ digest, files }) => [digest, files]));
  const unregistered = task.unregistered.flatMap(({ files }) => loadEdition(files).edition ?? []);
  const beside = await standingOf(edition, task.entries, {
    release: ({ digest }) => {
      const files = contents.get(digest);
      return Promise.resolve(files === undefined ? undefined : loadEdition(files).edition);
    },
    unregistered: () => Promise.resolve(unregistered),
  });
  if (beside.code !== 'stands') return beside;
  const release = {
    ...edition.identity,
    effectiveFrom: edition.effectiveFrom,
    isFirst: beside.standing.released === undefined,
  };
  const refusals = [...wrong, ...refuseBeside({ edition, adopt: false }, beside, task.now)];
  // What is refused in any case need not be checked for minutes.
  if (refusals.length > wrong.length) return { code: 'examined', refusals, release };
  const checked = await checkRelease(edition, {
    features: task.features,
    featuresDirectory: task.featuresDirectory,
    beside: beside.editions,
    askUnder: askInMemory,
    now: () => task.now,
    told,
  });
  return { code: 'examined', refusals: [...wrong, ...checked], release };
};

const otherDocument = (from: string, document: string): Refusal => ({
  code: 'check-failed',
  where: 'edition.yaml',
  message: `It is a draft of \`${from}\`, and its \`document\` is \`${document}\`. Name \`${from}\` there; an edition of another contract is published by \`npx clausebook publish FOLDER\`.`,
});
