import { createReadStream } from 'node:fs';
import { instantsIn } from '../../language/format-value.js';
import { readLines } from '../../workers/lines.js';
import type { StoredLine } from '../../audit/store/lines.js';
import type { LogSource } from '../../audit/store/log-source.js';
import { loadReplayed } from '../../audit/replay/replay-log.js';
import { impactPage } from '../../analysis/impact/impact-page.js';
import { makeReport, reportToJson, type ImpactReport } from '../../analysis/impact/report.js';
import { stakesOf } from '../../analysis/impact/stakes.js';
import { tellImpact } from '../../analysis/impact/tell-impact.js';
import type { Edition } from '../../edition/model/edition.js';
import { genuineRelease } from '../../decide/editions/genuine-release.js';
import { loadKeptRelease } from '../../decide/editions/load-editions.js';
import { command, CouldNot, WrongUse, type ExitCode, type Shell } from '../shell/command.js';
import { impactOptions, type ImpactValues } from './impact-options.js';
import { editionAt } from '../arguments/edition-folders.js';
import { rejectedReadings, withRejected } from '../arguments/reading-option.js';
import { editionFolders } from '../../edition/read/edition-folders.js';
import { makeExplainLarge } from '../../analysis/impact/explain-large.js';
import { maximumLineBytes } from '../batch/answer-chunk.js';
import { planOf } from './impact-plan.js';
import { runImpact, type ImpactRun, type RunOptions } from './run-impact.js';
import { openEditions, openLog, openSource } from '../arguments/open.js';
import { cannotRead } from '../shell/read-named.js';
import { expectedRecords, tellingProgress, workersOf } from '../arguments/workers-option.js';
import { writeWhole } from '../shell/write-whole.js';
import { toldReason } from '../shell/told-reason.js';

/** `clausebook impact`: what another edition would have decided. */
export const impactCommand = command({
  name: 'impact',
  summary: 'what another edition would have decided of a log, in cases, clauses and money',
  usage:
    '[--to EDITION] [--reading ID=rejected …] [--data DIR | --requests FILE | --on DIR|URL] [--from INSTANT] [--until INSTANT] [--decision NAME]\n' +
    '       [--cohort FACT,…] [--json FILE] [--page FILE] [--workers N]',
  options: impactOptions,
  help: `
Decides each case once more as if EDITION had governed it, at the asOf of the case, and compares with what was decided: how many change, from
what to what, on which clauses, and what customers gain and lose. Recorded decisions are taken as they stand; requests are first decided by the
edition that governs each (--editions). Nothing is recorded. What cannot be compared is counted apart, with why.

With --reading it tells what hangs on a reading: the edition as it would be if the words were read as the reading rejected. EDITION may then be left
out where there is only one.

Whose gain an effect is says the edition (\`customer: gains\` or \`pays\` of an effect), or --gains and --pays. The ten largest are told with both traces;
these hold the facts of their cases, personal ones among them. Exit code 0: nothing that was asked for changes, and all could be tried. 1: something
changes, is refused or fails.

With --on it weighs the columns that \`log export --to parquet\` wrote, by one query for each decision in DuckDB: the same report, sooner. What SQL leaves
open is decided by the evaluator, and so is a sample, which must come to the same. --editions has the releases that decided. Of a database
(--on postgres://…) the records are read once, in bulk, and compared part by part, through files below TMPDIR; its releases are those it keeps.

  clausebook impact --to rules/kommo-ai-agent-terms/2027-01-01 --data ./data --from 2026-07-01T00:00:00Z --until 2026-10-01T00:00:00Z \\
    --cohort package.plan,package.feePaid.currency --page impact.html`,
  names: { most: 0, say: 'Name the edition with `--to`.' },
  run: async (args, shell) => {
    const { requests, on } = args;
    if (on !== undefined) return impactOn(on, args, shell);
    const source = requests === undefined ? await openSource(args) : null;
    try {
      const edition = await editionTo(args, source);
      const plan = await planOf(args, shell, edition);
      const before = await editionsBefore(source, args);
      const expected = source === null ? Infinity : await expectedRecords(source);
      const lines = source === null ? requestLines(requests ?? '-', shell) : source.lines();
      const report = await weighAll(lines, {
        of:
          requests === undefined
            ? `the log in ${args.store === undefined ? args.data : 'the database'}`
            : `the requests in ${requests}`,
        edition,
        plan,
        workers: workersOf(args.workers, expected),
        progress: tellingProgress('impact', shell),
        before,
      });
      return await tellReport(report, edition, args, shell);
    } finally {
      await source?.close();
    }
  },
});

