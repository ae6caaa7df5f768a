import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startSolver } from './solver.js';

/** A solver that is here. */
export interface FoundSolver {
  /** Name and version. */
  readonly name: string;
  /** How it is started, to read SMT-LIB from its input. */
  readonly command: readonly [string, ...(readonly string[])];
}

/** What was found where a solver may be. */
export interface SolverSearch {
  /** `undefined` where there is none that answers. */
  readonly solver: FoundSolver | undefined;
  /** Why the binary that is installed is not taken; `undefined` where it is, or where there is none. */
  readonly broken: string | undefined;
}

const run = promisify(execFile);
const entry = fileURLToPath(new URL(`z3-process${extname(import.meta.url)}`, import.meta.url));

/**
 * Z3 where its binary is installed and answers a question of which the answer is known, else as the package `z3-solver` has it, where that is.
 * @param trialMs how long the binary may take for its version, and for the question
 */
export const findSolver = async (trialMs = 30_000): Promise<SolverSearch> => {
  const binary = await findBinary(trialMs);
  if (typeof binary === 'object') return { solver: binary, broken: undefined };
  try {
    const { version } = createRequire(import.meta.url)('z3-solver/package.json') as {
      readonly version: string;
    };
    const solver: FoundSolver = {
      name: `z3-solver ${version}`,
      command: [process.execPath, ...process.execArgv, entry],
    };
    return { solver, broken: binary };
  } catch {
    return { solver: undefined, broken: binary };
  }
};

/** The binary; why it is of no use; `undefined` where none is installed. */
const findBinary = async (trialMs: number): Promise<FoundSolver | string | undefined> => {
  let version: string;
  try {
    version = (await run('z3', ['--version'], { timeout: trialMs, killSignal: 'SIGKILL' })).stdout.trim();
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return isMissing ? undefined : 'it does not tell its version';
  }
  if (!version.startsWith('Z3 version ')) return 'what it tells as its version is none of Z3';
  const solver: FoundSolver = { name: version, command: ['z3', '-in', '-smt2'] };
  const wrong = await wrongIn(solver, trialMs);
  return wrong === undefined ? solver : wrong;
};

/** An integer that is more than 2 there is, and its square is no 2; asked as properties are. */
const trial =
  '(declare-const x Int)(push)(assert (> x 2))(set-option :rlimit 1000000)(check-sat)(set-option :rlimit 0)' +
  '(get-value ((> x 2)))(pop)(push)(assert (= (* x x) 2))(assert (< (- 3) x 3))(check-sat)(pop)';

const wrongIn = async ({ command, name }: FoundSolver, trialMs: number): Promise<string | undefined> => {
  const solver = startSolver(command, name);
  const said = await solver.ask(trial, trialMs);
  solver.end();
  if (said.code === 'deadline') return `it does not answer a small question in ${trialMs / 1000} s`;
  if (said.code === 'ended') return `it does not answer a small question: ${said.why}`;
  return said.text.replaceAll(/\s+/g, ' ').trim() === 'sat (((> x 2) true)) unsat'
    ? undefined
    : 'it answers a small question wrongly';
};
