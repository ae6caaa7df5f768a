import {
  compareOnRandomEditions,
  compareOnRandomFacts,
  loadRealEdition,
  type Tally,
} from '../engine/compiled/support/differential.js';
import { largeEditionFiles } from '../support/large-editions.js';

/** So many cases are compared before it is told how far it came; each has another seed. */
const casesAtOnce = 5000;

/**
 * Holds both evaluators to each other at length: one case in five is of the edition in `rules/`, one in twenty of large editions, the others of
 * random ones. Throws the counterexample, made as small as can be, where they differ.
 */
export const compareEvaluatorsAtLength = async (
  cases: number,
  seed: number,
  tell: (line: string) => void,
): Promise<void> => {
  const edition = await loadRealEdition();
  const total: Tally = new Map();
  for (let done = 0; done < cases; done += casesAtOnce) {
    const each = Math.min(casesAtOnce, cases - done);
    const [ofReal, ofLarge] = [Math.ceil(each / 5), Math.floor(each / 20)];
    for (const tally of [
      await compareOnRandomFacts(edition, ofReal, seed + done),
      ...(ofLarge === 0 ? [] : [await compareOnRandomEditions(ofLarge, seed + done, largeEditionFiles())]),
      await compareOnRandomEditions(each - ofReal - ofLarge, seed + done),
    ])
      for (const [what, count] of tally) total.set(what, (total.get(what) ?? 0) + count);
    const counts = [...total].sort().map(([what, count]) => `${count} ${what}`);
    tell(`${done + each} cases, none differs: ${counts.join(', ')}`);
  }
};
