import { rejectedEdition } from '../edition/build/rejected-edition.js';
import type { Edition } from '../edition/model/edition.js';
import type { Diagnostic } from '../edition/read/diagnostic.js';
import type { CompiledEvaluator } from '../engine/compiled/compiled-evaluator.js';
import type { Question } from '../engine/evaluation.js';
import { sameValue } from '../language/values.js';
import { diagnosticAt } from './diagnostic-at.js';
import type { LoadOptions } from '../edition/build/load-edition.js';

/**
 * What is wrong with the rejected sides of readings: what the check of an edition finds with them in place of what was taken, and a side
 * that changes the decision of none of the cases.
 * @param cases of the scenarios; none where nobody looks
 */
export const checkRejected = (
  edition: Edition,
  makeEvaluator: (edition: Edition) => CompiledEvaluator,
  cases: readonly Question[],
  options: LoadOptions,
): readonly Diagnostic[] =>
  [...edition.readings.values()].flatMap((reading): readonly Diagnostic[] => {
    if (reading.otherwise === undefined) return [];
    const { id, position, clauses } = reading;
    const found = rejectedEdition(edition, [id]);
    if (found.code === 'does-not-load')
      return found.loaded.diagnostics
        .filter(({ severity }) => severity === 'error')
        .map((error) =>
          diagnosticAt(
            edition,
            position,
            {
              code: 'reading-otherwise',
              message: `What \`${id}\` rejected is no part of an edition: ${error.message}`,
              hint: error.hint,
              clauses,
            },
            options,
          ),
        );
    if (found.code !== 'read' || cases.length === 0) return [];
    const [taken, rejected] = [makeEvaluator(edition), makeEvaluator(found.edition)];
    if (cases.some((question) => isOtherwise(taken, rejected, question))) return [];
    return [
      diagnosticAt(
        edition,
        position,
        {
          code: 'reading-idle',
          message: `What \`${id}\` rejected changes the decision of no case of the scenarios.`,
          hint: 'Write a scenario that it would turn, or mend `otherwise`.',
          clauses,
        },
        options,
      ),
    ];
  });

/** Whether a case comes out otherwise; one that cannot be decided on both sides alike does. */
const isOtherwise = (taken: CompiledEvaluator, rejected: CompiledEvaluator, question: Question): boolean => {
  const [one, other] = [taken.decide(question), rejected.decide(question)];
  if (one.code !== 'decided' || other.code !== 'decided') return one.code !== other.code;
  const [a, b] = [one.decision, other.decision];
  return !sameValue([a.outcome, a.effects, a.discretion], [b.outcome, b.effects, b.discretion]);
};
