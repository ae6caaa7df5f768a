import assert from 'node:assert/strict';
import { EvaluationDefect } from '../../../src/engine/defect.js';
import type { CompiledEvaluator } from '../../../src/engine/compiled/compiled-evaluator.js';
import type { Explained, FactError } from '../../../src/engine/evaluation.js';
import type { Rounding } from '../../../src/proof/cases/failures.js';
import { saysCase } from './says-case.js';
import type { Case } from '../../../src/proof/property.js';
import { not, type Term } from '../../../src/proof/terms/term.js';
import type { ArbitraryQuestion } from '../../support/arbitrary-facts.js';
import { give, holds, told, type Translated } from './translated.js';

/** What became of a case: what the evaluator came to, or why it is not compared. */
export type Compared = string;

/**
 * Holds a formula to the compiled evaluator on one case, its facts asserted: the same rules fire and stand, the same outcome, the same effects; what
 * can't be computed fails, and nothing else; what a constraint or the schema refuses is impossible.
 */
export const compareCase = (
  translation: Translated,
  compiled: CompiledEvaluator,
  question: ArbitraryQuestion & Pick<Case, 'invalid'>,
): Compared => {
  const asked = concerning(translation, question);
  const says = sayable(translation, asked);
  if (says === undefined) return 'not said';
  const explained = explain(compiled, asked);
  if (explained === undefined) return 'defect';
  if (explained.code === 'invalid-facts') {
    if (!isRefusedAlike(translation, explained.errors)) return 'another type';
    assert.ok(!give(translation.values, says) || !isPossible(translation), 'what is refused is possible');
    return explained.code;
  }
  assert.ok(give(translation.values, says), 'what is taken is impossible');
  const { of } = translation;
  for (const assertion of translation.values.asserted)
    assert.notEqual(
      translation.values.valueOf(assertion),
      false,
      `what is taken is impossible: ${assertion}`,
    );
  // What is made of a quotient by zero may be anything: it matters no more where something fails for certain.
  const isCertain = of.failures.some(({ when }) => translation.values.valueOf(when.text) === true);
  const happens = ({ what, when }: Rounding): boolean =>
    isCertain
      ? translation.values.valueOf(when.text) === true
      : holds(translation, when, `whether ${what} fails`);
  if (of.roundings.some(happens)) return 'rounded';
  const failing = of.failures.filter(happens);
  if (explained.code === 'out-of-range') {
    const message = explained.errors[0]?.message ?? '';
    assert.ok(
      failing.some(({ what, kind }) => kind === explained.kind && message.startsWith(`\`${what}\``)),
      `it can't be computed: ${explained.kind} ${message} Failing: ${failing.map(({ what, kind }) => `${what} ${kind}`).join(', ')}`,
    );
    return explained.code;
  }
  assert.deepEqual(
    failing.map(({ what, kind }) => `${what} ${kind}`),
    [],
    'it is computed, and the formula says that it fails',
  );
  compareDecision(translation, explained);
  return explained.trace.decision.conflict === null
    ? 'decided'
    : explained.trace.decision.conflict.length === 0
      ? 'gap'
      : 'conflict';
};

/** Without the facts that play no part in the decision. */
export const concerning = ({ of }: Translated, question: ArbitraryQuestion): ArbitraryQuestion => ({
  ...question,
  facts: Object.fromEntries(Object.entries(question.facts).filter(([name]) => of.given.has(name))),
});

const sayable = (
  { of, values }: Translated,
  asked: ArbitraryQuestion & Pick<Case, 'invalid'>,
): readonly Term[] | undefined => {
  const held = (asked.invalid ?? []).map(({ clause }) => `|invalid ${clause}|`);
  const invalid = [...values.unknowns]
    .filter((name) => name.startsWith('|invalid '))
    .map((text): Term => (held.includes(text) ? { sort: 'Bool', text } : not({ sort: 'Bool', text })));
  try {
    const says = saysCase(of, asked);
    return says === undefined ? undefined : [...says, ...invalid];
  } catch {
    return undefined; // An instant that is none, half an integer.
  }
};

const explain = (compiled: CompiledEvaluator, asked: ArbitraryQuestion): Explained | undefined => {
  try {
    return compiled.explain(asked);
  } catch (error) {
    if (error instanceof EvaluationDefect) return undefined;
    throw error;
  }
};

/** Whether all that is wrong is what a formula can say: values of the right types. */
const isRefusedAlike = ({ edition }: Translated, errors: readonly FactError[]): boolean =>
  errors.every(
    ({ code }) =>
      ['missing-fact', 'out-of-range', 'not-allowed', 'empty'].includes(code) ||
      edition.constraints.some((constraint) => constraint.code === code),
  );

const isPossible = ({ values }: Translated): boolean =>
  values.asserted.every((assertion) => values.valueOf(assertion) !== false);

const compareDecision = (
  translation: Translated,
  { trace }: Extract<Explained, { code: 'decided' }>,
): void => {
  const { decision, of, values } = translation;
  const is = (term: Term, what: string): boolean => holds(translation, term, what);
  assert.deepEqual(
    decision.rules.map(({ rule, fires, stands }) => ({
      rule: rule.id,
      fired: is(fires, `whether ${rule.id} fires`),
      standing: is(stands, `whether ${rule.id} stands`),
    })),
    trace.rules.map(({ rule, fired, standing }) => ({ rule, fired, standing })),
  );
  const { conflict, outcome, effects } = trace.decision;
  assert.equal(is(decision.gap, 'whether no rule stands'), conflict?.length === 0);
  assert.equal(
    decision.disagreements.some(({ about, when }) => is(when, `whether rules disagree about ${about}`)),
    conflict !== null && conflict.length > 0,
    'whether rules disagree',
  );
  if (conflict !== null) return;
  const { texts } = of.unknowns;
  assert.equal(told(decision.outcome, { kind: 'text' }, values, texts, 'the outcome'), outcome);
  for (const [name, { type }] of translation.ruleSet.effects) {
    const value = decision.effects.get(name);
    assert.ok(value !== undefined, `${name} is no effect of the formula`);
    assert.deepEqual(told(value, type, values, texts, name), effects[name], `the effect ${name}`);
  }
};
