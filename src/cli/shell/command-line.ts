import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { LogDamagedError } from '../../audit/store/failures.js';
import { suggestion } from '../../language/nearest.js';
import { CouldNot, WrongUse, type Command, type ExitCode, type Shell } from './command.js';
import { flag, tellOption, writtenName, type Given } from './options.js';
import { productBuild, productVersion, toldBuild } from '../../service/monitoring/product-build.js';
import { toldReason } from './told-reason.js';
import { keepYoungHeapSmall } from './young-heap.js';

/** Each command by its name, loaded when it is called: a service needs nothing of what reads scenarios. */
const commands = new Map<string, () => Promise<Command>>([
  ['init', async () => (await import('../repository/init.js')).initCommand],
  ['test', async () => (await import('../repository/test.js')).testCommand],
  ['report', async () => (await import('../report/report.js')).reportCommand],
  ['import', async () => (await import('../import/import.js')).importCommand],
  ['check', async () => (await import('../rules/check.js')).checkCommand],
  ['review', async () => (await import('../rules/review.js')).reviewCommand],
  ['decide', async () => (await import('../service/decide.js')).decideCommand],
  ['ask', async () => (await import('../service/ask.js')).askCommand],
  ['explain', async () => (await import('../audit/explain.js')).explainCommand],
  [
    'serve',
    async () => {
      keepYoungHeapSmall();
      return (await import('../service/serve.js')).serveCommand;
    },
  ],
  ['choose', async () => (await import('../service/choose.js')).chooseCommand],
  ['mcp', async () => (await import('../service/mcp.js')).mcpCommand],
  ['keys', async () => (await import('../service/keys.js')).keysCommand],
  ['webhooks', async () => (await import('../service/webhooks.js')).webhooksCommand],
  ['verify', async () => (await import('../audit/verify.js')).verifyCommand],
  ['receipt', async () => (await import('../audit/receipt.js')).receiptCommand],
  ['verify-receipt', async () => (await import('../audit/verify-receipt.js')).verifyReceiptCommand],
  ['replay', async () => (await import('../audit/replay.js')).replayCommand],
  ['tally', async () => (await import('../audit/tally.js')).tallyCommand],
  ['erase', async () => (await import('../audit/erase.js')).eraseCommand],
  ['log', async () => (await import('../audit/log.js')).logCommand],
  ['coverage', async () => (await import('../rules/coverage.js')).coverageCommand],
  ['pages', async () => (await import('../rules/pages.js')).pagesCommand],
  ['table', async () => (await import('../rules/table.js')).tableCommand],
  ['eval', async () => (await import('../rules/eval.js')).evalCommand],
  ['compile', async () => (await import('../rules/compile.js')).compileCommand],
  ['client', async () => (await import('../client/client.js')).clientCommand],
  ['mutate', async () => (await import('../mutate/mutate.js')).mutateCommand],
  ['sweep', async () => (await import('../rules/sweeping/sweep.js')).sweepCommand],
  ['prove', async () => (await import('../rules/proving/prove.js')).proveCommand],
  ['diff', async () => (await import('../rules/diff.js')).diffCommand],
  ['impact', async () => (await import('../impact/impact.js')).impactCommand],
  ['readings', async () => (await import('../impact/readings.js')).readingsCommand],
  ['publish', async () => (await import('../publish/publish.js')).publishCommand],
  ['withdraw', async () => (await import('../publish/withdraw.js')).withdrawCommand],
  ['restore', async () => (await import('../publish/restore.js')).restoreCommand],
  ['editions', async () => (await import('../publish/editions.js')).editionsCommand],
]);

/** Runs one call of `clausebook`. Never throws: what went wrong is told on `err` and in the exit code. */
export const runCommandLine = async (argv: readonly string[], shell: Shell): Promise<ExitCode> => {
  const [name, ...rest] = argv;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    const asked = await commands.get(rest[0] ?? '')?.();
    shell.out(asked === undefined ? await overview() : helpOf(asked));
    return name === undefined ? 2 : 0;
  }
  if (name === '--version') {
    shell.out(`${await productVersion()}\n`);
    return 0;
  }
  if (name === 'version') {
    shell.out(`${toldBuild(await productBuild())}\n`);
    return 0;
  }
  const load = commands.get(name);
  if (load === undefined) {
    const known = [...commands.keys()].join(', ');
    shell.err(`clausebook: there is no command \`${name}\`. Commands: ${known}.\n`);
    return 2;
  }
  let called = { name, usage: `${name} --help` };
  try {
    const command = await load();
    called = { name, usage: command.usage };
    const { given, names } = parse(command, rest);
    if (given['help'] === true) {
      shell.out(helpOf(command));
      return 0;
    }
    return await command.call(given, names, shell);
  } catch (error) {
    return tellFailure(called, error, shell);
  }
};

