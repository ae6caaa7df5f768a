import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startSolver, type Solver } from '../../../src/proof/solver/solver.js';

const entry = fileURLToPath(
  new URL(`../../../src/proof/solver/z3-process${extname(import.meta.url)}`, import.meta.url),
);

/** Z3 as the package has it, in a process that the test must end. */
export const startZ3 = (): Solver => startSolver([process.execPath, ...process.execArgv, entry], 'z3');
