import type { EngineName } from '../../engine/engines.js';
import { replayLog, tellReplayFinding, type Replay } from '../../audit/replay/replay-log.js';
import type { ReplayPlan } from '../../audit/replay/replay-batch.js';
import { parseInstant } from '../../language/instants.js';
import { WrongUse, type Arguments, type Command } from '../shell/command.js';
import { openSource, sourceOptions } from '../arguments/open-source.js';
import { personalKeyOption, personalSecret } from '../arguments/personal-arguments.js';
import { expectedRecords, tellingProgress, workersOf, workersOption } from '../arguments/workers-argument.js';

/** `clausebook replay`: does every recorded decision come out again? */
export const replayCommand: Command = {
  name: 'replay',
  summary: 'evaluate recorded decisions again and report any difference',
  usage:
    '[--data DIR] [--engine both|compiled|reference] [--decision NAME] [--from INSTANT] [--to INSTANT] [--id ID] [--json]',
  options: [
    ...sourceOptions,
    {
      name: 'engine',
      value: 'NAME',
      means: 'both, compiled or reference (default both: compiled for all, reference for a share)',
    },
    {
      name: 'reference-share',
      value: 'SHARE',
      means: 'with both: the share that the reference evaluates too, 0 to 1 (default: about 1,000 records)',
    },
    { name: 'decision', value: 'NAME', means: 'only records of this decision' },
    { name: 'from', value: 'INSTANT', means: 'only records decided at or after' },
    { name: 'to', value: 'INSTANT', means: 'only records decided before' },
    personalKeyOption,
    { name: 'id', value: 'ID', means: 'only this record' },
    workersOption,
    { name: 'json', means: 'print what came out as JSON' },
  ],
  help: `
Evaluates each record from its stored inputs, under the release that decided it, as the log keeps it. The compiled engine takes
microseconds for a decision and evaluates all; the reference takes milliseconds and evaluates a share, chosen by the records' ids: the same
ones each time. --reference-share 1 or --engine reference evaluates all by it. A record whose facts are masked, encrypted or erased can't
be replayed, encrypted ones without --personal-key; those are counted. Exit code 1 on any difference. Whether the records are those that were recorded, \`verify\` says.

  clausebook replay --data ./data --decision refund --reference-share 0.01`,
  run: async (args, shell) => {
    if (args.positionals.length > 0) throw new WrongUse('Name a record with `--id`.');
    const source = await openSource(args, shell);
    try {
      const expected = await expectedRecords(source);
      const plan: ReplayPlan = {
        shares: sharesOf(args, expected),
        decision: args.text('decision'),
        id: args.text('id'),
        from: instantOf(args, 'from'),
        to: instantOf(args, 'to'),
        personalKey: (await personalSecret(args, shell))?.toString('base64'),
      };
      const replay = await replayLog(source, {
        plan,
        workers: workersOf(args, expected),
        progress: tellingProgress('replay', shell),
      });
      if (args.flag('json'))
        shell.out(`${JSON.stringify({ shares: plan.shares, ...replay }, undefined, 2)}\n`);
      else {
        for (const finding of replay.findings) shell.err(`${tellReplayFinding(finding)}\n`);
        shell.out(tellReplay(replay));
      }
      if (plan.id !== undefined && replay.chosen === 0) shell.err(`There is no record \`${plan.id}\`.\n`);
      return replay.findings.length > 0 || (plan.id !== undefined && replay.chosen === 0) ? 1 : 0;
    } finally {
      await source.close();
    }
  },
};

const sampled = 1_000;

const sharesOf = (args: Arguments, expected: number): Readonly<Record<EngineName, number>> => {
  const engine = args.text('engine') ?? 'both';
  const written = args.text('reference-share');
  if (written !== undefined && engine !== 'both')
    throw new WrongUse('`--reference-share` goes with `--engine both`.');
  if (engine === 'compiled') return { compiled: 1, reference: 0 };
  if (engine === 'reference') return { compiled: 0, reference: 1 };
  if (engine !== 'both') throw new WrongUse(`\`${engine}\` is no engine: both, compiled or reference.`);
  const one = args.text('id') !== undefined || expected <= sampled;
  if (written === undefined) return { compiled: 1, reference: one ? 1 : sampled / expected };
  const share = Number(written);
  if (!/^[0-9.]+$/.test(written) || !(share >= 0 && share <= 1))
    throw new WrongUse(`\`${written}\` is no share: 0 to 1.`);
  return { compiled: 1, reference: share };
};

/** An instant in epoch milliseconds; `undefined` where the option is not given. */
const instantOf = (args: Arguments, name: 'from' | 'to'): number | undefined => {
  const given = args.text(name);
  if (given === undefined) return undefined;
  const parsed = parseInstant(given);
  if (parsed.ok) return parsed.epochMs;
  throw new WrongUse(`\`${given}\` is no instant: RFC 3339 with an offset, 2026-08-15T12:00:00Z.`);
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
}: Replay): string => {
  const count = (number: number): string => number.toLocaleString('en');
  const told = [
    `Read ${count(lines)} records, chose ${count(chosen)}.`,
    `  compiled: ${count(evaluated.compiled)} evaluated again`,
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
      ? 'Every decision came out as it was recorded.'
      : `${count(found)} did not come out as recorded${untold > 0 ? `; ${count(untold)} of them are not told` : ''}.`,
  );
  return `${told.join('\n')}\n`;
};