/** Weighs columns: of a folder, or made of a database. */
const impactOn = async (on: string, args: ImpactValues, shell: Shell): Promise<ExitCode> => {
  const tell = (message: string): void => {
    shell.err(`clausebook impact: ${message}\n`);
  };
  const { sample } = args;
  if (!isDatabase(on)) {
    if (args.workers !== undefined)
      throw new WrongUse('`--workers` is for a log: the columns in a folder are weighed by DuckDB.');
    const edition = await editionTo(args, null);
    const plan = await planOf(args, shell, edition);
    if (plan.personalKey !== undefined)
      tell('the personal key plays no part: `log export --personal-key` opens what it exports.');
    const before = await editionsBefore(null, args);
    const { impactOnColumns } = await import('./columns/impact-on-columns.js');
    const run = await impactOnColumns(on, { plan, edition, before, tell, sample });
    const of = `the columns in ${on}`;
    return tellReport(await reportOf(run, { of, edition, plan, before }), edition, args, shell);
  }
  const log = await openLog({ data: args.data, store: on });
  try {
    const edition = await editionTo(args, log);
    const plan = await planOf(args, shell, edition);
    const before = await editionsBefore(log, args);
    const expected = (await log.ends()).reduce((sum, { last }) => sum + last, 0);
    const { impactInPlace } = await import('./columns/impact-in-place.js');
    const run = await impactInPlace(
      log,
      {
        ...{ plan, edition, before, tell, sample },
        workers: workersOf(args.workers, expected),
        progress: tellingProgress('impact', shell),
      },
      shell,
    );
    const of = 'the log in the database';
    return await tellReport(await reportOf(run, { of, edition, plan, before }), edition, args, shell);
  } finally {
    await log.close();
  }
};

const isDatabase = (on: string): boolean => /^postgres(?:ql)?:\/\//i.test(on);

/** Writes a report as the call says. */
const tellReport = async (
  report: ImpactReport,
  { zone }: Edition,
  args: ImpactValues,
  shell: Shell,
): Promise<ExitCode> => {
  const page = args.page;
  if (page !== undefined) await writeReport(page, impactPage(report));
  const json = args.json;
  if (json === '-') shell.out(reportToJson(report));
  else {
    if (json !== undefined) await writeReport(json, reportToJson(report));
    shell.out(instantsIn(tellImpact(report), zone));
  }
  const troubles = report.notCompared.some(
    ({ why }) => why === 'refused' || why === 'failed' || why === 'malformed',
  );
  return report.changed > 0 || troubles ? 1 : 0;
};

/** What is weighed, and by what. */
interface Weighing extends RunOptions {
  /** What it is, in words. */
  readonly of: string;
  /** What is asked about. */
  readonly edition: Edition;
  /** A release that decided before, by its digest. */
  readonly before: (digest: string) => Promise<Edition | undefined>;
}

/** Decides each case once more, and reports what came of it. */
export const weighAll = async (
  lines: AsyncIterable<StoredLine>,
  { of, edition, before, ...options }: Weighing,
): Promise<ImpactReport> =>
  reportOf(await runImpact(lines, options), { of, edition, before, plan: options.plan });

/** Reports what a run came to. */
const reportOf = (
  { tally, largest }: ImpactRun,
  { of, edition, plan, before }: Pick<Weighing, 'of' | 'edition' | 'plan' | 'before'>,
): Promise<ImpactReport> => {
  const stakes = stakesOf(edition, plan.sides);
  const tell = makeExplainLarge(edition, plan.overlook, before);
  return makeReport({ of, edition, stakes, tally, largest, tell });
};

const editionTo = async (args: ImpactValues, source: Releases | null): Promise<Edition> => {
  const rejected = rejectedReadings(args.reading);
  if (args.to === undefined && rejected.length === 0)
    throw new WrongUse('Name the other edition with `--to`: a folder or a digest.');
  return withRejected(await editionNamed(args, source), rejected);
};

/** What keeps the releases of a log. */
type Releases = Pick<LogSource, 'release'>;

/** The edition that `--to` names, or the only one that is here. */
export const editionNamed = async (
  { to, editions }: { readonly to: string | undefined; readonly editions: string },
  source: Releases | null,
): Promise<Edition> => {
  if (to === undefined) return editionAt(await onlyFolder(editions));
  if (!to.startsWith('sha256:')) return editionAt(to);
  if (source === null)
    throw new WrongUse(
      'A digest names a release of a log; with `--requests` or the columns in a folder, name a folder.',
    );
  const release = await source.release(to);
  if (release === undefined) throw new CouldNot(`The log has no release ${to}.`);
  return genuineRelease(to, () => loadKeptRelease(release.files));
};

/** The folder of the only edition that is here. */
const onlyFolder = async (directory: string): Promise<string> => {
  const [folder, ...others] = await editionFolders(directory);
  if (folder === undefined || others.length > 0)
    throw new WrongUse(`Name the edition with \`--to\`: there is not one edition alone in \`${directory}\`.`);
  return folder;
};

/** The requests of a file, one a line. */
export async function* requestLines(file: string, shell: Shell): AsyncGenerator<StoredLine> {
  const input = file === '-' ? shell.inputBytes() : createReadStream(file);
  let line = 0;
  try {
    for await (const read of readLines(input, maximumLineBytes)) {
      line += 1;
      // One that is too long is no request, as the service takes none: it counts as malformed.
      const text = read.code === 'line' ? read.bytes.toString('utf8') : '';
      if (read.code === 'too-long' || text.trim() !== '') yield { at: `${file}:${line}`, text };
    }
  } catch (cause) {
    throw cannotRead(file, cause);
  }
}

/** The editions that decided before, by their digests: those of the log, or those that govern requests. */
export const editionsBefore = async (
  source: Releases | null,
  args: Pick<ImpactValues, 'editions'>,
): Promise<(digest: string) => Promise<Edition | undefined>> => {
  if (source === null) return (await openEditions(args)).release;
  return async (digest) => loadReplayed(digest, (await source.release(digest))?.files);
};

const writeReport = async (file: string, text: string): Promise<void> => {
  await writeWhole(file, text).catch((cause: unknown) => {
    throw new CouldNot(`\`${file}\` cannot be written: ${toldReason(cause)}`, { cause });
  });
};
