import type { Contract } from '../../contract/contract.js';
import { makeCrossReferences } from '../../contract/cross-references.js';
import type { Findings } from '../read/diagnostic.js';
import type { EditionFiles } from '../read/edition-files.js';

/** Tells of words in the contract that name a part of it that is not there. */
export const checkReferences = (
  { text: source }: Pick<EditionFiles, 'text'>,
  contract: Contract,
  findings: Findings,
): void => {
  if (source === undefined) return;
  const referencesIn = makeCrossReferences(contract);
  const lines = source.text.split('\n');
  let [start, line] = [0, 1];
  for (const clause of contract.clauses.values()) {
    for (; line < clause.line; line += 1) start += (lines[line - 1]?.length ?? 0) + 1;
    const wordsFrom = source.text.indexOf(clause.words, start);
    for (const { from, to, text, target } of referencesIn(clause.words)) {
      if (target !== undefined) continue;
      findings.report(
        'reference-nowhere',
        { source, from: wordsFrom + from, to: wordsFrom + to },
        {
          message: `The contract has no \`${text}\`.`,
          hint: 'Look whether the text was taken in whole, and whether its number is the one that is printed. Where another document is meant, nothing is to be done.',
          clause,
        },
      );
    }
  }
};
