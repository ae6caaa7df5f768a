import { canonical } from '../../language/canonical.js';
import type { Receipt } from '../../audit/receipt/receipt.js';
import type { HeldTimeStamp } from '../../audit/witness/held-time-stamp.js';
import { tellReceipt, tellReceiptProblem } from '../../audit/receipt/tell-receipt.js';
import { verifyReceipt } from '../../audit/receipt/verify-receipt.js';
import { readVerifyingKeys, UnusableKeyError } from '../../audit/chain/signing-key.js';
import { command, WrongUse } from '../shell/command.js';
import { flag, text } from '../shell/options.js';
import { readNamed } from '../shell/read-named.js';

/** `clausebook verify-receipt`: is a receipt genuine? */
export const verifyReceiptCommand = command({
  name: 'verify-receipt',
  summary: 'say whether a receipt is genuine and unaltered, without the service and its data',
  usage: 'FILE --key FILE [--tsa FILE] [--json]',
  options: {
    key: text({
      value: 'FILE',
      means:
        'the public key that you trust, PEM or JWK, as `clausebook log key` or GET /checkpoints/key give it',
    }),
    tsa: text({
      value: 'FILE',
      means:
        'certificates of the time-stamping authorities that you trust, PEM: a time stamp is required then',
    }),
    json: flag({ means: 'print what was found as JSON' }),
  },
  help: `
Nothing but the two files is read, and nothing is asked. It says what the decision is, what that rests on, and what a receipt does not show.
A time stamp in it (RFC 3161) is verified too: that it is over this checkpoint, and that its signature holds. Whose it is shows --tsa alone.
Exit code 0: genuine; 1: refused, with the reason in one line; 2: no key; 3: a file can't be read.

  clausebook verify-receipt receipt.json --key clausebook.pem`,
  names: { least: 1, most: 1, say: 'Name the file of one receipt.' },
  run: async ({ key, tsa, json }, shell, [file = '']) => {
    if (key === undefined)
      throw new WrongUse(
        'Give the public key that you trust with `--key`: without it nothing shows who signed.',
      );
    const verified = verifyReceipt(await readNamed(file), await keysIn(key));
    if (verified.code === 'refused') {
      const { problem } = verified;
      if (json) shell.out(`${JSON.stringify({ genuine: false, problem }, undefined, 2)}\n`);
      else shell.err(`${tellReceiptProblem(problem)}\n`);
      return 1;
    }
    const { record, missing, receipt } = verified;
    const { checkpoint, clauses } = receipt;
    const stamp = await stampOf(receipt, tsa);
    if (stamp !== null && 'problem' in stamp) {
      if (json) shell.out(`${JSON.stringify({ genuine: false, problem: stamp.problem }, undefined, 2)}\n`);
      else shell.err(`${stamp.problem.code}: ${stamp.problem.reason}\n`);
      return 1;
    }
    const timestamp = stamp ?? undefined;
    const told = { genuine: true, record, missing, clauses, checkpoint, timestamp };
    if (json) shell.out(`${JSON.stringify(told, undefined, 2)}\n`);
    else shell.out(tellReceipt(verified, timestamp));
    return 0;
  },
});

/** What is wrong with the time stamp of a receipt. */
interface StampProblem {
  readonly problem: { readonly code: 'no-timestamp' | 'bad-timestamp'; readonly reason: string };
}

/** The time stamp of a receipt; `null` where it has none, and none is required. @param tsa the file of trusted certificates */
const stampOf = async (
  { checkpoint, timestamp }: Receipt,
  tsa: string | undefined,
): Promise<HeldTimeStamp | StampProblem | null> => {
  if (timestamp === undefined)
    return tsa === undefined
      ? null
      : { problem: { code: 'no-timestamp', reason: 'the receipt has no time stamp.' } };
  // Only who has a time stamp loads what reads certificates.
  const { isCertificates, verifyTimeStamp } = await import('../../audit/witness/time-stamp.js');
  const trusted = tsa === undefined ? '' : await readNamed(tsa);
  if (tsa !== undefined && !isCertificates(trusted))
    throw new WrongUse(`\`${tsa}\` holds no certificates in PEM.`);
  const stamp = await verifyTimeStamp(timestamp, canonical(checkpoint), trusted);
  if (stamp.code === 'refused')
    return { problem: { code: 'bad-timestamp', reason: `of the time stamp: ${stamp.reason}.` } };
  if (tsa !== undefined && !stamp.isTrusted)
    return {
      problem: {
        code: 'bad-timestamp',
        reason: `none of the authorities that you trust stamped it: ${stamp.untrusted}.`,
      },
    };
  return stamp;
};

/** Throws {@link WrongUse} where the file holds no public key. */
const keysIn = async (file: string) => {
  const written = await readNamed(file);
  try {
    return readVerifyingKeys(written);
  } catch (cause) {
    if (cause instanceof UnusableKeyError) throw new WrongUse(`\`${file}\`: ${cause.message}`);
    throw cause;
  }
};
