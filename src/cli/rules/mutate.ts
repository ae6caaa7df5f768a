import { counted } from '../../language/counted.js';
import { runMutants, unmet, type MutantResult, type Proof } from '../../analysis/mutation/run-mutants.js';
import { mutantsOf } from '../../analysis/mutation/mutants.js';
import type { Edition } from '../../edition/model/edition.js';
import { makeFactValidation } from '../../engine/fact-validation.js';
import type { Answer, Question } from '../../engine/evaluation.js';
import { compileFeatures } from '../../scenarios/compile-features.js';
import { failureOf, type Check } from '../../scenarios/check.js';
import { asSent } from '../../scenarios/json.js';
import { readFeatures } from '../../scenarios/read-features.js';
import type { Ask, Scenario } from '../../scenarios/scenario.js';
import type { Editions } from '../../decide/editions/editions.js';
import { answerOf } from '../../decide/answer/answer.js';
import { readDecideRequest } from '../../decide/request/decide-request.js';
import { problemOf } from '../../service/http/problems.js';
import { command, WrongUse, type Shell } from '../shell/command.js';
import { text, flag } from '../shell/options.js';
import { editionsOption, featuresOption } from '../arguments/edition-options.js';
import { readEquivalents, readOpenMutants, type Equivalent } from './equivalent-mutants.js';
import { fileBeside } from './file-beside.js';
import { openEditions } from '../arguments/open.js';

/** `clausebook mutate`: who would notice if a rule were wrong. */
export const mutateCommand = command({
  name: 'mutate',
  summary: 'change the rules in ways a person might get wrong, and see whether a scenario notices',
  usage: '[--features DIR] [--editions DIR] [--kind KIND] [--json]',
  options: {
    features: featuresOption('where the scenarios are'),
    kind: text({ value: 'KIND', means: 'only mutants of this kind, such as override-dropped' }),
    editions: editionsOption,
    json: flag({ means: 'print the survivors as JSON' }),
  },
  help: `
Each mutant is the edition with one slip: a bound by one, < for <=, a rule or an override dropped, a condition negated or removed, all for
any, an outcome or effect swapped, a figure nudged, a definition, a default or a constraint changed. Against each run the questions of the
scenarios whose decisions it touches, in process. A mutant that no scenario notices survives: exit code 1, with the YAML line. Mutants that cannot be told apart from the edition are listed in
equivalent-mutants.yaml, each with the reason, and those that no scenario notices yet in open-mutants.yaml: each is a scenario to be written. Both
are looked for in features/<document>/<revision>/, else in features/<document>/. An entry that is noticed, or that is no mutant, is a finding too, so
that the lists only shrink. A scenario that fails on the edition as it is proves nothing, and is a finding.`,
  run: async (args, shell) => {
    const editions = await openEditions(args);
    const reports: Report[] = [];
    for (const edition of editions.all()) reports.push(await mutate(edition, editions, args, shell));
    if (reports.every(({ proofs }) => proofs === 0))
      throw new WrongUse('No edition here has scenarios. Name their folder with --features.');
    if (reports.every(({ results }) => results.length === 0))
      throw new WrongUse(`There are no mutants of kind \`${String(args.kind)}\`.`);
    if (args.json) shell.out(`${JSON.stringify(reports.map(asJson), null, 2)}\n`);
    else for (const report of reports) shell.out(tellReport(report));
    return reports.some(({ findings }) => findings.length > 0) ? 1 : 0;
  },
});

interface Report {
  readonly edition: Edition;
  readonly results: readonly MutantResult[];
  readonly survivors: readonly MutantResult[];
  readonly equivalents: readonly Equivalent[];
  /** Ids of those that no scenario notices yet. */
  readonly open: readonly string[];
  readonly proofs: number;
  readonly findings: readonly string[];
}

const mutate = async (
  edition: Edition,
  editions: Editions,
  { features, kind }: { readonly features: string; readonly kind: string | undefined },
  shell: Shell,
): Promise<Report> => {
  const { identity } = edition;
  const { document, revision } = identity;
  const read = await readFeatures(features, document);
  const { scenarios, faults } =
    read.code === 'read' ? compileFeatures(read.sources) : { scenarios: [], faults: [] };
  const asked = await proofsOf(edition, editions, scenarios);
  const failing = new Set(unmet(edition, asked));
  const all = asked.filter((proof) => !failing.has(proof));
  const failed = [
    ...faults,
    ...[...failing].map(({ at, scenario }) => `${at}  fails on the edition as it is  “${scenario}”`),
  ];
  if (all.length === 0) {
    const findings = [
      ...failed,
      `${document} ${revision}  no scenario that passes decides under this edition`,
    ];
    return { edition, results: [], survivors: [], equivalents: [], open: [], proofs: 0, findings };
  }
  const equivalentsFile = await fileBeside(features, identity, 'equivalent-mutants.yaml');
  const openFile = await fileBeside(features, identity, 'open-mutants.yaml');
  const listed = await readEquivalents(equivalentsFile);
  const open = await readOpenMutants(openFile);
  const mutants = mutantsOf(edition).filter((mutant) => kind === undefined || mutant.kind === kind);
  let told = 0;
  const results = runMutants(mutants, all, (done, survivors) => {
    if (shell.now() - told < 2000 && done < mutants.length) return;
    told = shell.now();
    shell.err(`${document} ${revision}: ${done} of ${mutants.length} mutants, ${survivors} not noticed\n`);
  });
  const excused = new Set([...open, ...listed.map(({ mutant }) => mutant)]);
  const silent = results.filter(({ noticedBy }) => noticedBy === null);
  const survivors = silent.filter(({ mutant }) => !excused.has(mutant.id));
  const byId = new Map(results.map((result) => [result.mutant.id, result]));
  const stale =
    kind === undefined
      ? [
          ...listed.map(({ mutant }) => ({ mutant, file: equivalentsFile })),
          ...open.map((mutant) => ({ mutant, file: openFile })),
        ]
      : [];
  return {
    edition,
    results,
    survivors,
    equivalents: listed,
    open,
    proofs: all.length,
    findings: [
      ...failed,
      ...survivors.map(
        ({ mutant }) =>
          `${mutant.position.file}:${mutant.position.line}  survived  ${mutant.kind}  ${mutant.id}`,
      ),
      ...stale.flatMap(({ mutant, file }) => {
        const result = byId.get(mutant);
        if (result === undefined) return [`${file}  no such mutant  ${mutant}`];
        return result.noticedBy === null ? [] : [`${file}  noticed by ${result.noticedBy.at}  ${mutant}`];
      }),
    ],
  };
};

