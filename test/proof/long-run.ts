/**
 * The long run of what `translation.test.ts` does: `node --import ./test/support/typescript.mjs test/proof/long-run.ts [--cases 100000] [--seed N]`.
 * Two cases in five are of the edition in `rules/`, the others of random editions; of every hundredth a solver is asked too. Tells the seed; a
 * counterexample is shrunk.
 */
import { parseArgs } from 'node:util';
import { loadRealEdition } from '../engine/compiled/support/differential.js';
import { compareOnRandomEditions, compareOnRandomFacts } from './support/random-cases.js';
import { startZ3 } from './support/solver.js';
import { makeForced } from './support/forced.js';

const { values } = parseArgs({ options: { cases: { type: 'string' }, seed: { type: 'string' } } });
const cases = Number(values.cases ?? 100_000);
const seed = Number(values.seed ?? Date.now() % 2 ** 31);
process.stdout.write(`${cases} cases, seed ${seed}\n`);
const startedMs = performance.now();
const solver = startZ3();
try {
  const forced = makeForced(solver, 100);
  const ofReal = Math.ceil((cases * 2) / 5);
  const real = await compareOnRandomFacts(await loadRealEdition(), ofReal, seed, forced.see);
  const random = await compareOnRandomEditions(cases - ofReal, seed, forced.see);
  for (const [what, count] of [...real, ...random].sort()) process.stdout.write(`${count}\t${what}\n`);
  const asked = await forced.ask();
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(0);
  process.stdout.write(`No difference, ${asked} of them put to the solver, in ${seconds} s\n`);
} finally {
  solver.end();
}
