import { existsSync } from 'node:fs';
import { Writable } from 'node:stream';
import type { DecisionLog } from '../../audit/store/decision-log.js';
import { makeReleaseContents } from '../../audit/receipt/release-contents.js';
import { makeDecide } from '../../decide/decide.js';
import { makeEditions } from '../../decide/editions/editions.js';
import { loadKeptRelease } from '../../decide/editions/load-editions.js';
import { makeEvaluators } from '../../decide/evaluate.js';
import { makeReceipts } from '../../decide/record/receipts.js';
import { makeRecorded } from '../../decide/record/recorded.js';
import { engines } from '../../engine/engines.js';
import { editionsOf } from '../../given-editions.js';
import { StartError } from '../../start-error.js';
import { newId } from '../../new-id.js';
import { openStore } from '../../open-store.js';
import { productVersion } from '../../service/monitoring/product-build.js';
import { editionsOption, engineOption } from '../arguments/edition-options.js';
import { trustedKeys } from '../arguments/keys.js';
import { logOptions } from '../arguments/log-options.js';
import { opening, openLog, type LogToRead } from '../arguments/open.js';
import { personalOptions, personalStorage } from '../arguments/personal-options.js';
import { command, CouldNot, WrongUse, type Shell } from '../shell/command.js';
import { flag, list, text, type ValuesOf } from '../shell/options.js';

const options = {
  ...logOptions('a service may be running on it, but with --allow-decide'),
  editions: editionsOption,
  engine: engineOption,
  decisions: list({
    value: 'NAMES',
    means: 'take these alone, with commas between; the tools then have the schemas of their facts',
  }),
  allowDecide: flag({ means: 'offer the tool that has decisions recorded; without it nothing is' }),
  key: text({
    value: 'FILE',
    means: 'the public key by which receipts are verified',
    told: 'that of the data directory',
  }),
  personal: personalOptions.personal,
  personalKey: personalOptions.personalKey,
};

type Values = ValuesOf<typeof options>;

/** `clausebook mcp`: the tools for agents, over standard input and output. */
export const mcpCommand = command({
  name: 'mcp',
  summary: 'offer tools to an AI agent on this machine, over the Model Context Protocol',
  usage: '[--decisions NAMES] [--allow-decide] [--data DIR | --store URL] [--editions DIR] [--key FILE]',
  names: { most: 0, say: 'It takes options alone.' },
  options,
  help: `
An agent’s program starts it and speaks with it over standard input and output: a message of JSON-RPC on each line. It decides by the editions here and
reads recorded decisions. It records nothing without --allow-decide, and never publishes, erases or drafts.
\`clausebook serve --mcp\` offers the same at /mcp, to agents with keys.

  clausebook mcp --data ./data --decisions refund,expiry

docs/agents.md lists the tools.`,
  run: async (args, shell) => {
    const given = await editionsOf({ editionsDirectory: args.editions }).catch((error: unknown) => {
      throw error instanceof StartError ? new CouldNot(error.message, { cause: error }) : error;
    });
    const keys = await trustedKeys(args.key, args);
    const { log, record } = await openLogOf(args, shell);
    const contents = makeReleaseContents(log);
    try {
      const editions = makeEditions(given, {
        files: async (digest) => (await log.release(digest))?.files,
        load: loadKeptRelease,
      });
      // By the clock of the store.
      const parts = { editions, clock: Date.now, evaluators: makeEvaluators(engines[args.engine]) };
      const only = args.decisions.length === 0 ? undefined : args.decisions;
      const all = given.flatMap(({ decisions }) => [...decisions.keys()]);
      const unknown = only?.find((name) => !all.includes(name));
      if (unknown !== undefined)
        throw new WrongUse(
          `There is no decision \`${unknown}\` here. There are ${[...new Set(all)].join(', ')}.`,
        );
      const report = (error: unknown): void => {
        const [line] = String(error instanceof Error ? error.message : error).split('\n');
        shell.err(`clausebook mcp: ${line ?? ''}\n`);
      };
      const { speak } = await import('../../service/mcp/speak.js');
      await speak(
        {
          ...parts,
          recorded: makeRecorded({ ...parts, log }),
          decide: record === undefined ? undefined : makeDecide({ ...parts, log: record, newId }),
          findReceipt: makeReceipts({ log, contents, keys: () => keys, thorough: true }),
          keys: () => keys,
          version: await productVersion(),
          reportDefect: report,
        },
        only,
        { input: shell.inputBytes(), output: outputOf(shell), report },
        shell.untilStopped,
      );
    } finally {
      await contents.close();
      await log.close();
    }
    return 0;
  },
});

/** The log, and the same to record in where that is allowed. Where there is none to read, an empty one. Throws {@link CouldNot}. */
const openLogOf = async (
  args: Values,
  shell: Pick<Shell, 'err'>,
): Promise<{ readonly log: LogToRead; readonly record?: DecisionLog }> => {
  const { data: dataDirectory, store } = args;
  if (args.allowDecide) {
    const personal = await personalStorage(args);
    const record = await opening(() => openStore({ dataDirectory, store, personal }));
    return { log: record, record };
  }
  if (store !== undefined || existsSync(dataDirectory)) return { log: await openLog(args) };
  shell.err(`There is no data directory \`${dataDirectory}\`: no recorded decision can be told.\n`);
  return { log: await openStore({ dataDirectory: null }) };
};

const outputOf = ({ outBytes }: Pick<Shell, 'outBytes'>): Writable =>
  new Writable({
    write: (chunk: Uint8Array, _encoding, done) => {
      outBytes(chunk).then(() => {
        done();
      }, done);
    },
  });
