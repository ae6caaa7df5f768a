import { findSolver } from '../../../proof/solver/find-solver.js';
import { startSolver } from '../../../proof/solver/solver.js';
import { makeSolverShelf, type SolverShelf } from '../../../proof/solver/solver-shelf.js';
import { CouldNot, type Shell } from '../../shell/command.js';

/** The solver that is here, and those of it that work. */
export interface SolversAtWork {
  /** Name and version. */
  readonly name: string;
  readonly shelf: SolverShelf;
}

/**
 * Works with solvers, which are ended with it, or when the command is stopped. Throws {@link CouldNot} where there is none (`no-solver`), where
 * the one that is here does not answer (`solver-broken`), and where it is stopped (`stopped`).
 */
export const withSolvers = async <Result>(
  shell: Pick<Shell, 'untilStopped' | 'err'>,
  work: (solvers: SolversAtWork) => Promise<Result>,
): Promise<Result> => {
  const { solver, broken } = await findSolver();
  const install = '`npm install --save-dev z3-solver`, or the z3 binary';
  if (solver === undefined)
    throw new CouldNot(
      broken === undefined
        ? `no-solver: There is no solver. Install one: ${install}.`
        : `solver-broken: The \`z3\` that is on the PATH is of no use: ${broken}. Mend it, or install one: ${install}.`,
    );
  if (broken !== undefined)
    shell.err(`The \`z3\` that is on the PATH is of no use: ${broken}. ${solver.name} is asked.\n`);
  const shelf = makeSolverShelf(() => startSolver(solver.command, solver.name));
  const stopped = shell.untilStopped.then((): never => {
    // A solver that works is deaf to all else: it is ended, and no other is started.
    shelf.endAll();
    throw new CouldNot('stopped: The proof was stopped.');
  });
  stopped.catch(() => undefined);
  try {
    return await Promise.race([work({ name: solver.name, shelf }), stopped]);
  } finally {
    shelf.endAll();
  }
};
