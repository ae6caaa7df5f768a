import { counted } from '../../../language/numbers/counted.js';
import { sweepCase, type SweepFinding } from '../../../analysis/sweep/sweep.js';
import type { ExpectedReturn } from '../../../analysis/sweep/sweep-returns.js';
import type { Edition } from '../../../edition/model/edition.js';
import { makeCompiledEvaluator } from '../../../engine/compiled/compiled-evaluator.js';
import type { Evaluator } from '../../../engine/evaluation.js';
import { instantsIn } from '../../../language/format-value.js';
import { formatInstant } from '../../../language/instants.js';
import type { Editions } from '../../../decide/editions/editions.js';
import { command, WrongUse, type Shell } from '../../shell/command.js';
import { text, flag } from '../../shell/options.js';
import { editionsOption, featuresOption } from '../../arguments/edition-options.js';
import { openEditions } from '../../arguments/open.js';
import { casesOfFile, casesOfScenarios } from './sweep-cases.js';
import type { NamedCase } from '../../../decide/request/scenario-cases.js';
import { fileBeside } from '../file-beside.js';
import { readWindows } from './windows-file.js';

/** `clausebook sweep`: every case of the scenarios at every boundary in time that it has. */
export const sweepCommand = command({
  name: 'sweep',
  summary: 'decide every case just before, at and just after each boundary in time',
  usage: '[--cases FILE] [--features DIR] [--editions DIR] [--json]',
  options: {
    cases: text({
      value: 'FILE',
      means: 'a JSON list of { decision, facts, edition?, title? } in place of the scenarios',
    }),
    features: featuresOption(
      'where <document>/ has the scenarios, and windows.yaml (by <revision>/ where editions differ) which says what may come back',
    ),
    editions: editionsOption,
    json: flag({ means: 'print the findings as JSON' }),
  },
  help: `
A boundary is an instant among a case's facts, a date of a parameter or of the edition, or what a definition or an effect comes to; where the outcome
changes between two of them, that instant is looked for too. Findings, with exit code 1: gap (no rule stands), contradiction, failed (the
rules cannot be evaluated), and outcome-returns: an outcome that comes back after another one held. Where that is meant, windows.yaml says so:

  windows:
    - { decision: consumption, outcomes: [refuse, consume, refuse], from: period.startsAt, to: period.endsAt, because: … }

An entry that no scenario needs is a finding too (unused-window). A figure that itself goes and comes back explains an outcome that does; an outcome
that holds for a single millisecond is never taken as meant. Instants at which the facts are refused are counted, and are no finding; so is what
is not known at a time, as beyond the last day of a calendar, and what cannot be computed where a scenario asks for it there and so shows that it is refused.`,
  run: async (args, shell) => {
    const file = args.cases;
    const editions = await openEditions(args);
    const { features } = args;
    const cases = file === undefined ? await casesOfAll(editions, features) : await casesOfFile(file);
    if (cases.length === 0) throw new WrongUse('There is no case to sweep.');
    const report = await sweepAll(cases, editions, features, shell);
    const unused = file === undefined ? report.unused : [];
    const wrong = report.findings.filter(({ finding }) => isWrong(finding));
    if (args.json) shell.out(`${JSON.stringify({ ...report, unused }, null, 2)}\n`);
    else {
      for (const { at, title, decision, finding, zone } of wrong)
        shell.out(
          `${at}  ${finding.code}\n  “${title}”, ${decision}: ${instantsIn(tell(finding), zone)}\n\n`,
        );
      for (const { file: windows, decision, outcomes, from, to } of unused)
        shell.out(
          `${windows}  unused-window\n  No case of ${decision} is ${outcomes.join(', ')} from ${from} to ${to}.\n\n`,
        );
      const refused = report.findings.filter(({ finding }) => finding.code === 'refused').length;
      shell.out(
        `${counted(report.cases, 'case')} at ${counted(report.looked, 'instant')}: ${counted(wrong.length + unused.length, 'finding')}; ` +
          `${report.meant === 1 ? '1 outcome comes' : `${report.meant} outcomes come`} back as meant; facts are refused over ${refused === 1 ? '1 stretch' : `${refused} stretches`} of time.\n`,
      );
      if (report.incomplete > 0)
        shell.out(
          `${report.incomplete === 1 ? '1 case has' : `${report.incomplete} cases have`} more boundaries than were looked at.\n`,
        );
    }
    return wrong.length + unused.length === 0 ? 0 : 1;
  },
});

const isWrong = (finding: SweepFinding): boolean =>
  finding.code === 'outcome-returns' ? finding.expected === null : finding.code !== 'refused';

