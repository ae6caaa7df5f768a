import { sha256 } from '../../../language/canonical.js';
import { access, constants, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findingsOf, tellProof } from './tell-proof.js';
import { writeProof } from './proof-files.js';
import { proveEdition, type Proving } from '../../../proof/prove-edition.js';
import type { KeptProofs, KeptProperty } from '../../../proof/prove-formula.js';
import type { EditionProof } from '../../../proof/proved.js';
import type { Edition } from '../../../edition/model/edition.js';
import { suggestion } from '../../../language/nearest.js';
import { formatInstant } from '../../../language/instants.js';
import { makeCompiledEvaluator } from '../../../engine/compiled/compiled-evaluator.js';
import { makeReferenceEvaluator } from '../../../engine/reference/reference-evaluator.js';
import { command, WrongUse, type Shell } from '../../shell/command.js';
import { flag, list, number, text } from '../../shell/options.js';
import { writeWhole } from '../../shell/write-whole.js';
import { editionsOption, featuresOption } from '../../arguments/edition-options.js';
import { openEditions } from '../../arguments/open.js';
import { meterMemory } from '../memory-meter.js';
import { boundsOf, provingOptions } from './proving-options.js';
import { withSolvers } from './solvers-at-work.js';
import { readScenarioCases } from '../../../decide/request/scenario-cases.js';
import { makeCaseWriter } from '../write-case.js';

/** `clausebook prove`: what holds of every case that there can be. */
export const proveCommand = command({
  name: 'prove',
  summary:
    'prove that every possible case has one answer, that nothing in the rules is idle, and what always.yaml declares',
  usage: '[DOC[/REV]] [--decisions NAMES] [--always] [--items N] [--steps MILLIONS] [--out DIR] [--json]',
  options: {
    decisions: list({ value: 'NAMES', means: 'only these decisions (default: all)' }),
    always: flag({ means: 'only what always.yaml declares' }),
    ...provingOptions,
    solvers: number({ min: 1, max: 16, otherwise: 2, value: 'N', means: 'how many solvers work at once' }),
    out: text({
      value: 'DIR',
      means: 'keep the evidence there: the formulas, and what became of each property',
    }),
    kept: text({
      value: 'DIR',
      otherwise: join('node_modules', '.cache', 'clausebook-proofs'),
      means: 'where what was proved is kept, so that it is not proved again',
    }),
    fresh: flag({ means: 'prove all of it again' }),
    features: featuresOption('where the phrases are that a case is written in'),
    editions: editionsOption,
    json: flag({ means: 'print all properties as JSON' }),
  },
  help: `
Scenarios show that a rule works; this looks for a case that was forgotten. Each decision is translated to a formula (SMT-LIB) over all facts that its
schemas and constraints let pass, at every instant, and a solver (Z3: the binary, or the package z3-solver) proves or refutes:

  one answer      some rule stands, rules that stand agree, and nothing fails or leaves its type
  nothing idle    each rule fires and stands in some case, each override, condition, fact and parameter makes a difference in some case,
                  with or without clauses that are held invalid
  invariants      what the edition declares in always.yaml holds: of one case, after a step, later, monotone

A case that refutes is decided by both evaluators, and printed as facts and as a scenario to paste. One that they do not confirm (not-confirmed) is a
fault of the translation. What is unknown, or took too long, is a finding, as is what cannot be translated. Lists of facts have at most --items items;
where a schema lets them be longer, that is told. Exit code 1 where there is any finding.`,
  names: { most: 1, say: 'Name one edition: DOC or DOC/REV.' },
  run: async (args, shell, [name]) => {
    const all = (await openEditions(args)).all();
    const editions = editionsNamed(all, name);
    const asked = decisionsNamed(editions, args.decisions);
    // What can't be written is told before anything is proved, not minutes later.
    for (const folder of [args.kept, ...(args.out === undefined ? [] : [args.out])]) {
      await mkdir(folder, { recursive: true });
      await access(folder, constants.W_OK);
    }
    const began = shell.now();
    const proofs: EditionProof[] = [];
    const { solver, memory } = await withSolvers(shell, async ({ name: solverName, shelf }) => {
      const meter = meterMemory(shelf.processes);
      for (const edition of editions) {
        const proof = await proveEdition(edition, {
          decisions: args.always ? [] : [...edition.decisions.values()].filter(asked),
          invariants: edition.invariants.filter(({ decisions }) =>
            decisions.every((decision) => asked({ decision })),
          ),
          ...boundsOf(args),
          atOnce: args.solvers,
          solver: solverName,
          solvers: shelf,
          evaluators: [makeCompiledEvaluator(edition), makeReferenceEvaluator(edition)],
          cases: await startsIn(args.features, edition),
          kept: keptIn(join(args.kept, solverName.replaceAll(/[^\w.-]/g, '-')), args.fresh),
          tell: progress(shell),
        });
        proofs.push(proof);
        if (args.out !== undefined) await writeProof(args.out, proof, formatInstant(shell.now()));
        if (!args.json) await tellProof(edition, proof, makeCaseWriter(args.features, edition), shell);
      }
      return { solver: solverName, memory: meter.end() };
    });
    if (args.json)
      shell.out(
        `${JSON.stringify(proofs, (key, value: unknown) => (key === 'smt' ? undefined : value), 2)}\n`,
      );
    else shell.out(`${solver}: ${figuresOf(proofs, shell.now() - began, memory)}\n`);
    return proofs.some((proof) => findingsOf(proof) > 0) ? 1 : 0;
  },
});

