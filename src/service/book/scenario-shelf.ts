import { compileFeatures } from '../../scenarios/compile-features.js';
import { makeMatchStep } from '../../scenarios/match-step.js';
import { readPhraseTable } from '../../scenarios/phrase-table.js';
import { readFeatures } from '../../scenarios/read-features.js';
import type { Scenario } from '../../scenarios/scenario.js';
import type { Phrasing } from '../../scenarios/write-scenario.js';

/** The scenarios of one contract, understood, and the phrases that they are written in. */
export interface ScenarioBook {
  readonly scenarios: readonly Scenario[];
  readonly phrasing: Phrasing;
}

/** The scenarios of each contract. */
export interface ScenarioShelf {
  /** `undefined` where the contract has none that can be read. They are read once, when first asked for. */
  readonly of: (document: string) => Promise<ScenarioBook | undefined>;
}

/** Scenarios below a folder: `<directory>/<document>/`. */
export const makeScenarioShelf = (directory: string): ScenarioShelf => {
  const books = new Map<string, Promise<ScenarioBook | undefined>>();
  return {
    of: (document) => {
      const known = books.get(document);
      if (known !== undefined) return known;
      const book = readBook(directory, document);
      books.set(document, book);
      // What could not be read may be readable next time.
      book.catch(() => books.delete(document));
      return book;
    },
  };
};

/** No scenarios at all, for a service that was given no folder. */
export const emptyShelf: ScenarioShelf = { of: () => Promise.resolve(undefined) };

const readBook = async (directory: string, document: string): Promise<ScenarioBook | undefined> => {
  const read = await readFeatures(directory, document);
  if (read.code !== 'read') return undefined;
  const { sources } = read;
  const phrases = readPhraseTable(document, sources.phrases.uri, sources.phrases.text);
  if (phrases.code !== 'read') return undefined;
  const { table } = phrases;
  return {
    scenarios: compileFeatures(sources).scenarios,
    phrasing: { table, matchStep: makeMatchStep(table).matchStep },
  };
};
