import { isDeepStrictEqual } from 'node:util';
import type { Tally } from '../../../analysis/impact/tally.js';
import { CouldNot } from '../../shell/command.js';

/** Throws {@link CouldNot} where a query and the evaluator did not come to the same in a sample of a decision. */
export const mustBeSameTally = (decision: string, byQuery: Tally, byEvaluator: Tally): void => {
  if (isDeepStrictEqual(comparedOf(byQuery), comparedOf(byEvaluator))) return;
  throw new CouldNot(
    `impact-differs: of a sample of \`${decision}\` the query comes to something else than the evaluator. Nothing of it can be told; take \`--data\` or \`--store\`, and report it.`,
  );
};

const comparedOf = ({ decisions, cohorts, earliest, latest }: Tally): readonly unknown[] => [
  decisions,
  cohorts,
  earliest,
  latest,
];
