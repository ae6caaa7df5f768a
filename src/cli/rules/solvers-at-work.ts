import { findSolver } from '../../proof/solver/find-solver.js';
import { startSolver } from '../../proof/solver/solver.js';
import { makeSolverShelf, type SolverShelf } from '../../proof/solver/solver-shelf.js';
import { CouldNot, type Shell } from '../shell/command.js';

/** The solver that is here, and those of it that work. */
export interface SolversAtWork {
  /** Name and version. */
  readonly name: string;
  readonly shelf: SolverShelf;
}

/** Works with solvers, which are ended with it, or when the command is stopped. Throws {@link CouldNot} where there is none. */
export const withSolvers = async <Result>(
  shell: Pick<Shell, 'untilStopped'>,
  work: (solvers: SolversAtWork) => Promise<Result>,
): Promise<Result> => {
  const solver = await findSolver();
  if (solver === undefined)
    throw new CouldNot(
      'There is no solver. Install one: `npm install --save-dev z3-solver`, or the z3 binary.',
    );
  const shelf = makeSolverShelf(() => startSolver(solver.command, solver.name));
  const stopped = shell.untilStopped.then((): never => {
    // A solver that works is deaf to all else: it is ended, and no other is started.
    shelf.endAll();
    throw new CouldNot('The proof was stopped.');
  });
  stopped.catch(() => undefined);
  try {
    return await Promise.race([work({ name: solver.name, shelf }), stopped]);
  } finally {
    shelf.endAll();
  }
};
