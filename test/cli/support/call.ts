import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { ExitCode } from '../../../src/cli/shell/command.js';
import { runCommandLine } from '../../../src/cli/shell/command-line.js';
import { readSettings } from '../../../src/cli/shell/settings.js';
import { atEnd } from '../../support/at-end.js';

/** Where the library's edition lies, as `<document>/<revision>/`. */
export const libraryEditions = fileURLToPath(new URL('../../edition/fixtures', import.meta.url));

/** What a call of `clausebook` came to. */
export interface Called {
  readonly code: ExitCode;
  readonly out: string;
  readonly err: string;
}

/** What a call finds around it. */
export interface Around {
  readonly input?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly untilStopped?: Promise<void>;
  /** Answers what a command asks. */
  readonly ask?: (question: string) => Promise<string>;
  /** Told of what is printed, as it is. */
  readonly onOut?: (text: string) => void;
}

/** Now, for every call. */
export const now = '2025-07-01T12:00:00.000Z';

/** Calls `clausebook` in this process, with a shell of the test's own. */
export const call = async (argv: readonly string[], around: Around = {}): Promise<Called> => {
  let out = '';
  let err = '';
  const code = await runCommandLine(argv, {
    settings: readSettings(around.environment ?? {}),
    out: (text) => {
      out += text;
      around.onOut?.(text);
    },
    err: (text) => {
      err += text;
    },
    isTerminal: false,
    ...(around.ask === undefined ? {} : { ask: around.ask }),
    readInput: () => Promise.resolve(around.input ?? ''),
    outBytes: (bytes) => {
      const text = Buffer.from(bytes).toString('utf8');
      out += text;
      around.onOut?.(text);
      return Promise.resolve();
    },
    inputBytes: () => Readable.from([Buffer.from(around.input ?? '')], { objectMode: false }),
    untilStopped: around.untilStopped ?? Promise.resolve(),
    now: () => Date.parse(now),
  });
  return { code, out, err };
};

/** A folder that is gone after the test. */
export const temporary = async (context: TestContext): Promise<string> => {
  const directory = await mkdtemp(join(tmpdir(), 'clausebook-cli-'));
  atEnd(context, () => rm(directory, { recursive: true, force: true }));
  return directory;
};

/** Writes the files of an edition as `<directory>/<document>/<revision>/`, and returns that folder. */
export const writeEdition = async (
  directory: string,
  name: string,
  files: ReadonlyMap<string, string>,
): Promise<string> => {
  const folder = join(directory, name);
  await mkdir(folder, { recursive: true });
  await Promise.all([...files].map(([file, text]) => writeFile(join(folder, file), text)));
  return folder;
};

/** A library member who comes back late, as facts for `fee`. */
export const lateReturn = {
  copy: { price: { minor: 2500, currency: 'EUR' } },
  loan: { handedOutAt: '2025-06-01T10:00:00Z', returnedAt: '2025-06-25T10:00:00Z' },
};
