import type { Checkpoint } from '../../audit/chain/checkpoint.js';
import type { Positions } from '../../audit/store/positions.js';
import { stampKey } from '../../audit/witness/attest.js';
import { openPositionsFiles } from '../../audit/store/positions-files.js';
import { makeReleaseContents } from '../../audit/receipt/release-contents.js';
import { makeReceipts } from '../../decide/record/receipts.js';
import { problemOf } from '../../service/http/problems.js';
import { failureOfError, isDefect } from '../../service/http/failure-of-error.js';
import { command, CouldNot, type ExitCode, type Shell } from '../shell/command.js';
import { text } from '../shell/options.js';
import { tellProblem } from '../shell/tell-problem.js';
import { toldReason } from '../shell/told-reason.js';
import { openWhole } from '../shell/write-whole.js';
import { trustedKeys } from '../arguments/keys.js';
import { logOptions, type NamedLog } from '../arguments/log-options.js';
import { openLog } from '../arguments/open.js';
import { askService, serviceOptions } from '../service/ask-service.js';

/** `clausebook receipt`: one decision with all that shows, without its service, that it was recorded so. */
export const receiptCommand = command({
  name: 'receipt',
  summary: 'write one decision as a file that anyone can verify by itself',
  usage: 'ID [--output FILE] [--data DIR | --store URL | --url URL [--key KEY]]',
  options: {
    ...logOptions('a service may be running on it'),
    ...serviceOptions,
    output: text({ value: 'FILE', means: 'where to, - for standard output', otherwise: '-' }),
  },
  help: `
The receipt is one JSON file: the record with its personal values as the log has them, the path from it to a signed checkpoint, the words of its
clauses, and the release that decided it. Whoever has the public key verifies it without the service and its data: \`clausebook verify-receipt\`,
or any program by docs/receipts.md. A record that no checkpoint covers yet has no receipt (receipt-not-yet): a running service makes one by itself,
and at once by POST /checkpoints. Exit code 1 where there is no receipt.

  clausebook receipt 0b4c… --output receipt.json
  clausebook log key > clausebook.pem
  clausebook verify-receipt receipt.json --key clausebook.pem`,
  names: { least: 1, most: 1, say: 'Name one recorded decision by its id.' },
  run: async (args, shell, [id = '']) => {
    const found =
      args.url === undefined ? await receiptIn(id, args) : await receiptFrom(id, args.url, args.key);
    if (found.code === 'none') {
      shell.err(found.told);
      return found.exit;
    }
    await write(found.text, args.output, shell);
    return 0;
  },
});

type Found =
  | { readonly code: 'found'; readonly text: string }
  | { readonly code: 'none'; readonly told: string; readonly exit: ExitCode };

const receiptIn = async (id: string, named: NamedLog): Promise<Found> => {
  const log = await openLog(named);
  const contents = makeReleaseContents(log);
  const positions = await openStampsOf(named);
  try {
    const keys = await trustedKeys(undefined, named);
    const timeStampOf = (checkpoint: Checkpoint) => positions.read(stampKey(checkpoint));
    const find = makeReceipts({ log, contents, keys: () => keys, thorough: true, timeStampOf });
    const found = await find(id);
    if (found.code === 'found') return { code: 'found', text: JSON.stringify(found.receipt) };
    return { code: 'none', told: tellProblem(problemOf(found)), exit: 1 };
  } catch (error) {
    const failure = failureOfError(error);
    if (isDefect(failure)) throw error;
    return { code: 'none', told: tellProblem(problemOf(failure)), exit: 3 };
  } finally {
    await contents.close();
    await positions.close();
    await log.close();
  }
};

/** What keeps time stamps of a log's checkpoints, to be closed. */
const openStampsOf = async ({ data, store }: NamedLog): Promise<Pick<Positions, 'read' | 'close'>> => {
  if (store === undefined) return openPositionsFiles(data, 'witnesses');
  const { openPositionsToRead } = await import('../../audit/store/postgres/positions-table.js');
  return openPositionsToRead(store);
};

const receiptFrom = async (id: string, url: string, key: string | undefined): Promise<Found> => {
  const asked = await askService(
    url,
    `/decisions/${encodeURIComponent(id)}/receipt`,
    'application/json',
    key,
  );
  if (asked.code === 'answered') return { code: 'found', text: asked.text };
  return { code: 'none', told: asked.told, exit: [404, 409, 410].includes(asked.status) ? 1 : 3 };
};

/** It holds personal values: only its owner may read the file. */
const write = async (receipt: string, output: string, shell: Shell): Promise<void> => {
  if (output === '-') {
    await shell.outBytes(Buffer.from(`${receipt}\n`));
    return;
  }
  try {
    const whole = await openWhole(output, 0o600);
    await whole.write(Buffer.from(`${receipt}\n`));
    await whole.keep();
  } catch (cause) {
    throw new CouldNot(`\`${output}\` can't be written: ${toldReason(cause)}`, { cause });
  }
};
