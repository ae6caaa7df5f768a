import type { Readable } from 'node:stream';
import { readOptions, type Given, type OptionTable, type ValuesOf } from './options.js';
import type { Settings } from './settings.js';
import { WrongUse } from './wrong-use.js';

export { WrongUse };

/** 0 fine, 1 findings, 2 wrong use, 3 could not (I/O, port, defect). */
export type ExitCode = 0 | 1 | 2 | 3;

/** What the shell hands a command; nothing else of the process is a command's to touch. */
export interface Shell {
  readonly settings: Settings;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether a person sees what `out` writes, in a terminal. */
  readonly isTerminal: boolean;
  /** Asks whoever sits at the terminal, and resolves to what is answered; left out where nobody does. */
  readonly ask?: (question: string) => Promise<string>;
  readonly readInput: () => Promise<string>;
  /** Writes bytes where `out` writes; resolves once more may be written. */
  readonly outBytes: (bytes: Uint8Array) => Promise<void>;
  /** The bytes of the standard input, as they come. */
  readonly inputBytes: () => Readable;
  /** Resolves when the process is asked to stop. */
  readonly untilStopped: Promise<void>;
  readonly now: () => number;
}

/** How many names stand in a call besides its options, and what is said where it is another number. */
export interface NamesRule {
  readonly least?: number;
  readonly most?: number;
  readonly say: string;
}

interface About {
  readonly name: string;
  readonly summary: string;
  /** What stands behind the name in a call: `DECISION [--facts FILE]`. */
  readonly usage: string;
  /** Left out, any number of them. */
  readonly names?: NamesRule;
  /** Longer help: what it reads, what it prints, an example. */
  readonly help: string;
}

/** One subcommand of `clausebook`. */
export interface Command extends About {
  /** In the order of the help. */
  readonly options: OptionTable;
  /** Runs it with what a call gives. Throws {@link WrongUse} and {@link CouldNot}. */
  readonly call: (given: Given, names: readonly string[], shell: Shell) => Promise<ExitCode>;
}

/** Makes a subcommand, which runs with the values of its options and the names of the call. */
export const command = <Options extends OptionTable>({
  run,
  ...about
}: About & {
  readonly options: Options;
  readonly run: (values: ValuesOf<Options>, shell: Shell, names: readonly string[]) => Promise<ExitCode>;
}): Command => ({
  ...about,
  call: async (given, names, shell) => {
    const { least = 0, most = Infinity, say } = about.names ?? { say: '' };
    if (names.length < least || names.length > most) throw new WrongUse(say);
    return run(readOptions(about.options, given, shell.settings), shell, names);
  },
});

/** What could not be done, in a line that says why: exit code 3. */
export class CouldNot extends Error {
  override readonly name = 'CouldNot';
}
