import type { Checkpoint } from '../../audit/chain/checkpoint.js';
import { tellFinding } from '../../audit/verify/finding.js';
import { makeAuditPool, verifyLog, type Verification } from '../../audit/verify/verify-log.js';
import { command } from '../shell/command.js';
import { text, flag } from '../shell/options.js';
import { counted } from '../../language/counted.js';
import { readCheckpoints, trustedKeys } from '../arguments/keys.js';
import { sourceOptions } from '../arguments/log-options.js';
import { openSource } from '../arguments/open.js';
import { expectedRecords, tellingProgress, workersOf, workersOption } from '../arguments/workers-option.js';

/** `clausebook verify`: is the log what was recorded? */
export const verifyCommand = command({
  name: 'verify',
  summary: 'read the whole log and find what was altered, removed, inserted or moved',
  usage: '[--data DIR] [--checkpoint FILE] [--key FILE] [--workers N] [--json]',
  options: {
    ...sourceOptions,
    checkpoint: text({ value: 'FILE', means: 'checkpoints that you kept, as GET /checkpoints gave them' }),
    key: text({
      value: 'FILE',
      means:
        "the public key that you trust, PEM or JWK; default: the data directory's own, which proves less",
    }),
    workers: workersOption,
    json: flag({ means: 'print what was found as JSON' }),
  },
  help: `
Reads every record strictly: its canonical text, its hash, its place in the chain, its personal values, its id; then the releases that
records cite, the checkpoints, and whether the log still ends where the catalogue and the checkpoints say. Whoever can write to the
store can also make all of it anew: only a checkpoint that you kept elsewhere, and the public key, show that. Exit code 1 on findings.

  clausebook verify --data ./data --checkpoint kept.json --key clausebook.pem`,
  names: { most: 0, say: 'There is nothing to name: the log is that of `--data`.' },
  run: async (args, shell) => {
    const file = args.checkpoint;
    const kept: readonly Checkpoint[] = file === undefined ? [] : await readCheckpoints(file);
    const keys = await trustedKeys(args.key, args);
    const source = await openSource(args);
    try {
      const workers = workersOf(args.workers, await expectedRecords(source));
      const verification = await verifyLog(source, {
        keys,
        kept,
        progress: tellingProgress('verify', shell),
        makePool: (wanted) => makeAuditPool(wanted, workers),
      });
      const { findings } = verification;
      if (args.json) shell.out(`${JSON.stringify(verification, undefined, 2)}\n`);
      else {
        for (const finding of findings) shell.err(`${tellFinding(finding)}\n`);
        shell.out(tellVerification(verification, kept.length, args.key !== undefined));
      }
      return findings.length === 0 ? 0 : 1;
    } finally {
      await source.close();
    }
  },
});

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
