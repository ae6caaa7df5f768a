import { counted } from '../../language/numbers/counted.js';
import type { EngineName } from '../../engine/engines.js';
import {
  replayLog,
  tellReplayFinding,
  type Replay,
  type ReplayFinding,
} from '../../audit/replay/replay-log.js';
import type { ReplayPlan } from '../../audit/replay/replay-batch.js';
import { command, WrongUse, type ExitCode, type Shell } from '../shell/command.js';
import { text, flag, choice, number, share, instant, type ValuesOf } from '../shell/options.js';
import { personalKeyOption, sourceOptions } from '../arguments/log-options.js';
import { editionsOption } from '../arguments/edition-options.js';
import { openEditions, openSource } from '../arguments/open.js';
import { personalSecret } from '../arguments/personal-options.js';
import { expectedRecords, tellingProgress, workersOf, workersOption } from '../arguments/workers-option.js';

const options = {
  ...sourceOptions,
  on: text({
    value: 'DIR',
    means: 'the columns of a log, as `log export --to parquet` writes them, in place of it; by DuckDB',
    insteadOf: ['data', 'store', 'personalKey', 'workers'],
  }),
  sample: number({
    value: 'N',
    means: 'with --on: so many records of each decision are decided by the compiled evaluator too',
    otherwise: 1000,
    needs: 'on',
    min: 1,
    max: 1_000_000,
  }),
  editions: { ...editionsOption, means: 'with --on: where the editions that decided are' },
  engine: choice<EngineName | 'both', 'both'>(['both', 'compiled', 'reference'], {
    value: 'NAME',
    means: 'both, compiled or reference; both: compiled for all, reference for a share',
    otherwise: 'both',
  }),
  referenceShare: share({
    value: 'SHARE',
    means: 'with both: the share that the reference evaluates too, 0 to 1',
    told: 'about 1,000 records',
  }),
  decision: text({ value: 'NAME', means: 'only records of this decision' }),
  from: instant({ means: 'only records decided at or after' }),
  to: instant({ means: 'only records decided before' }),
  personalKey: personalKeyOption,
  id: text({ value: 'ID', means: 'only this record' }),
  workers: workersOption,
  json: flag({ means: 'print what came out as JSON' }),
};

/** `clausebook replay`: does every recorded decision come out again? */
export const replayCommand = command({
  name: 'replay',
  summary: 'evaluate recorded decisions again and report any difference',
  usage:
    '[--data DIR | --on DIR] [--engine both|compiled|reference] [--decision NAME] [--from INSTANT] [--to INSTANT] [--id ID] [--json]',
  options,
  help: `
Evaluates each record from its stored inputs, under the release that decided it, as the log keeps it. The compiled engine takes
microseconds for a decision and evaluates all; the reference takes milliseconds and evaluates a share, chosen by the records' ids: the same
ones each time. --reference-share 1 or --engine reference evaluates all by it. A record whose facts are masked, encrypted or erased can't
be replayed, encrypted ones without --personal-key; those are counted. Exit code 1 on any difference. Whether the records are those that were recorded, \`verify\` says.

With --on the columns that \`log export --to parquet\` wrote are decided again, by one query for each decision and release in DuckDB: outcome, rules,
readings, effects and what is left to discretion. What is assumed, overridden and computed on the way has no column and is not compared, and no record is
verified. The compiled evaluator decides what SQL leaves, what differs and a sample, which must come to the same.

  clausebook replay --data ./data --decision refund --reference-share 0.01
  clausebook replay --on columns --editions rules`,
  names: { most: 0, say: 'Name a record with `--id`.' },
  run: (args, shell) => (args.on === undefined ? replaySource(args, shell) : replayOn(args.on, args, shell)),
});

type ReplayValues = ValuesOf<typeof options>;

const replaySource = async (args: ReplayValues, shell: Shell): Promise<ExitCode> => {
  const source = await openSource(args);
  try {
    const expected = await expectedRecords(source);
    const plan = planOf(args, expected, (await personalSecret(args))?.toString('base64'));
    const replay = await replayLog(source, {
      plan,
      workers: workersOf(args.workers, expected),
      progress: tellingProgress('replay', shell),
    });
    return tellAll(replay, plan, args, shell);
  } finally {
    await source.close();
  }
};

