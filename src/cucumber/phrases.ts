import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeMatchStep, readPhraseTable, type MatchStep } from '../index.js';

/**
 * Finds the steps of contracts, each by the phrases of its own folder; a table is read when the first scenario of its contract begins.
 * Throws where a table can't be read, or is wrong, with all that is.
 */
export const makePhrases = (featuresDirectory: string): ((document: string) => MatchStep) => {
  const known = new Map<string, MatchStep>();
  return (document) => {
    const found = known.get(document) ?? readPhrases(featuresDirectory, document);
    known.set(document, found);
    return found;
  };
};

const readPhrases = (featuresDirectory: string, document: string): MatchStep => {
  const file = join(featuresDirectory, document, 'phrases.yaml');
  const read = readPhraseTable(document, file, readFileSync(file, 'utf8'));
  if (read.code === 'faults') throw new Error(read.faults.join('\n'));
  const { matchStep, faults } = makeMatchStep(read.table);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return matchStep;
};
