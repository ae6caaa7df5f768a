import { dialects } from '../../src/sql/dialects/dialects.js';
import { loadRealEdition, type Tally } from '../engine/compiled/support/differential.js';
import { openDuckDb } from '../sql/support/duckdb.js';
import { compareDecisions, compareRandomEditions } from '../sql/support/random-cases.js';

/** So many cases are in one relation. */
const mostAtOnce = 2000;

/** Random editions for each of which 40 cases are compared. */
const editions = 500;

/** Holds queries to the evaluator at length. Throws where they differ. */
export const compareQueriesAtLength = async (
  cases: number,
  seed: number,
  tell: (line: string) => void,
): Promise<void> => {
  const engine = await openDuckDb();
  const told = (tally: Tally): string => [...tally].map(([what, count]) => `${count} ${what}`).join(', ');
  try {
    const edition = await loadRealEdition();
    for (let done = 0; done < cases; done += mostAtOnce) {
      const each = Math.min(mostAtOnce, cases - done);
      const tally = await compareDecisions(edition, each, seed + done, engine, dialects.duckdb);
      tell(`${done + each} cases a decision: ${told(tally)}`);
    }
    tell(
      `random editions: ${told(await compareRandomEditions(editions, 40, seed, engine, dialects.duckdb))}`,
    );
  } finally {
    await engine.close();
  }
};
