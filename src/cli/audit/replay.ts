import { counted } from '../../language/numbers/counted.js';
import type { EngineName } from '../../engine/engines.js';
import { replayLog, tellReplayFinding, type Replay } from '../../audit/replay/replay-log.js';
import type { ReplayPlan } from '../../audit/replay/replay-batch.js';
import { command, WrongUse } from '../shell/command.js';
import { text, flag, choice, share, instant } from '../shell/options.js';
import { personalKeyOption, sourceOptions } from '../arguments/log-options.js';
import { openSource } from '../arguments/open.js';
import { personalSecret } from '../arguments/personal-options.js';
import { expectedRecords, tellingProgress, workersOf, workersOption } from '../arguments/workers-option.js';

/** `clausebook replay`: does every recorded decision come out again? */
export const replayCommand = command({
  name: 'replay',
  summary: 'evaluate recorded decisions again and report any difference',
  usage:
    '[--data DIR] [--engine both|compiled|reference] [--decision NAME] [--from INSTANT] [--to INSTANT] [--id ID] [--json]',
  options: {
    ...sourceOptions,
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
  },
  help: `
Evaluates each record from its stored inputs, under the release that decided it, as the log keeps it. The compiled engine takes
microseconds for a decision and evaluates all; the reference takes milliseconds and evaluates a share, chosen by the records' ids: the same
ones each time. --reference-share 1 or --engine reference evaluates all by it. A record whose facts are masked, encrypted or erased can't
be replayed, encrypted ones without --personal-key; those are counted. Exit code 1 on any difference. Whether the records are those that were recorded, \`verify\` says.

  clausebook replay --data ./data --decision refund --reference-share 0.01`,
  names: { most: 0, say: 'Name a record with `--id`.' },
  run: async (args, shell) => {
    const source = await openSource(args);
    try {
      const expected = await expectedRecords(source);
      const plan: ReplayPlan = {
        shares: sharesOf(args, expected),
        decision: args.decision,
        id: args.id,
        from: args.from,
        to: args.to,
        personalKey: (await personalSecret(args))?.toString('base64'),
      };
      const replay = await replayLog(source, {
        plan,
        workers: workersOf(args.workers, expected),
        progress: tellingProgress('replay', shell),
      });
      if (args.json) shell.out(`${JSON.stringify({ shares: plan.shares, ...replay }, undefined, 2)}\n`);
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
});

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
}: Replay): string => {
  const count = (number: number): string => number.toLocaleString('en');
  const told = [
    `Read ${counted(lines, 'record')}, chose ${count(chosen)}.`,
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