/** What was found of a case, and by whose clocks its instants are told. */
type Found = NamedCase & { readonly finding: SweepFinding; readonly zone: string };

interface Report {
  readonly cases: number;
  readonly looked: number;
  readonly meant: number;
  readonly incomplete: number;
  readonly findings: readonly Found[];
  readonly unused: readonly (ExpectedReturn & { readonly file: string })[];
}

const progressMs = 2_000;

/** The cases of every contract that has scenarios; a case that names no edition is decided under that contract's. */
const casesOfAll = async (editions: Editions, features: string): Promise<readonly NamedCase[]> => {
  const documents = new Set(editions.all().map(({ identity }) => identity.document));
  const cases = await Promise.all(
    [...documents].map(async (document) =>
      (await casesOfScenarios(features, document)).map((one) => ({
        ...one,
        edition: { document, ...one.edition },
      })),
    ),
  );
  return cases.flat();
};

const sweepAll = async (
  cases: readonly NamedCase[],
  editions: Editions,
  features: string,
  shell: Shell,
): Promise<Report> => {
  const evaluators = new Map<Edition, Evaluator>();
  /** By file. */
  const windows = new Map<string, readonly ExpectedReturn[]>();
  const files = new Map<Edition, Promise<string>>();
  const fileOf = (edition: Edition): Promise<string> => {
    const file = files.get(edition) ?? fileBeside(features, edition.identity, 'windows.yaml');
    files.set(edition, file);
    return file;
  };
  const used = new Set<unknown>();
  const swept = new Set<string>();
  const askedAt = new Map<string, readonly number[]>();
  for (const one of cases) askedAt.set(factsKey(one), [...(askedAt.get(factsKey(one)) ?? []), ...atOf(one)]);
  const findings: Found[] = [];
  let [looked, meant, incomplete, told] = [0, 0, 0, shell.now()];
  for (const [i, one] of cases.entries()) {
    const choice = await editions.choose(
      one.edition,
      one.decision,
      one.asOf ?? shell.now(),
      one.acts,
      one.facts,
    );
    // A scenario may show that there is no such edition or decision.
    if (choice.code !== 'chosen') continue;
    const { edition } = choice;
    const key = JSON.stringify([edition.identity.digest, one.decision, one.facts]);
    if (swept.has(key)) continue;
    swept.add(key);
    const evaluator = evaluators.get(edition) ?? makeCompiledEvaluator(edition);
    evaluators.set(edition, evaluator);
    const beside = await fileOf(edition);
    const expected = windows.get(beside) ?? (await readWindows(beside));
    windows.set(beside, expected);
    const sweep = await sweepCase(
      evaluator,
      edition,
      { ...one, asked: askedAt.get(factsKey(one)) ?? [] },
      expected,
    );
    looked += sweep.looked;
    if (!sweep.complete) incomplete += 1;
    for (const finding of sweep.findings) {
      findings.push({ ...one, finding, zone: edition.zone });
      if (finding.code !== 'outcome-returns' || finding.expected === null) continue;
      meant += 1;
      used.add(finding.expected);
    }
    if (shell.now() - told < progressMs) continue;
    told = shell.now();
    shell.err(`swept ${i + 1} of ${cases.length} cases\n`);
  }
  const unused = [...windows].flatMap(([file, expected]) =>
    expected.filter((window) => !used.has(window)).map((window) => ({ ...window, file })),
  );
  return { cases: swept.size, looked, meant, incomplete, findings, unused };
};

const factsKey = ({ decision, facts }: NamedCase): string => JSON.stringify([decision, facts]);

const atOf = ({ asOf }: NamedCase): readonly number[] => (asOf === null ? [] : [asOf]);

const tell = (finding: SweepFinding): string => {
  if (finding.code === 'outcome-returns') {
    const { outcomes, away, back } = finding;
    const first = outcomes[0] ?? '';
    return (
      `${outcomes.join(', then ')}. It is no longer ${first} from ${formatInstant(away.from)} (${named(away.begins)}), ` +
      `and again from ${formatInstant(back.from)} (${named(back.begins)}). Where that is meant, windows.yaml beside the phrases says so: see --help.`
    );
  }
  const { from, to, begins, reached } = finding.stretch;
  const when = `from ${formatInstant(from)} (${named(begins)}) to ${formatInstant(to)}`;
  if (finding.code === 'contradiction') return `${finding.rules.join(' and ')} disagree ${when}.`;
  if (finding.code === 'gap') return `no rule stands ${when}.`;
  return reached.code === 'failed' ? `${reached.why} ${when}.` : `the facts are refused ${when}.`;
};

const named = (names: readonly string[]): string =>
  names.length === 0 ? 'no boundary known' : names.join(', ');