const replayOn = async (directory: string, args: ReplayValues, shell: Shell): Promise<ExitCode> => {
  const { release } = await openEditions(args);
  const { replayOnColumns } = await import('./columns/replay-on-columns.js');
  const tell = (message: string): void => {
    shell.err(`clausebook replay: ${message}\n`);
  };
  const { replay, plan } = await replayOnColumns(directory, {
    planFor: (expected) => planOf(args, expected, undefined),
    ...{ editionOf: release, sample: args.sample, tell },
  });
  return tellAll(replay, plan, args, shell);
};

const planOf = (args: ReplayValues, expected: number, personalKey: string | undefined): ReplayPlan => {
  const { decision, id, from, to } = args;
  return { ...{ decision, id, from, to, personalKey }, shares: sharesOf(args, expected) };
};

type Told = Omit<Replay, 'evaluated'> & {
  readonly evaluated: Replay['evaluated'] & { readonly sql?: number };
};

const tellAll = (replay: Told, plan: ReplayPlan, args: ReplayValues, shell: Shell): ExitCode => {
  if (args.json) shell.out(`${JSON.stringify({ shares: plan.shares, ...replay }, undefined, 2)}\n`);
  else {
    for (const finding of replay.findings) shell.err(`${tellFinding(finding, args.on)}\n`);
    shell.out(tellReplay(replay));
  }
  if (plan.id !== undefined && replay.chosen === 0) shell.err(`There is no record \`${plan.id}\`.\n`);
  return replay.findings.length > 0 || (plan.id !== undefined && replay.chosen === 0) ? 1 : 0;
};

const tellFinding = (finding: ReplayFinding, on: string | undefined): string =>
  on !== undefined && finding.code === 'release-unusable'
    ? `release-unusable: ${finding.at} (record \`${finding.id ?? ''}\`): the release ${finding.digest} is not among \`--editions\`. Name a folder that has it, or take \`--data\` or \`--store\`, where the log keeps it.`
    : tellReplayFinding(finding);

const sampled = 1_000;

const sharesOf = (
  {
    engine,
    referenceShare,
    id,
  }: {
    readonly engine: EngineName | 'both';
    readonly referenceShare: number | undefined;
    readonly id: string | undefined;
  },
  expected: number,
): Readonly<Record<EngineName, number>> => {
  if (engine !== 'both') {
    if (referenceShare !== undefined) throw new WrongUse('`--reference-share` goes with `--engine both`.');
    return { compiled: Number(engine === 'compiled'), reference: Number(engine === 'reference') };
  }
  const usual = id !== undefined || expected <= sampled ? 1 : sampled / expected;
  return { compiled: 1, reference: referenceShare ?? usual };
};

const tellReplay = ({
  lines,
  chosen,
  evaluated,
  closed,
  closedFirst,
  dropped,
  findings,
  untold,
}: Told): string => {
  const count = (number: number): string => number.toLocaleString('en');
  const told = [
    `Read ${counted(lines, 'record')}, chose ${count(chosen)}.`,
    ...(evaluated.sql === undefined ? [] : [`  SQL: ${count(evaluated.sql)} decided again`]),
    `  compiled: ${count(evaluated.compiled)} evaluated again${evaluated.sql === undefined ? '' : ', a sample, and what SQL leaves'}`,
    `  reference: ${count(evaluated.reference)} evaluated again${evaluated.reference < chosen - closed ? ', a share of them (`--reference-share`)' : ''}`,
  ];
  if (closed > 0) {
    const first = closedFirst.map(({ at, id }) => id ?? at).join(', ');
    told.push(
      `  ${count(closed)} cannot be replayed, their facts are masked or erased: ${first}${closed > closedFirst.length ? ', …' : ''}`,
    );
  }
  if (dropped > 0) told.push(`  ${count(dropped)} lost their content by age.`);
  const found = findings.length + untold;
  told.push(
    found === 0
      ? `Every decision came out as it was recorded${evaluated.sql === undefined ? '' : ', as far as columns tell'}.`
      : `${count(found)} did not come out as recorded${untold > 0 ? `; ${count(untold)} of them are not told` : ''}.`,
  );
  return `${told.join('\n')}\n`;
};
