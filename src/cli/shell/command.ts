import type { Readable } from 'node:stream';
import type { ParseArgsConfig } from 'node:util';
import type { Settings } from './settings.js';

/** 0 fine, 1 findings, 2 wrong use, 3 could not (I/O, port, defect). */
export type ExitCode = 0 | 1 | 2 | 3;

/** What the shell hands a command; nothing else of the process is a command's to touch. */
export interface Shell {
  readonly settings: Settings;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly readInput: () => Promise<string>;
  /** Writes bytes where `out` writes; resolves once more may be written. */
  readonly outBytes: (bytes: Uint8Array) => Promise<void>;
  /** The bytes of the standard input, as they come. */
  readonly inputBytes: () => Readable;
  /** Resolves when the process is asked to stop. */
  readonly untilStopped: Promise<void>;
  readonly now: () => number;
}

/** Arguments as parsed: named options, then the rest. */
export interface Arguments {
  readonly text: (name: string) => string | undefined;
  /** Every value of an option that may be given several times. */
  readonly texts: (name: string) => readonly string[];
  readonly flag: (name: string) => boolean;
  readonly positionals: readonly string[];
}

/** One subcommand of `clausebook`. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  /** What stands behind the name in a call: `DECISION [--facts FILE]`. */
  readonly usage: string;
  /** What each option means, in the order of the help. */
  readonly options: readonly CommandOption[];
  /** Longer help: what it reads, what it prints, an example. */
  readonly help: string;
  readonly run: (args: Arguments, shell: Shell) => Promise<ExitCode>;
}

export interface CommandOption {
  readonly name: string;
  /** The value's name in help; left out for a flag. */
  readonly value?: string;
  /** It may be given several times. */
  readonly many?: true;
  readonly means: string;
}

/** Wrong use of a command: told with its usage, exit code 2. */
export class WrongUse extends Error {
  override readonly name = 'WrongUse';
}

/** What could not be done, in a line that says why: exit code 3. */
export class CouldNot extends Error {
  override readonly name = 'CouldNot';
}

/** The options of a command as `node:util` takes them. */
export const parseConfig = (command: Command): NonNullable<ParseArgsConfig['options']> =>
  Object.fromEntries<{
    readonly type: 'boolean' | 'string';
    readonly short?: string;
    readonly multiple?: boolean;
  }>([
    ...command.options.map(
      ({ name, value, many = false }): [string, { type: 'boolean' | 'string'; multiple: boolean }] => [
        name,
        { type: value === undefined ? ('boolean' as const) : ('string' as const), multiple: many },
      ],
    ),
    ['help', { type: 'boolean' as const, short: 'h' }],
  ]);