/** The questions of the scenarios that this edition decides and that can be asked of a mutant: those with an instant and facts that fit the schema. */
const proofsOf = async (
  edition: Edition,
  editions: Editions,
  scenarios: readonly Scenario[],
): Promise<readonly Proof[]> => {
  const validations = new Map(
    [...edition.decisions].map(([name, ruleSet]) => [name, makeFactValidation(edition, ruleSet)]),
  );
  const proofs: Proof[] = [];
  for (const scenario of scenarios) {
    for (const ask of scenario.asks) {
      const question = await questionOf(ask, edition, editions);
      const validate = validations.get(ask.decision);
      if (question === undefined || validate === undefined || validate(question.facts).length > 0) continue;
      if (ask.checks.some(({ kind }) => kind === 'refuses') && !contradicts(ask)) continue;
      proofs.push(proofOf(scenario, ask, question));
    }
  }
  return proofs;
};

/** Whether the refusal that an ask expects is one of the facts, or of what is computed of them; the others are none of the rules' business. */
const contradicts = ({ checks }: Ask): boolean =>
  checks.some(
    (check) =>
      check.kind === 'refuses' &&
      ['invalid-facts', 'out-of-range'].some((code) => code === (check.problem['code'] ?? 'invalid-facts')),
  );

interface Asked extends Question {
  readonly subject: string | null;
}

/** What an ask asks of this edition; nothing where another one decides it, or none does. */
const questionOf = async (
  { decision, request }: Ask,
  edition: Edition,
  editions: Editions,
): Promise<Asked | undefined> => {
  const read = readDecideRequest(request);
  if (read.code !== 'read' || read.value.asOf === null) return undefined;
  const { facts, asOf, subject, acts, invalid } = read.value;
  const choice = await editions.choose(read.value.edition, decision, asOf, acts, facts);
  if (choice.code !== 'chosen' || choice.edition !== edition) return undefined;
  return { decision, facts, asOf, subject, ...(invalid === undefined ? {} : { invalid }) };
};

/** Which edition governed, and why, is none of the rules' business. */
const isOfRules = (check: Check): boolean => !('path' in check && check.path.startsWith('governing.'));

const proofOf = (scenario: Scenario, { checks }: Ask, question: Asked): Proof => ({
  scenario: scenario.title,
  at: `${scenario.uri}:${scenario.line}`,
  question,
  isMet: (edition, answer) => {
    const told = toldAs(edition, question, answer);
    return checks.filter(isOfRules).every((check) => failureOf(told, check) === null);
  },
});

/** An answer as the service tells it. */
const toldAs = (edition: Edition, { asOf, subject, invalid }: Asked, answer: Answer) => {
  if (answer.code === 'decided') {
    const { decision } = answer;
    const asked = { id: null, asOf, decidedAt: asOf, subject, decision, governing: null };
    const body = answerOf(edition, invalid === undefined ? asked : { ...asked, invalid });
    return { status: 200, body: asSent(body) };
  }
  const problem = problemOf(answer);
  return { status: problem.status, body: asSent(problem) };
};

const asJson = ({ edition, results, survivors, equivalents, open, proofs, findings }: Report) => ({
  edition: edition.identity,
  mutants: results.length,
  questions: proofs,
  equivalents: equivalents.length,
  open: open.length,
  survivors: survivors.map(({ mutant: { id, kind, position } }) => ({ id, kind, ...position })),
  findings,
});

const tellReport = ({ edition, results, equivalents, open, proofs, findings }: Report): string => {
  const { document, revision } = edition.identity;
  const looked = `${counted(results.length, 'mutant')}, ${counted(proofs, 'question')}, ${equivalents.length} listed as equivalent, ${open.length} open: no scenario notices them yet`;
  const verdict =
    findings.length === 0 ? 'every other mutant is noticed' : counted(findings.length, 'finding');
  return [`${document} ${revision}: ${looked}; ${verdict}.`, ...findings, ''].join('\n');
};
