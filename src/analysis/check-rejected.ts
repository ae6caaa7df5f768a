import { rejectedEdition } from '../edition/build/rejected-edition.js';
import type { Edition } from '../edition/model/edition.js';
import type { Diagnostic } from '../edition/read/diagnostic.js';
import type { CompiledEvaluator } from '../engine/compiled/compiled-evaluator.js';
import type { Question } from '../engine/evaluation.js';
import { sameValue } from '../language/values.js';
import { exploreEdition, type ExploreEditionOptions } from './boundary/explore-edition.js';
import { diagnosticAt } from './diagnostic-at.js';
import { canonicalDecision, type CanonicalDecision } from './difference/canonical-decision.js';

/**
 * What is wrong with the rejected sides of readings: what the check of an edition finds with them in place of what was taken, rules that
 * then conflict or leave a gap, and a side that changes the decision of none of the cases.
 */
export const checkRejected = async (
  edition: Edition,
  makeEvaluator: (edition: Edition) => CompiledEvaluator,
  options: ExploreEditionOptions,
): Promise<readonly Diagnostic[]> => {
  const taken = makeEvaluator(edition);
  const cases = (options.cases ?? []).filter(({ decision }) => edition.decisions.has(decision));
  const diagnostics: Diagnostic[] = [];
  const before = formsOf(edition);
  for (const { id, otherwise, position, clauses } of edition.readings.values()) {
    if (otherwise === undefined) continue;
    const tell = (said: Pick<Diagnostic, 'code' | 'message' | 'hint'>): void =>
      void diagnostics.push(diagnosticAt(edition, position, { ...said, clauses }, options));
    const found = rejectedEdition(edition, [id]);
    if (found.code === 'does-not-load')
      for (const { message, hint } of found.loaded.diagnostics.filter(({ severity }) => severity === 'error'))
        tell({
          code: 'reading-otherwise',
          message: `What \`${id}\` rejected is no part of an edition: ${message}`,
          hint,
        });
    if (found.code !== 'read') continue;
    const rejected = makeEvaluator(found.edition);
    const after = formsOf(found.edition);
    const decisions = new Map(
      [...found.edition.decisions].filter(([name]) => before.get(name)?.decides !== after.get(name)?.decides),
    );
    const changed = { ...found.edition, decisions };
    const { diagnostics: conflicts } = await exploreEdition(rejected, changed, {
      ...options,
      seenBy: (decision) => `decide ${decision} --reading ${id}=rejected`,
    });
    for (const { code, message, hint } of conflicts)
      tell({ code, message: `With what \`${id}\` rejected: ${message}`, hint });
    // A decision of the same form decides every case as before, where its facts are accepted as before.
    const concerned = cases.filter(
      ({ decision }) =>
        decisions.has(decision) || before.get(decision)?.accepts !== after.get(decision)?.accepts,
    );
    if (cases.length > 0 && !concerned.some((question) => isOtherwise(taken, rejected, question)))
      tell({
        code: 'reading-idle',
        message: `What \`${id}\` rejected changes the decision of no case of the scenarios.`,
        hint: 'Write a scenario that it would turn, or mend `otherwise`.',
      });
  }
  return diagnostics;
};

const formsOf = (edition: Edition): ReadonlyMap<string, CanonicalDecision> =>
  new Map([...edition.decisions].map(([name, ruleSet]) => [name, canonicalDecision(edition, ruleSet)]));

/** Whether a case comes out otherwise; one that cannot be decided on both sides alike does. */
const isOtherwise = (taken: CompiledEvaluator, rejected: CompiledEvaluator, question: Question): boolean => {
  const [one, other] = [taken.decide(question), rejected.decide(question)];
  if (one.code !== 'decided' || other.code !== 'decided') return one.code !== other.code;
  const [a, b] = [one.decision, other.decision];
  return !sameValue([a.outcome, a.effects, a.discretion], [b.outcome, b.effects, b.discretion]);
};
