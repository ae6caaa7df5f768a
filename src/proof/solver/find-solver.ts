import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** A solver that is here. */
export interface FoundSolver {
  /** Name and version. */
  readonly name: string;
  /** How it is started, to read SMT-LIB from its input. */
  readonly command: readonly [string, ...(readonly string[])];
}

const run = promisify(execFile);
const entry = fileURLToPath(new URL(`z3-process${extname(import.meta.url)}`, import.meta.url));

/** Z3 where its binary is installed, else as the package `z3-solver` has it, where that is; `undefined` where neither is. */
export const findSolver = async (): Promise<FoundSolver | undefined> => {
  try {
    const { stdout } = await run('z3', ['--version']);
    return { name: stdout.trim(), command: ['z3', '-in', '-smt2'] };
  } catch {
    // It is not installed.
  }
  try {
    const { version } = createRequire(import.meta.url)('z3-solver/package.json') as {
      readonly version: string;
    };
    return { name: `z3-solver ${version}`, command: [process.execPath, ...process.execArgv, entry] };
  } catch {
    return undefined;
  }
};
