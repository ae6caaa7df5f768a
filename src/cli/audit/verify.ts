import { parseCheckpoint, type Checkpoint } from '../../audit/chain/checkpoint.js';
import { openWitness } from '../../audit/witness/open-witness.js';
import { WitnessUnreadableError, WitnessUnusableError } from '../../audit/witness/witness.js';
import { tellFinding, type Finding } from '../../audit/verify/finding.js';
import { makeAuditPool, verifyLog, type Verification } from '../../audit/verify/verify-log.js';
import { command, CouldNot, WrongUse } from '../shell/command.js';
import { text, texts, flag } from '../shell/options.js';
import { counted } from '../../language/numbers/counted.js';
import { readCheckpoints, trustedKeys } from '../arguments/keys.js';
import { sourceOptions } from '../arguments/log-options.js';
import { openSource } from '../arguments/open.js';
import { expectedRecords, tellingProgress, workersOf, workersOption } from '../arguments/workers-option.js';

/** `clausebook verify`: is the log what was recorded? */
export const verifyCommand = command({
  name: 'verify',
  summary: 'read the whole log and find what was altered, removed, inserted or moved',
  usage: '[--data DIR] [--checkpoint FILE] [--witness URL …] [--key FILE] [--workers N] [--json]',
  options: {
    ...sourceOptions,
    checkpoint: text({ value: 'FILE', means: 'checkpoints that you kept, as GET /checkpoints gave them' }),
    witness: texts({
      value: 'URL',
      means: 'a witness that has checkpoints, as `serve --witness` names it; may be given several times',
    }),
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
store can also make all of it anew: only a checkpoint that you kept elsewhere, or that a witness has, and the public key show that: of a log that was cut or put back older, the end is
missing (end-missing); of one that was forked, it is another (end-differs). Exit code 1 on findings.

  clausebook verify --data ./data --checkpoint kept.json --key clausebook.pem
  clausebook verify --data ./data --witness git+file:///srv/witness --key clausebook.pem`,
  names: { most: 0, say: 'There is nothing to name: the log is that of `--data`.' },
  run: async (args, shell) => {
    const file = args.checkpoint;
    const attested = await Promise.all(args.witness.map(readWitness));
    const kept: readonly Checkpoint[] = [
      ...(file === undefined ? [] : await readCheckpoints(file)),
      ...attested.flatMap(({ checkpoints }) => checkpoints),
    ];
    const keys = await trustedKeys(args.key, args);
    const source = await openSource(args);
    try {
      const workers = workersOf(args.workers, await expectedRecords(source));
      const verified = await verifyLog(source, {
        keys,
        kept,
        progress: tellingProgress('verify', shell),
        makePool: (wanted) => makeAuditPool(wanted, workers),
      });
      const findings = [...attested.flatMap(({ unread }) => unread), ...verified.findings];
      const verification = { ...verified, findings };
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

interface ReadWitness {
  readonly checkpoints: readonly Checkpoint[];
  readonly unread: readonly Finding[];
}

/** What a witness has. Throws {@link WrongUse} where it keeps nothing, {@link CouldNot} where it can't be read. */
const readWitness = async (address: string): Promise<ReadWitness> => {
  try {
    const { name, read } = await openWitness(address);
    if (read === null)
      throw new WrongUse(
        `\`${name}\` keeps nothing: its time stamps stand in receipts, and \`verify-receipt --tsa FILE\` verifies them.`,
      );
    const items = (await read()).map((json, at) => ({ checkpoint: parseCheckpoint(json), place: at + 1 }));
    return {
      checkpoints: items.flatMap(({ checkpoint }) => checkpoint ?? []),
      unread: items.flatMap(({ checkpoint, place }) =>
        checkpoint === undefined ? [{ code: 'witness-unread', witness: name, place }] : [],
      ),
    };
  } catch (cause) {
    if (cause instanceof WitnessUnusableError) throw new WrongUse(cause.message);
    if (cause instanceof WitnessUnreadableError) throw new CouldNot(cause.message, { cause });
    throw cause;
  }
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
  const read = `${counted(records, 'record')}, ${counted(releases, 'release')}, ${counted(checkpoints, 'checkpoint')} of its own, ${kept} kept elsewhere`;
  const found = findings.length + untold;
  const result =
    found > 0
      ? `${counted(found, 'finding')}${untold > 0 ? `, ${untold} of them not told` : ''}.`
      : kept > 0 && ownKey
        ? 'Nothing was altered up to the last checkpoint that was kept elsewhere; after it, nothing that the log itself can show.'
        : 'Nothing that the log itself can show was altered. A checkpoint that you kept and the public key show more.';
  return [`Read ${read}.`, ...ends, ...tellRemovals(removals), result, ''].join('\n');
};
