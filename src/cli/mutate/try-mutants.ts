import { foldersAt } from '../arguments/git-ref.js';
import { openEditionFolders } from '../arguments/open.js';
import { WrongUse, type Shell } from '../shell/command.js';
import type { Earlier } from './changed-since.js';
import { mutateEdition, type MutationReport } from './mutate-edition.js';

/** Which mutants are tried, as a call says it. */
export interface MutantsAsked {
  readonly editions: string;
  readonly features: string;
  /** Only those of this kind; `undefined` for all. */
  readonly kind: string | undefined;
  /** Only those of what differs from this branch, tag or commit; `undefined` for all. */
  readonly since: string | undefined;
}

/** What came of the mutants of all editions. */
export interface TriedMutants {
  readonly reports: readonly MutationReport[];
  /** What they were held against; `null` where nothing was. */
  readonly since: Pick<Earlier, 'ref' | 'commit'> | null;
}

/** Tries the mutants of all editions below a directory. Throws {@link WrongUse} where there is nothing to try. */
export const tryMutants = async (
  { editions: directory, features, kind, since }: MutantsAsked,
  shell: Pick<Shell, 'now' | 'err'>,
): Promise<TriedMutants> => {
  const { editions, folders } = await openEditionFolders({ editions: directory });
  const earlier = since === undefined ? null : await foldersAt(since, { editions: directory, features });
  try {
    const reports: MutationReport[] = [];
    for (const edition of editions.all()) {
      const choice = { folder: folders.get(edition) ?? '', features, kind, earlier };
      reports.push(await mutateEdition(edition, editions, choice, shell));
    }
    if (reports.every(({ hasScenarios }) => !hasScenarios))
      throw new WrongUse('No edition here has scenarios. Name their folder with --features.');
    // Where no scenario passes, the reports say so, and why; no mutant was tried then.
    const areTried = reports.some(({ proofs }) => proofs > 0);
    if (earlier === null && areTried && reports.every(({ results }) => results.length === 0))
      throw new WrongUse(`There are no mutants of kind \`${String(kind)}\`.`);
    return { reports, since: earlier };
  } finally {
    await earlier?.close();
  }
};

/** Whether nothing is wrong. */
export const areNoticed = ({ reports }: TriedMutants): boolean =>
  reports.every(({ findings }) => findings.length === 0);
