import { counted } from '../../language/numbers/counted.js';
import { appendFile } from 'node:fs/promises';
import { foldersAt, mergeBase } from '../arguments/git-ref.js';
import { mutantAnnotations, mutantsSarif } from '../mutate/tell-mutants.js';
import type { TriedMutants } from '../mutate/try-mutants.js';
import { scenarioRecords, stagesOf } from '../repository/stages.js';
import { readTestSettings, settingsFile } from '../repository/test-settings.js';
import { readScenarios } from '../rules/scenario-file.js';
import { repositoryFolder } from '../rules/told-findings.js';
import { command, CouldNot, WrongUse, type Shell } from '../shell/command.js';
import { writeWhole } from '../shell/write-whole.js';
import { tellDifferences } from './differences.js';
import { mostOfComment, putComment, type PullRequest } from './github-comment.js';
import { isFine, reportMarkdown, type Part, type Report, type Verdict } from './markdown.js';
import { lastLine, lineWith, printedPart } from './printed.js';
import { reportOptions, type ReportValues } from './report-options.js';

/** `clausebook report`: what a change does to the rules, for those who read it. */
export const reportCommand = command({
  name: 'report',
  summary: 'what a change does to the rules: proved, mutated, compared, in money, as Markdown',
  usage:
    '[--base REF] [--scenarios DIR] [--data DIR | --store URL | --requests FILE] [--out FILE] [--summary FILE]\n' +
    '       [--annotate] [--mutants FILE] [--comment [--pull NUMBER] [--repository OWNER/NAME]] [--editions DIR] [--features DIR]',
  options: reportOptions,
  help: `
Runs what \`clausebook test\` runs, as \`${settingsFile}\` says, and puts together what came of it. With --base only the mutants of what differs are tried, and it tells how each edition
differs from where this branch began: in text, in rules, in effect, and in money, over the cases of the scenarios or of a log. Of these cases no facts are told.
The records of scenarios that ran already are taken with --scenarios.

In GitHub Actions it is added to the summary of the job, by GITHUB_STEP_SUMMARY. --comment writes it as one comment of the pull request, which is found by a mark that nobody
sees and renewed each time; the token is in GITHUB_TOKEN and needs \`pull-requests: write\`. Elsewhere, --out gives a file that any system can show. With --annotate and --mutants
what \`clausebook mutate --format github\` and \`--format sarif\` say is told too, though the mutants are tried once; where they are off or can't be tried, no file is written.

Exit code 0: nothing is wrong, whatever differs. 1: something of check, scenarios, coverage, sweep or mutation is.

  clausebook report --base origin/main --out report.md`,
  names: { most: 0, say: 'Name what it is held against with `--base`.' },
  run: async (args, shell) => {
    const pull = args.comment ? pullOf(args, shell) : null;
    const report = await makeReport(args, shell);
    const text = `${reportMarkdown(report)}\n`;
    if (args.out !== undefined) await writeWhole(args.out, text);
    if (args.summary !== undefined) await append(args.summary, `${reportMarkdown(report, mostOfSummary)}\n`);
    if (pull === 'none') shell.err('There is no pull request here: no comment is written.\n');
    else if (pull !== null) {
      const put = await putComment(pull, reportMarkdown(report, mostOfComment));
      shell.err(`The comment of pull request ${pull.number} is ${put}.\n`);
    }
    shell.out(`\n${report.parts.map(({ name, verdict }) => `${name}: ${verdict}`).join('\n')}\n`);
    return isFine(report) ? 0 : 1;
  },
});

/** GitHub takes 1 MiB of a step. */
const mostOfSummary = 900_000;

const makeReport = async (args: ReportValues, shell: Shell): Promise<Report> => {
  const { base, editions, features } = args;
  if (base === undefined)
    return { against: null, parts: await prove(args, undefined, shell), differences: [] };
  const commit = await mergeBase(editions, base);
  const earlier = await foldersAt(commit, { editions, features });
  try {
    const parts = await prove(args, commit, shell);
    const { data, store, requests } = args;
    const cases = { data, store, requests };
    const change = { before: earlier.folders.editions, editions, features, cases };
    const differences = await tellDifferences(change, shell);
    const nothing: Part = { name: 'Editions', verdict: 'told', line: 'none differs', text: '' };
    return {
      against: `\`${base}\` (${commit.slice(0, 12)})`,
      parts,
      differences: differences.length === 0 ? [nothing] : differences,
    };
  } finally {
    await earlier.close();
  }
};

