import { parseArgs } from 'node:util';
import { checkCommand } from './check.js';
import {
  parseConfig,
  CouldNot,
  WrongUse,
  type Command,
  type CommandOption,
  type ExitCode,
  type Shell,
} from './command.js';
import { compileCommand } from './compile.js';
import { coverageCommand } from './coverage.js';
import { decideCommand } from './decide.js';
import { explainCommand } from './explain.js';
import { mutateCommand } from './mutate.js';
import { pagesCommand } from './pages.js';
import { reviewCommand } from './review.js';
import { serveCommand } from './serve.js';
import { sweepCommand } from './sweep.js';

const commands: readonly Command[] = [
  checkCommand,
  reviewCommand,
  decideCommand,
  explainCommand,
  serveCommand,
  coverageCommand,
  pagesCommand,
  compileCommand,
  mutateCommand,
  sweepCommand,
];

/** Runs one call of `clausebook`. Never throws: what went wrong is told on `err` and in the exit code. */
export const runCommandLine = async (argv: readonly string[], shell: Shell): Promise<ExitCode> => {
  const [name, ...rest] = argv;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    const asked = commands.find((command) => command.name === rest[0]);
    shell.out(asked === undefined ? overview() : helpOf(asked));
    return name === undefined ? 2 : 0;
  }
  const command = commands.find((one) => one.name === name);
  if (command === undefined) {
    shell.err(
      `clausebook: there is no command \`${name}\`. Commands: ${commands.map((one) => one.name).join(', ')}.\n`,
    );
    return 2;
  }
  try {
    const { values, positionals } = parse(command, rest);
    if (values['help'] === true) {
      shell.out(helpOf(command));
      return 0;
    }
    return await command.run(
      {
        text: (option) => {
          const value = values[option];
          return typeof value === 'string' ? value : undefined;
        },
        flag: (option) => values[option] === true,
        positionals,
      },
      shell,
    );
  } catch (error) {
    return tellFailure(command, error, shell);
  }
};

const parse = (command: Command, rest: readonly string[]): ReturnType<typeof parseArgs> => {
  try {
    return parseArgs({ args: [...rest], options: parseConfig(command), allowPositionals: true });
  } catch (error) {
    throw new WrongUse(error instanceof Error ? error.message : String(error));
  }
};

const tellFailure = (command: Command, error: unknown, shell: Shell): ExitCode => {
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
  const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
  shell.err(`clausebook ${command.name}: a defect of clausebook, please report it.\n${told}\n`);
  return 3;
};

const overview = (): string =>
  [
    'clausebook: contract terms as executable rules, with contract tests.',
    '',
    'Usage: clausebook COMMAND [OPTIONS]',
    '',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(10)} ${summary}`),
    '',
    'clausebook COMMAND --help tells more of each. Exit codes: 0 fine, 1 findings, 2 wrong use, 3 could not.',
    '',
  ].join('\n');

const helpOf = ({ name, summary, usage, options, help }: Command): string => {
  const all: readonly CommandOption[] = [...options, { name: 'help', means: 'this text' }];
  const told = all.map((option) => {
    const call = `--${option.name}${option.value === undefined ? '' : ` ${option.value}`}`;
    return `  ${call.padEnd(24)} ${option.means}`;
  });
  return [
    `clausebook ${name}: ${summary}`,
    '',
    `Usage: clausebook ${name} ${usage}`,
    '',
    ...told,
    '',
    help.trim(),
    '',
  ].join('\n');
};
