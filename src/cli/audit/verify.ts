import type { Checkpoint } from '../../audit/chain/checkpoint.js';
import { tellFinding } from '../../audit/verify/finding.js';
import { makeAuditPool, verifyLog, type Verification } from '../../audit/verify/verify-log.js';
import { WrongUse, type Command } from '../shell/command.js';
import { counted } from '../shell/counted.js';
import { openSource, readCheckpoints, sourceOptions, trustedKeys } from '../arguments/open-source.js';
import { expectedRecords, tellingProgress, workersOf, workersOption } from '../arguments/workers-argument.js';

/** `clausebook verify`: is the log what was recorded? */
export const verifyCommand: Command = {
  name: 'verify',
  summary: 'read the whole log and find what was altered, removed, inserted or moved',
  usage: '[--data DIR] [--checkpoint FILE] [--key FILE] [--workers N] [--json]',
  options: [
    ...sourceOptions,
    { name: 'checkpoint', value: 'FILE', means: 'checkpoints that you kept, as GET /checkpoints gave them' },
    {
      name: 'key',
      value: 'FILE',
      means:
        "the public key that you trust, PEM or JWK; default: the data directory's own, which proves less",
    },
    workersOption,
    { name: 'json', means: 'print what was found as JSON' },
  ],
  help: `
Reads every record strictly: its canonical text, its hash, its place in the chain, its personal values, its id; then the releases that
records cite, the checkpoints, and whether the log still ends where the catalogue and the checkpoints say. Whoever can write to the
store can also make all of it anew: only a checkpoint that you kept elsewhere, and the public key, show that. Exit code 1 on findings.

  clausebook verify --data ./data --checkpoint kept.json --key clausebook.pem`,
  run: async (args, shell) => {
    if (args.positionals.length > 0)
      throw new WrongUse('There is nothing to name: the log is that of `--data`.');
    const file = args.text('checkpoint');
    const kept: readonly Checkpoint[] = file === undefined ? [] : await readCheckpoints(file);
    const keys = await trustedKeys(args, shell);
    const source = await openSource(args, shell);
    try {
      const workers = workersOf(args, await expectedRecords(source));
      const verification = await verifyLog(source, {
        keys,
        kept,
        progress: tellingProgress('verify', shell),
        makePool: (wanted) => makeAuditPool(wanted, workers),
      });
      const { findings } = verification;
      if (args.flag('json')) shell.out(`${JSON.stringify(verification, undefined, 2)}\n`);
      else {
        for (const finding of findings) shell.err(`${tellFinding(finding)}\n`);
        shell.out(tellVerification(verification, kept.length, args.text('key') !== undefined));
      }
      return findings.length === 0 ? 0 : 1;
    } finally {
      await source.close();
    }
  },
};

const tellRemovals = ({
  erasedValues,
  droppedRecords,
  events,
}: Verification['removals']): readonly string[] =>
  events.length === 0
    ? []
    : [
        `  ${counted(erasedValues, 'personal value')} erased, ${counted(droppedRecords, 'record')} without content, by ${counted(events.length, 'event')}:`,
        ...events.map(
          ({ id, kind, at, by, reason, records }) =>
            `    ${at} ${kind} of ${counted(records, 'record')} by ${by}: ${reason} (${id})`,
        ),
      ];

const tellVerification = (
  { records, heads, releases, checkpoints, removals, findings, untold }: Verification,
  kept: number,
  ownKey: boolean,
): string => {
  const ends = heads.map(
    ({ chain, sequence, hash }) =>
      `  ends at ${sequence}${chain === null ? '' : ` of the chain ${chain}`}: ${hash}`,
  );
  const read = `${counted(records, 'record')}, ${counted(releases, 'release')}, ${counted(checkpoints, 'checkpoint')} of its own, ${kept} kept by you`;
  const found = findings.length + untold;
  const result =
    found > 0
      ? `${counted(found, 'finding')}${untold > 0 ? `, ${untold} of them not told` : ''}.`
      : kept > 0 && ownKey
        ? 'Nothing was altered up to the last checkpoint that you kept; after it, nothing that the log itself can show.'
        : 'Nothing that the log itself can show was altered. A checkpoint that you kept and the public key show more.';
  return [`Read ${read}.`, ...ends, ...tellRemovals(removals), result, ''].join('\n');
};
