import { loadRealEdition, type Tally } from '../engine/compiled/support/differential.js';
import { dialectNames } from '../../src/sql/dialects/dialect.js';
import { allEngines } from '../sql/support/engines.js';
import { compareDecisions, compareRandomEditions } from '../sql/support/random-cases.js';

/** So many cases are in one relation. */
const mostAtOnce = 2000;

/** Random editions for each of which 40 cases are compared. */
const editions = 500;

/**
 * Holds queries to the evaluator at length. Throws where they differ.
 * @param from so many cases a decision were compared before: a run that was ended goes on with the same seed
 */
export const compareQueriesAtLength = async (
  cases: number,
  seed: number,
  tell: (line: string) => void,
  names: readonly string[] = [],
  from = 0,
): Promise<void> => {
  const unknown = names.find((name) => !dialectNames.some((one) => one === name));
  if (unknown !== undefined)
    throw new RangeError(`There is no engine \`${unknown}\`: ${dialectNames.join(', ')}.`);
  const chosen = allEngines.filter(({ dialect }) => names.length === 0 || names.includes(dialect.name));
  const targets = await Promise.all(
    chosen.map(async ({ dialect, open }) => ({ dialect, engine: await open() })),
  );
  const told = (tallies: readonly Tally[]): string =>
    targets
      .map(({ dialect }, at) => {
        const counts = [...(tallies[at] ?? [])].map(([what, count]) => `${count} ${what}`);
        return `${dialect.title}: ${counts.join(', ')}`;
      })
      .join('; ');
  try {
    const edition = await loadRealEdition();
    for (let done = from; done < cases; done += mostAtOnce) {
      const each = Math.min(mostAtOnce, cases - done);
      const tallies = await compareDecisions(edition, each, seed + done, targets, (decision) => {
        tell(`${decision}, cases ${done + 1} to ${done + each}`);
      });
      tell(
        `${done + each} cases a decision: ${told(tallies)}; ended here, it goes on by --seed ${seed} --cases ${cases} --from ${done + each}`,
      );
    }
    tell(`random editions: ${told(await compareRandomEditions(editions, 40, seed, targets))}`);
  } finally {
    await Promise.all(targets.map(({ engine }) => engine.close()));
  }
};
