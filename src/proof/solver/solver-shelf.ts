import type { Solver } from './solver.js';

/** Solvers that are used again: to start one takes longer than most questions. */
export interface SolverShelf {
  /** One that is free, or a new one. What it was told before is forgotten with `(reset)`. */
  readonly take: () => Solver;
  /** Puts back one that still answers. */
  readonly give: (solver: Solver) => void;
  /** The processes of all that were started, also of those that have ended. */
  readonly processes: () => readonly number[];
  /** Ends all, also those that work; none is given out any more. */
  readonly endAll: () => void;
}

/** Z3 in WebAssembly has a heap of 2 GiB, and does not give back all of it. */
const mostUses = 30;

/** Makes an empty shelf. @param start starts a solver */
export const makeSolverShelf = (start: () => Solver): SolverShelf => {
  const free: Solver[] = [];
  const uses = new Map<Solver, number>();
  let isClosed = false;
  return {
    take: () => {
      if (isClosed) throw new Error('The solvers were ended');
      const solver = free.pop() ?? start();
      uses.set(solver, (uses.get(solver) ?? 0) + 1);
      return solver;
    },
    give: (solver) => {
      if ((uses.get(solver) ?? 0) < mostUses && !isClosed) free.push(solver);
      else solver.end();
    },
    processes: () => [...uses.keys()].flatMap(({ pid }) => pid ?? []),
    endAll: () => {
      isClosed = true;
      for (const solver of uses.keys()) solver.end();
    },
  };
};