/** What a call gives for each option, by its name, and its other arguments. Throws {@link WrongUse}. */
const parse = (
  command: Command,
  rest: readonly string[],
): { readonly given: Given; readonly names: readonly string[] } => {
  const options = Object.entries({ ...command.options, help }).map(([name, { value }]) => ({
    name,
    written: writtenName(name).slice(2),
    config: {
      type: value === undefined ? ('boolean' as const) : ('string' as const),
      multiple: value !== undefined,
      ...(name === 'help' ? { short: 'h' } : {}),
    },
  }));
  try {
    const { values, positionals } = parseArgs({
      args: [...rest],
      options: Object.fromEntries(options.map(({ written, config }) => [written, config])),
      allowPositionals: true,
    });
    const given = options.map(({ name, written }) => [name, givenOf(values[written])] as const);
    return { given: Object.fromEntries(given), names: positionals };
  } catch (error) {
    throw new WrongUse(
      unknownOption(command, error) ?? (error instanceof Error ? error.message : String(error)),
    );
  }
};

const givenOf = (value: ReturnType<typeof parseArgs>['values'][string]): Given[string] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : value === true ? true : undefined;

const help = flag({ means: 'this text' });

/** What is said of an option that a command does not have; `undefined` where something else is wrong. */
const unknownOption = ({ options }: Command, error: unknown): string | undefined => {
  if (!(error instanceof Error && 'code' in error && error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION'))
    return undefined;
  const given = /'(-[^']*)'/.exec(error.message)?.[1];
  if (given === undefined) return undefined;
  const names = [...Object.keys(options), 'help'].map(writtenName);
  return `\`${given}\` is no option of this command. ${suggestion(given, names, `There are ${names.join(', ')}.`)}`;
};

const tellFailure = (command: Pick<Command, 'name' | 'usage'>, error: unknown, shell: Shell): ExitCode => {
  if (error instanceof WrongUse) {
    shell.err(
      `clausebook ${command.name}: ${error.message}\nUsage: clausebook ${command.name} ${command.usage}\n`,
    );
    return 2;
  }
  if (error instanceof CouldNot) {
    shell.err(`clausebook ${command.name}: ${error.message}\n`);
    return 3;
  }
  // A log that opens may be damaged in a place that is read only later.
  if (error instanceof LogDamagedError) {
    shell.err(`clausebook ${command.name}: ${error.code}: ${error.message}. Restore it from a copy.\n`);
    return 3;
  }
  const missing = missingOfInstallation(error);
  if (missing !== undefined) {
    shell.err(
      `clausebook ${command.name}: this installation is not whole: \`${missing}\` is missing. Install it again.\n`,
    );
    return 3;
  }
  const path = pathRefused(error);
  if (path !== undefined) {
    shell.err(`clausebook ${command.name}: \`${path}\` cannot be used: ${toldReason(error)}\n`);
    return 3;
  }
  const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
  shell.err(`clausebook ${command.name}: a defect of clausebook, please report it.\n${told}\n`);
  return 3;
};

/** The file or folder with which the system could not do what was asked; `undefined` where something else went wrong. */
const pathRefused = (error: unknown): string | undefined =>
  error instanceof Error && 'syscall' in error && 'path' in error && typeof error.path === 'string'
    ? error.path
    : undefined;

const schemasFolder = fileURLToPath(new URL('../../../schemas/', import.meta.url));

/** The file of Clausebook itself that was looked for in vain; `undefined` where something else went wrong. */
const missingOfInstallation = (error: unknown): string | undefined =>
  error instanceof Error &&
  'code' in error &&
  error.code === 'ENOENT' &&
  'path' in error &&
  typeof error.path === 'string' &&
  error.path.startsWith(schemasFolder)
    ? error.path
    : undefined;

const overview = async (): Promise<string> => {
  const all = await Promise.all([...commands.values()].map((load) => load()));
  return [
    'clausebook: contract terms as executable rules, with contract tests.',
    '',
    'Usage: clausebook COMMAND [OPTIONS]',
    '',
    ...all.map(({ name, summary }) => `  ${name.padEnd(10)} ${summary}`),
    '',
    'clausebook COMMAND --help tells more of each, clausebook --version which one this is, clausebook version of which commit it was built. Exit codes: 0 fine, 1 findings, 2 wrong use, 3 could not.',
    '',
  ].join('\n');
};

const helpOf = ({ name, summary, usage, options, help: more }: Command): string =>
  [
    `clausebook ${name}: ${summary}`,
    '',
    `Usage: clausebook ${name} ${usage}`,
    '',
    ...Object.entries({ ...options, help }).map(([option, about]) => tellOption(option, about)),
    '',
    more.trim(),
    '',
  ].join('\n');
