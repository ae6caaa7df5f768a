/** What a thread does with rows that no query decides: it asks the compiled evaluator, and writes each answer as a line. */
import type { Digest } from '../../language/canonical.js';
import { loadReplayed } from '../../audit/replay/replay-log.js';
import { makeCompiledEvaluator } from '../../engine/compiled/compiled-evaluator.js';
import { firstInstantMs, lastInstantMs } from '../../language/instants.js';
import { answerColumns } from '../../sql/columns/answer-columns.js';
import { factColumns } from '../../sql/columns/facts-of-columns.js';
import { factsOf } from '../../sql/facts/facts-of.js';

/** What a thread is started with. */
export interface RowsToDecide {
  readonly decision: string;
  readonly digest: Digest;
  /** The files of the edition, name to text. */
  readonly files: ReadonlyMap<string, string>;
}

/** Rows: what is handed through, and the columns of the facts as JSON. */
export type SomeRows = readonly { readonly key: string | null; readonly facts: string }[];

/** A line of JSON for each row, in their order: `key`, and the columns of its answer. */
export interface SomeAnswers {
  readonly lines: string;
  readonly refused: number;
}

/** Makes what decides rows. Throws where the files are not the edition that they are said to be. */
export const makeAnswerRows = async ({ decision, digest, files }: RowsToDecide) => {
  const edition = await loadReplayed(digest, files);
  const ruleSet = edition?.decisions.get(decision);
  if (edition === undefined || ruleSet === undefined) throw new TypeError(`No ${decision} under ${digest}`);
  const evaluator = makeCompiledEvaluator(edition);
  const facts = factColumns(edition, factsOf(edition, ruleSet));
  const answers = answerColumns(edition, ruleSet);
  return (rows: SomeRows): SomeAnswers => {
    let refused = 0;
    const lines = rows.map(({ key, facts: text }) => {
      const row = JSON.parse(text) as Readonly<Record<string, unknown>>; // DuckDB writes a record
      const asOf = row['asOf'];
      const answer =
        typeof asOf === 'number' && Number.isInteger(asOf) && asOf >= firstInstantMs && asOf <= lastInstantMs
          ? answers.rowOf(evaluator.decide({ decision, facts: facts.factsOf(row), asOf }))
          : { refused: 'missing-asOf' };
      if ('refused' in answer) refused += 1;
      return `${JSON.stringify({ key, ...answer })}\n`;
    });
    return { lines: lines.join(''), refused };
  };
};
