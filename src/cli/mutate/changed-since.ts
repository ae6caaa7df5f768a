import { changedDecisions } from '../../analysis/mutation/changed-decisions.js';
import type { Edition } from '../../edition/model/edition.js';
import { compileFeatures } from '../../scenarios/compile-features.js';
import { readFeatures } from '../../scenarios/read-features.js';
import { makeEditions, type Editions } from '../../decide/editions/editions.js';
import { loadEditions, loadKeptRelease } from '../../decide/editions/load-editions.js';
import type { FoldersAt } from '../arguments/git-ref.js';
import { proofsOf, type WrittenProof } from './scenario-proofs.js';
import { readListed } from './equivalent-mutants.js';

/** What of an edition has to be mutated again since an earlier state, and why. */
export interface ChangedSince {
  /** Decisions of which something differs, each with what, in plain words. */
  readonly decisions: ReadonlyMap<string, readonly string[]>;
  /** Ids of mutants that only one of the two states lists as equivalent or open. */
  readonly listed: ReadonlySet<string>;
}

/** The state of a repository that another is held against. */
export type Earlier = FoldersAt<'editions' | 'features'>;

/** What stands in an edition's folders now. */
interface Now {
  readonly edition: Edition;
  /** Its scenarios' questions. */
  readonly asked: readonly WrittenProof[];
  /** Ids of the mutants that are listed as equivalent or open. */
  readonly listed: readonly string[];
}

/**
 * Which decisions of an edition differ from an earlier state in rules, in what they read, or in what their scenarios ask and expect. A mutant that changes none of
 * them is noticed now as it was then, by the same question: it asks the same of the same rules. Where there was no such edition, or it can't be read, all differ.
 */
export const changedSince = async (earlier: Earlier, now: Now): Promise<ChangedSince> => {
  const { edition } = now;
  const { identity } = edition;
  const every = (why: string): ChangedSince => ({
    decisions: new Map([...edition.decisions.keys()].map((decision) => [decision, [why]])),
    listed: new Set(),
  });
  const editions = await editionsIn(earlier.folders.editions);
  if (typeof editions === 'string') return every(editions);
  const before = editions
    .all()
    .find(
      (one) => one.identity.document === identity.document && one.identity.revision === identity.revision,
    );
  if (before === undefined) return every('the edition is new');
  const { features } = earlier.folders;
  const read = await readFeatures(features, identity.document);
  const { scenarios } = read.code === 'read' ? compileFeatures(read.sources) : { scenarios: [] };
  const asked = byDecision(await proofsOf(before, editions, scenarios));
  const askedNow = byDecision(now.asked);
  const changed = changedDecisions(before, edition);
  const decisions = [...edition.decisions.keys()].flatMap(
    (decision): readonly (readonly [string, readonly string[]])[] => {
      const why = [
        ...(changed.get(decision) ?? []),
        ...(asked.get(decision) === askedNow.get(decision) ? [] : ['its scenarios changed']),
      ];
      return why.length === 0 ? [] : [[decision, why]];
    },
  );
  const listed = await readListed(features, identity);
  return { decisions: new Map(decisions), listed: onlyInOne(new Set(now.listed), new Set(listed.ids)) };
};

/** The editions that there were, or why all is taken to have changed. */
const editionsIn = async (directory: string): Promise<Editions | string> => {
  const loaded = await loadEditions(directory);
  if (loaded.code === 'loaded')
    return makeEditions(loaded.editions, { files: () => Promise.resolve(undefined), load: loadKeptRelease });
  return loaded.code === 'no-edition'
    ? 'the edition is new'
    : 'the editions of the earlier state have errors, and can not be compared';
};

/** All that is asked of each decision, in one text. */
const byDecision = (proofs: readonly WrittenProof[]): ReadonlyMap<string, string> => {
  const written = new Map<string, string[]>();
  for (const { question, written: text } of proofs)
    written.set(question.decision, [...(written.get(question.decision) ?? []), text]);
  return new Map([...written].map(([decision, texts]) => [decision, texts.sort().join('\n')]));
};

const onlyInOne = (one: ReadonlySet<string>, other: ReadonlySet<string>): ReadonlySet<string> =>
  new Set([...one, ...other].filter((id) => one.has(id) !== other.has(id)));

/** What was chosen and why, a line each. */
export const tellChanged = ({ decisions, listed }: ChangedSince): readonly string[] => [
  ...[...decisions].map(([decision, why]) => `  ${decision}: ${tellWhy(why)}`),
  ...(listed.size === 0 ? [] : [`  ${[...listed].join(', ')}: listed otherwise than before`]),
];

const tellWhy = (why: readonly string[]): string => {
  const shown = why.slice(0, 6);
  return [...shown, ...(why.length > shown.length ? [`and ${why.length - shown.length} more`] : [])].join(
    '; ',
  );
};
