import assert from 'node:assert/strict';
import type { Edition } from '../../../src/edition/model/edition.js';
import { makeCompiledEvaluator } from '../../../src/engine/compiled/compiled-evaluator.js';
import { makeReferenceEvaluator } from '../../../src/engine/reference/reference-evaluator.js';
import { proveEdition, type Proving } from '../../../src/proof/prove-edition.js';
import type { EditionProof } from '../../../src/proof/proved.js';
import { findSolver } from '../../../src/proof/solver/find-solver.js';
import { startSolver } from '../../../src/proof/solver/solver.js';
import { makeSolverShelf } from '../../../src/proof/solver/solver-shelf.js';

/** Proves editions with solvers that must be ended. */
export interface Prover {
  readonly prove: (edition: Edition, more?: Partial<Proving>) => Promise<EditionProof>;
  readonly end: () => void;
}

/** Fails where no solver is installed. */
export const makeProver = async (): Promise<Prover> => {
  const { solver } = await findSolver();
  assert.ok(solver !== undefined, 'no solver is installed');
  const solvers = makeSolverShelf(() => startSolver(solver.command, solver.name));
  return {
    prove: (edition, more = {}) =>
      proveEdition(edition, {
        decisions: [...edition.decisions.values()],
        invariants: edition.invariants,
        mostItems: 2,
        mostSteps: 50_000_000,
        deadlineMs: 600_000,
        atOnce: 1,
        solver: solver.name,
        solvers,
        evaluators: [makeCompiledEvaluator(edition), makeReferenceEvaluator(edition)],
        cases: { starts: () => [], limit: 100 },
        kept: { read: () => Promise.resolve([]), write: () => Promise.resolve() },
        tell: () => undefined,
        ...more,
      }),
    end: () => {
      solvers.endAll();
    },
  };
};
