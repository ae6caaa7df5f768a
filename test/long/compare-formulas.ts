import { loadRealEdition, type Tally } from '../engine/compiled/support/differential.js';
import { makeForced } from '../proof/support/forced.js';
import { compareOnRandomEditions, compareOnRandomFacts } from '../proof/support/random-cases.js';
import { startZ3 } from '../proof/support/solver.js';

/** So many cases are compared before it is told how far it came; each has another seed, and a solver of its own. */
const casesAtOnce = 1000;

/** One case of so many is put to a solver, too. */
const solverEach = 100;

/**
 * Holds the formulas of proofs to the evaluators at length: two cases in five are of the edition in `rules/`, the others of random editions.
 * Throws the counterexample, made as small as can be, where they differ.
 */
export const compareFormulasAtLength = async (
  cases: number,
  seed: number,
  tell: (line: string) => void,
): Promise<void> => {
  const edition = await loadRealEdition();
  const total: Tally = new Map();
  let asked = 0;
  for (let done = 0; done < cases; done += casesAtOnce) {
    const each = Math.min(casesAtOnce, cases - done);
    const ofReal = Math.ceil((each * 2) / 5);
    const solver = startZ3();
    try {
      const forced = makeForced(solver, solverEach);
      for (const tally of [
        await compareOnRandomFacts(edition, ofReal, seed + done, forced.see),
        await compareOnRandomEditions(each - ofReal, seed + done, forced.see),
      ])
        for (const [what, count] of tally) total.set(what, (total.get(what) ?? 0) + count);
      asked += await forced.ask();
    } finally {
      solver.end();
    }
    tell(`${done + each} cases, none differs: ${toldOf(total)}; ${asked} put to a solver`);
  }
};

/** What cases came to; what could not be said to the solver counts as one. */
const toldOf = (tally: Tally): string => {
  const isRefused = ([what]: readonly [string, number]): boolean => what.startsWith('refused: ');
  const refused = [...tally].filter(isRefused).reduce((sum, [, count]) => sum + count, 0);
  const others = [...tally].filter((one) => !isRefused(one)).map(([what, count]) => `${count} ${what}`);
  return [...others, `${refused} editions that can't be said`].join(', ');
};