/** Runs each stage of the tests; whatever fails, the rest runs. */
const prove = async (
  { editions, features, scenarios, annotate, mutants }: ReportValues,
  since: string | undefined,
  shell: Shell,
): Promise<readonly Part[]> => {
  const settings = await readTestSettings(settingsFile);
  const data = scenarios ?? scenarioRecords;
  const parts: Part[] = [];
  const told: TriedMutants[] = [];
  const onMutants = (tried: TriedMutants): void => void told.push(tried);
  const stages = stagesOf({ editions, features, settings, data, since, onMutants });
  for (const { name, isOff = false, run } of stages) {
    const verdict = async (kept: Shell): Promise<Verdict> => ((await run(kept)) ? 'fine' : 'failed');
    if (isOff) parts.push({ name, verdict: 'off', line: '', text: '' });
    else if (name === 'scenarios' && scenarios !== undefined)
      parts.push(await printedPart(name, shell, (kept) => tellRan(scenarios, kept)));
    else parts.push(await printedPart(name, shell, verdict, lines[name] ?? lastLine));
  }
  const root = repositoryFolder(shell);
  for (const tried of told) {
    // After the parts, so that they stand in the log alone: a report is read by people.
    if (annotate) for (const line of mutantAnnotations(tried, root)) shell.out(`${line}\n`);
    if (mutants !== undefined) await writeWhole(mutants, mutantsSarif(tried, root));
  }
  return parts;
};

/** By stage, the line that says what came of it. */
const lines: Readonly<Record<string, (text: string) => string>> = {
  scenarios: lineWith(/^\d+ scenarios? \(/),
  coverage: lineWith(/\d scenarios?, \d/),
  mutate: lineWith(/ mutants?, /),
};

/** What came of scenarios that ran before. */
const tellRan = async (directory: string, shell: Shell): Promise<Verdict> => {
  const ran = await readScenarios(directory);
  const failed = ran.filter(({ status }) => status !== 'PASSED');
  for (const { uri, line, title, status } of failed)
    shell.out(`${uri}:${line}  ${status.toLowerCase()}  “${title}”\n`);
  shell.out(
    `${counted(ran.length, 'scenario')} (${ran.length - failed.length} passed${failed.length === 0 ? '' : `, ${failed.length} not`})\n`,
  );
  return failed.length === 0 && ran.length > 0 ? 'fine' : 'failed';
};

/** The pull request that a comment is for; `none` where this is none. Throws {@link WrongUse}. */
const pullOf = (
  { pull, repository, githubApi }: ReportValues,
  { settings }: Pick<Shell, 'settings'>,
): PullRequest | 'none' => {
  const written = pull ?? /^refs\/pull\/(\d+)\//.exec(settings.githubRef ?? '')?.[1];
  if (written === undefined) return 'none';
  const number = Number(written);
  if (!/^\d{1,9}$/.test(written))
    throw new WrongUse(`\`--pull ${written}\`: give the number of a pull request.`);
  if (repository === undefined || !/^[\w.-]+\/[\w.-]+$/.test(repository))
    throw new WrongUse('`--comment` needs the repository: `--repository OWNER/NAME` or GITHUB_REPOSITORY.');
  if (!URL.canParse(githubApi)) throw new WrongUse(`\`--github-api ${githubApi}\` is no address.`);
  const token = settings.githubToken;
  if (token === undefined) throw new WrongUse('`--comment` needs a token in GITHUB_TOKEN.');
  return { api: githubApi.replace(/\/+$/, ''), repository, number, token };
};

const append = async (file: string, text: string): Promise<void> => {
  await appendFile(file, text).catch((cause: unknown) => {
    throw new CouldNot(`\`${file}\` cannot be written.`, { cause });
  });
};
