/**
 * The long differential run: `node --import ./test/support/typescript.mjs test/engine/compiled/long-run.ts [cases] [seed]`. One case in
 * five is of the edition in `rules/`, one in twenty of a large edition, the others are of random editions. Tells the seed; a counterexample is shrunk.
 */
import { largeEditionFiles } from '../../support/large-editions.js';
import { compareOnRandomEditions, compareOnRandomFacts, loadRealEdition } from './support/differential.js';

const cases = Number(process.argv[2] ?? 100_000);
const seed = Number(process.argv[3] ?? Date.now() % 2 ** 31);
process.stdout.write(`${cases} cases, seed ${seed}\n`);
const startedMs = performance.now();
const real = await compareOnRandomFacts(await loadRealEdition(), Math.ceil(cases / 5), seed);
const large = await compareOnRandomEditions(Math.ceil(cases / 20), seed, largeEditionFiles());
const random = await compareOnRandomEditions(cases - Math.ceil(cases / 5) - Math.ceil(cases / 20), seed);
for (const [what, count] of [...real, ...large, ...random].sort())
  process.stdout.write(`${count}\t${what}\n`);
process.stdout.write(`No difference, in ${((performance.now() - startedMs) / 1000).toFixed(0)} s\n`);
