import type { EditionIdentity } from '../../edition/model/edition.js';
import type { Decision } from '../../engine/evaluation.js';
import type { ScenarioQuestion } from './condition-coverage.js';
import type { ScenarioRun } from './coverage.js';

/** A scenario as it ran, with what was recorded in it under whatever release, in the order of asking. */
export interface RunWithRecords extends Omit<ScenarioRun, 'decisions'> {
  readonly recorded: readonly {
    readonly edition: EditionIdentity;
    readonly decision: Decision;
    /** Personal values opened. */
    readonly question: ScenarioQuestion;
  }[];
}

/** A scenario in so far as one release decided it; a question for each decision. */
export interface RunUnder extends ScenarioRun {
  readonly questions: readonly ScenarioQuestion[];
}

/** The scenarios in so far as a release decided them. One in which other releases decided everything is none of its. */
export const decidedUnder = (digest: string, runs: readonly RunWithRecords[]): readonly RunUnder[] =>
  runs.flatMap(({ title, uri, line, passed, recorded }) => {
    const mine = recorded.filter(({ edition }) => edition.digest === digest);
    if (mine.length === 0 && recorded.length > 0) return [];
    const decisions = mine.map(({ decision }) => decision);
    return [{ title, uri, line, passed, decisions, questions: mine.map(({ question }) => question) }];
  });
