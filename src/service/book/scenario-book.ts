import { placeScenarios, type ScenarioResult } from '../../analysis/pages/placement.js';
import { clausesOfTags } from '../../contract/clause-tag.js';
import type { ClauseId } from '../../contract/contract.js';
import type { Edition } from '../../edition/model/edition.js';
import type { ClauseProof, ScenarioBook } from '../../wire/book/contract.js';

/** Tells the scenarios of a contract for one edition. */
export const scenarioBook = (
  edition: Edition,
  results: readonly ScenarioResult[],
): readonly ScenarioBook[] => {
  return placeScenarios(edition, results).all.map(({ result, clauses }) => {
    const { title, feature, uri, line, tags, steps } = result.scenario;
    return {
      title,
      feature,
      at: `${uri.split(/[\\/]/).slice(-2).join('/')}:${line}`,
      proves: clausesOfTags(tags, edition.contract.clauses.keys()),
      restsOn: [...clauses],
      passed: result.passed,
      failures: result.failures,
      steps,
    };
  });
};

/** The scenarios of one clause: first those that prove it before any other, then others that prove it, then those in which it decided. */
export const scenariosOfClause = (
  scenarios: readonly ScenarioBook[],
  clause: ClauseId,
): readonly ScenarioBook[] => [
  ...scenarios.filter(({ proves }) => proves[0] === clause),
  ...scenarios.filter(({ proves }) => proves.lastIndexOf(clause) > 0 && proves[0] !== clause),
  ...scenarios.filter(({ proves, restsOn }) => !proves.includes(clause) && restsOn.includes(clause)),
];

/** How every clause fares that a scenario proves or in which it decides. */
export const clauseProofs = (scenarios: readonly ScenarioBook[]): Readonly<Record<ClauseId, ClauseProof>> => {
  const proofs = new Map<ClauseId, ClauseProof>();
  for (const { proves, restsOn, passed } of scenarios) {
    for (const clause of new Set([...proves, ...restsOn])) {
      const { proving, deciding, failed } = proofs.get(clause) ?? { proving: 0, deciding: 0, failed: 0 };
      const isProof = proves.includes(clause);
      proofs.set(clause, {
        proving: proving + (isProof ? 1 : 0),
        deciding: deciding + (isProof ? 0 : 1),
        failed: failed + (passed ? 0 : 1),
      });
    }
  }
  return Object.fromEntries(proofs);
};
