import { genuineRelease } from '../../decide/editions/genuine-release.js';
import {
  compareEditions,
  type CompareOptions,
  type EditionDifference,
} from '../../analysis/difference/edition-difference.js';
import type { ProveSame } from '../../analysis/difference/same-proof.js';
import { plainPhrases, scenariosOf } from '../../analysis/difference/difference-scenario.js';
import { findSentences } from '../../analysis/difference/scenario-sentences.js';
import { tellDifference, type WriteScenario } from '../../analysis/difference/tell-difference.js';
import type { Edition } from '../../edition/model/edition.js';
import { makeCompiledEvaluator } from '../../engine/compiled/compiled-evaluator.js';
import { makeReferenceEvaluator } from '../../engine/reference/reference-evaluator.js';
import { proveSame, type ProvingSide, type SameEvidence } from '../../proof/difference/prove-same.js';
import { loadKeptRelease } from '../../decide/editions/load-editions.js';
import { command, CouldNot, WrongUse } from '../shell/command.js';
import { text, flag, number, type ValuesOf } from '../shell/options.js';
import { writeSameProof } from './proving/proof-files.js';
import { withSolvers, type SolversAtWork } from './proving/solvers-at-work.js';
import { editionAt } from '../arguments/edition-folders.js';
import { openLog } from '../arguments/open.js';
import { boundsOf, provingOptions } from './proving/proving-options.js';
import { casesOfEither } from './proving/cases-of-either.js';

/** `clausebook diff`: what differs between two editions, in text, in rules, in effect. */
export const diffCommand = command({
  name: 'diff',
  summary: 'what differs between two editions: in text, in rules, in effect',
  usage: 'A B [--prove [--out DIR]] [--scenarios DIR] [--search N] [--data DIR] [--json]',
  options: {
    scenarios: text({
      value: 'DIR',
      means: 'where <document>/ has the scenarios, whose cases are decided under both',
      told: './features',
    }),
    search: number({
      value: 'N',
      means: 'cases to look at for each decision that is not proven the same',
      otherwise: 3_000,
      min: 1,
      max: 999_999_999,
    }),
    prove: flag({ means: 'ask a solver whether any case at all is answered otherwise' }),
    ...provingOptions,
    out: text({
      value: 'DIR',
      means: 'with --prove: keep there what the solver was asked, and what came of it',
    }),
    data: text({
      value: 'DIR',
      means: 'a data directory, of which A and B may name releases by their digests',
    }),
    json: flag({ means: 'print the difference as JSON' }),
  },
  help: `
A is the earlier edition and B the later: folders, or with --data digests (\`sha256:…\`) of releases that are kept there.

In text: clauses added, removed, moved, reworded word by word, and editorial ones, which say the same words once typography, punctuation, white space and
case are set aside. That is a test of the text: a comma, or the capital of a defined term, may still matter.
In effect: scenarios whose decision changes, and cases found around the boundaries of both editions, brought as near as can be to a scenario
or an example, printed as scenarios. Facts for which an edition has no name are overlooked by it.

“The same” is said only where it is proven: a decision's rules with all that they read have one canonical form in both editions. Otherwise it
says how many cases were looked at. With --prove a solver (Z3, as \`clausebook prove\` has it) is asked of each decision of another form whether any case at all is
answered otherwise: another outcome, effect or discretion, or facts that one alone takes. “No legal effect” is said where there is none; a case that both evaluators
confirm is brought as near as can be to a scenario. --out DIR keeps the evidence: the SMT-LIB of each decision that was asked, its digest, the solver, what came of it and
in what time. Exit code 0: every decision is proven the same. 1: there are differences, or it is not proven that there are none.`,
  names: { least: 2, most: 2, say: 'Name two editions, the earlier first.' },
  run: async (args, shell, names) => {
    const [left, right] = await editionsOf(args.data, names);
    const { document } = left.identity;
    if (document !== right.identity.document)
      throw new WrongUse(
        `\`${document}\` and \`${right.identity.document}\` are two documents: name two editions of one.`,
      );
    if (args.out !== undefined && !args.prove)
      throw new WrongUse('`--out` keeps what a solver was asked: it needs `--prove`.');
    const features = args.scenarios ?? 'features';
    const { cases, table } = await casesOfEither(features, document, [left, right]);
    if (args.scenarios !== undefined && table === null)
      throw new CouldNot(`\`${features}\` has no scenarios of ${document}.`);
    const compare = (more: Pick<CompareOptions, 'prove'>): Promise<EditionDifference> =>
      compareEditions(
        { edition: left, evaluator: makeCompiledEvaluator(left) },
        { edition: right, evaluator: makeCompiledEvaluator(right) },
        { limit: args.search, scenarios: cases, ...more },
      );
    const difference = args.prove
      ? await withSolvers(shell, async (solvers) => {
          const asked: SameEvidence[] = [];
          const keep = (evidence: SameEvidence): void => void asked.push(evidence);
          const found = await compare({ prove: provingSame(left, right, args, solvers, keep) });
          if (args.out !== undefined) await writeSameProof(args.out, found, solvers.name, asked);
          return found;
        })
      : await compare({});
    const { sentences, missing } = findSentences(table);
    const write: WriteScenario = (decision, found, place) =>
      scenariosOf(left, right, decision, found, sentences, `${decision} differs, case ${place}`);
    const lacking = missing.filter(
      (name) => name !== (left.identity.revision === right.identity.revision ? 'revision' : 'release'),
    );
    const hasScenarios = difference.decisions.some(({ search }) => (search?.found.length ?? 0) > 0);
    if (args.json) {
      const decisions = difference.decisions.map((one) => ({
        ...one,
        search: one.search && {
          ...one.search,
          found: one.search.found.map((found, i) => ({
            ...found,
            gherkin: write(one.decision, found, i + 1),
          })),
        },
      }));
      shell.out(`${JSON.stringify({ ...difference, decisions }, null, 2)}\n`);
    } else {
      shell.out(tellDifference(difference, write, right.zone));
      if (hasScenarios && lacking.length > 0)
        shell.out(
          `\nThe scenarios need phrases that ${document} has not:\n${lacking.map((name) => plainPhrases[name]).join('\n')}\n`,
        );
    }
    return difference.sameInEffect ? 0 : 1;
  },
});

const provingSame = (
  left: Edition,
  right: Edition,
  args: ValuesOf<typeof provingOptions>,
  { name, shelf }: SolversAtWork,
  keep: (evidence: SameEvidence) => void,
): ProveSame => {
  const sideOf = (edition: Edition): ProvingSide => ({
    edition,
    evaluators: [makeCompiledEvaluator(edition), makeReferenceEvaluator(edition)],
  });
  const [before, after] = [sideOf(left), sideOf(right)];
  return (decision) =>
    proveSame(before, after, decision, {
      solver: name,
      solvers: shelf,
      keep,
      ...boundsOf(args),
    });
};

const editionsOf = async (
  data: string | undefined,
  [left = '', right = '']: readonly string[],
): Promise<readonly [Edition, Edition]> => {
  const open = (name: string): Promise<Edition> =>
    data !== undefined && name.startsWith('sha256:') ? keptRelease(data, name) : editionAt(name);
  return [await open(left), await open(right)];
};

const keptRelease = async (data: string, digest: string): Promise<Edition> => {
  const log = await openLog({ data, store: undefined });
  try {
    const release = await log.release(digest);
    if (release === undefined) throw new CouldNot(`\`${data}\` has no release ${digest}.`);
    return await genuineRelease(digest, () => loadKeptRelease(release.files));
  } finally {
    await log.close();
  }
};