const figuresOf = (proofs: readonly EditionProof[], ms: number, memory: number | undefined): string => {
  const properties = proofs
    .flatMap(({ decisions, invariants }) => [...decisions, ...invariants])
    .reduce((sum, one) => sum + (one.code === 'tried' ? one.properties.length : 0), 0);
  const most = memory === undefined ? '' : `, at most ${Math.ceil(memory / 1_000_000)} MB of memory`;
  return `${properties} properties in ${(ms / 1000).toFixed(1)} s${most}`;
};

const editionsNamed = (all: readonly Edition[], name: string | undefined): readonly Edition[] => {
  if (name === undefined) return all;
  const found = all.filter(({ identity: { document, revision } }) =>
    [document, `${document}/${revision}`].includes(name),
  );
  if (found.length > 0) return found;
  const names = all.map(({ identity: { document, revision } }) => `${document}/${revision}`);
  throw new WrongUse(
    `There is no edition \`${name}\` here. ${suggestion(name, names, `There are ${names.join(', ')}.`)}`,
  );
};

/** Which decisions are asked for: all, or those that are named, each of which some edition has. */
const decisionsNamed = (
  editions: readonly Edition[],
  names: readonly string[] | undefined,
): ((one: { readonly decision: string }) => boolean) => {
  if (names === undefined || names.length === 0) return () => true;
  const known = [...new Set(editions.flatMap(({ decisions }) => [...decisions.keys()]))];
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return ({ decision }) => names.includes(decision);
  const [one] = editions;
  const where =
    editions.length === 1 && one !== undefined
      ? `${one.identity.document} has no decision`
      : 'No edition has a decision';
  throw new WrongUse(
    `${where} \`${unknown}\`. ${suggestion(unknown, known, `There are ${known.join(', ')}.`)}`,
  );
};

/** As many cases of a decision are looked at before a solver is asked for one. */
const mostCases = 2_000;

const startsIn = async (
  features: string,
  { identity, effectiveFrom }: Edition,
): Promise<Proving['cases']> => {
  // Scenarios that have faults are told by `check`; here they are only not started from.
  const { cases } = await readScenarioCases(features, identity.document);
  return {
    limit: mostCases,
    starts: (decision) =>
      cases
        .filter((one) => one.decision === decision)
        .map(({ facts, asOf, invalid }) => ({
          facts,
          asOf: asOf ?? effectiveFrom,
          ...(invalid.length === 0 ? {} : { invalid }),
        })),
  };
};

/** Verdicts by what they rest on, in files; what can't be read is proved again. */
const keptIn = (folder: string, isFresh: boolean): KeptProofs => ({
  read: async (name) => {
    if (isFresh) return [];
    try {
      const text = await readFile(join(folder, `${name}.json`), 'utf8');
      const kept = JSON.parse(text) as Kept; // written below
      return kept.seal === sealOf(name, kept.properties) ? kept.properties : [];
    } catch {
      return [];
    }
  },
  write: async (name, properties) => {
    await mkdir(folder, { recursive: true });
    await writeWhole(
      join(folder, `${name}.json`),
      JSON.stringify({ seal: sealOf(name, properties), properties } satisfies Kept),
    );
  },
});

/** What was proved, as a file keeps it. */
interface Kept {
  /** Tells a file that was damaged, cut off, or is another's; not one that somebody forged, who could alter clausebook itself. */
  readonly seal: string;
  readonly properties: readonly KeptProperty[];
}

const sealOf = (name: string, properties: readonly KeptProperty[]): string =>
  sha256(`${name} ${JSON.stringify(properties)}`);

const progressMs = 2_000;

const progress = (shell: Shell): Proving['tell'] => {
  let told = 0;
  return (decision, done, all) => {
    if (shell.now() - told < progressMs) return;
    told = shell.now();
    shell.err(`${decision}: ${done} of ${all} properties\n`);
  };
};
