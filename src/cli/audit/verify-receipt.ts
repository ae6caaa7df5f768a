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
  usage: 'FILE --key FILE [--json]',
  options: {
    key: text({
      value: 'FILE',
      means:
        'the public key that you trust, PEM or JWK, as `clausebook log key` or GET /checkpoints/key give it',
    }),
    json: flag({ means: 'print what was found as JSON' }),
  },
  help: `
Nothing but the two files is read, and nothing is asked. It says what the decision is, what that rests on, and what a receipt does not show.
Exit code 0: genuine; 1: refused, with the reason in one line; 2: no key; 3: a file can't be read.

  clausebook verify-receipt receipt.json --key clausebook.pem`,
  names: { least: 1, most: 1, say: 'Name the file of one receipt.' },
  run: async ({ key, json }, shell, [file = '']) => {
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
    if (json)
      shell.out(`${JSON.stringify({ genuine: true, record, missing, clauses, checkpoint }, undefined, 2)}\n`);
    else shell.out(tellReceipt(verified));
    return 0;
  },
});

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
