import { join } from 'node:path';
import { runMutants, unmet, type MutantResult } from '../../analysis/mutation/run-mutants.js';
import { mutantsOf } from '../../analysis/mutation/mutants.js';
import type { Mutant } from '../../analysis/mutation/mutant.js';
import type { Edition } from '../../edition/model/edition.js';
import { compileFeatures } from '../../scenarios/compile-features.js';
import { readFeatures } from '../../scenarios/read-features.js';
import type { Editions } from '../../decide/editions/editions.js';
import { placedFault, type Finding } from '../rules/told-findings.js';
import type { Shell } from '../shell/command.js';
import { changedSince, type ChangedSince, type Earlier } from './changed-since.js';
import { readListed, type ListedMutants } from './equivalent-mutants.js';
import { proofsOf } from './scenario-proofs.js';

/** What is wrong with mutants or their scenarios. */
export interface MutationFinding {
  /** In a line, for people. */
  readonly told: string;
  /** With its place, for other systems; left out where none is known. */
  readonly placed?: Finding;
}

/** What came of the mutants of an edition. */
export interface MutationReport {
  readonly edition: Edition;
  readonly results: readonly MutantResult[];
  /** Those that no scenario notices, and that are not listed. */
  readonly survivors: readonly MutantResult[];
  readonly listed: Pick<ListedMutants, 'equivalents' | 'open'>;
  readonly proofs: number;
  /** Whether its contract has scenarios, faulty ones among them. */
  readonly hasScenarios: boolean;
  /** How many mutants there are, with those that were left out. */
  readonly all: number;
  /** Why those that were tried were chosen; `null` where all were. */
  readonly changed: ChangedSince | null;
  readonly findings: readonly MutationFinding[];
}

/** Which mutants are tried. */
export interface MutationChoice {
  /** Where the edition is. */
  readonly folder: string;
  /** Where the scenarios are. */
  readonly features: string;
  /** Only those of this kind; `undefined` for all. */
  readonly kind: string | undefined;
  /** Only those of what differs from it; `null` for all. */
  readonly earlier: Earlier | null;
}

/** Tries the mutants of an edition on its scenarios. */
export const mutateEdition = async (
  edition: Edition,
  editions: Editions,
  { folder, features, kind, earlier }: MutationChoice,
  shell: Pick<Shell, 'now' | 'err'>,
): Promise<MutationReport> => {
  const { identity } = edition;
  const { document, revision } = identity;
  const read = await readFeatures(features, document);
  const { scenarios, faults } =
    read.code === 'read' ? compileFeatures(read.sources) : { scenarios: [], faults: [] };
  const hasScenarios = scenarios.length + faults.length > 0;
  const asked = await proofsOf(edition, editions, scenarios);
  const failing = new Set(unmet(edition, asked));
  const passing = asked.filter((proof) => !failing.has(proof));
  const failed = [
    ...faults.map((told) => placedBy(told, placedFault(told))),
    ...[...failing].map(({ at, scenario }) =>
      placedBy(
        `${at}  fails on the edition as it is  “${scenario}”`,
        placedFault(`${at}: The scenario “${scenario}” fails on the edition as it is.`, ofFailing),
      ),
    ),
  ];
  if (passing.length === 0) {
    const findings = [
      ...failed,
      { told: `${document} ${revision}  no scenario that passes decides under this edition` },
    ];
    const none = { results: [], survivors: [], listed: { equivalents: [], open: [] }, all: 0, changed: null };
    return { edition, ...none, proofs: 0, hasScenarios, findings };
  }
  const listed = await readListed(features, identity);
  const every = mutantsOf(edition);
  const changed =
    earlier === null ? null : await changedSince(earlier, { edition, asked, listed: listed.ids });
  const mutants = every.filter(
    (mutant) =>
      (kind === undefined || mutant.kind === kind) && (changed === null || isChosen(mutant, changed)),
  );
  let told = 0;
  const results = runMutants(mutants, passing, (done, survivors) => {
    if (shell.now() - told < 2000 && done < mutants.length) return;
    told = shell.now();
    shell.err(`${document} ${revision}: ${done} of ${mutants.length} mutants, ${survivors} not noticed\n`);
  });
  const excused = new Set(listed.ids);
  const silent = results.filter(({ noticedBy }) => noticedBy === null);
  const survivors = silent.filter(({ mutant }) => !excused.has(mutant.id));
  const known = new Set(every.map(({ id }) => id));
  const byId = new Map(results.map((result) => [result.mutant.id, result]));
  const stale = (id: string): readonly MutationFinding[] => {
    if (!known.has(id)) return [{ told: `${listed.fileOf(id)}  no such mutant  ${id}` }];
    const noticedBy = byId.get(id)?.noticedBy;
    return noticedBy ? [{ told: `${listed.fileOf(id)}  noticed by ${noticedBy.at}  ${id}` }] : [];
  };
  return {
    edition,
    results,
    survivors,
    listed,
    proofs: passing.length,
    hasScenarios,
    all: every.length,
    changed,
    findings: [
      ...failed,
      ...survivors.map(({ mutant }) => survived(mutant, folder)),
      ...(kind === undefined ? listed.ids.flatMap(stale) : []),
    ],
  };
};

const isChosen = ({ id, decisions }: Mutant, changed: ChangedSince): boolean =>
  changed.listed.has(id) || decisions.some((decision) => changed.decisions.has(decision));

const placedBy = (told: string, placed: Finding | undefined): MutationFinding => ({
  told,
  ...(placed === undefined ? {} : { placed }),
});

const ofFailing = {
  code: 'scenario-fails',
  hint: 'It proves nothing before it passes: mend the scenario, or the rules.',
};

/** A mutant that no scenario notices, at its line. */
const survived = ({ id, kind, position }: Mutant, folder: string): MutationFinding => {
  const file = join(folder, position.file);
  const { line, column } = position;
  return {
    told: `${file}:${line}  survived  ${kind}  ${id}`,
    placed: {
      ...{ severity: 'error', code: kind, file, line, column, endLine: line, endColumn: column },
      message: `No scenario notices this slip: ${id}`,
      hint: 'Write a scenario that it would fail. What comes out the same in every case stands in equivalent-mutants.yaml, with the reason.',
    },
  };
};
