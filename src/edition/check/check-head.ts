import { readInstant } from '../build/build-parameters.js';
import type { Findings } from '../read/diagnostic.js';
import type { EditionFiles } from '../read/edition-files.js';
import { valuePlace } from '../read/place.js';
import { headOf } from '../read/structure.js';

/** Checks what the head of an edition names: the decision and the instant of its example, and its clause of severability. */
export const checkHead = (parts: EditionFiles, findings: Findings): void => {
  checkExample(parts, findings);
  checkSeverability(parts, findings);
};

/** The clause of severability must be one of the contract. */
const checkSeverability = ({ edition, contract }: EditionFiles, findings: Findings): void => {
  const clause = headOf(edition)?.severability;
  if (clause === undefined || contract === undefined || contract.clauses.has(clause)) return;
  findings.report('unknown-clause', valuePlace(edition.source, ['severability']), {
    message: `The contract has no clause \`${clause}\`.`,
    hint: 'Name the clause that keeps the rest in force where others are invalid.',
  });
};

/** The example must be of a decision that the edition has; whether its facts decide is for whoever evaluates it. */
const checkExample = ({ edition, ruleSets }: EditionFiles, findings: Findings): void => {
  const example = headOf(edition)?.example;
  if (example === undefined) return;
  readInstant(example.asOf, { source: edition.source, path: ['example', 'asOf'] }, findings);
  if (ruleSets.has(example.decision)) return;
  findings.report('unknown-decision', valuePlace(edition.source, ['example', 'decision']), {
    message: `\`${example.decision}\` has no rule set in this edition.`,
    hint: `Name one of ${[...ruleSets.keys()].join(', ')}.`,
  });
};
