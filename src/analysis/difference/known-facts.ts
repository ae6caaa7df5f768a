import type { Edition } from '../../edition/model/edition.js';
import type { FactShape } from '../../edition/model/declarations.js';
import type { Evaluator } from '../../engine/evaluation.js';
import { isRecord } from '../../language/values.js';

/** The facts without what an edition's vocabulary has no name for, at every level: what the edition can know of a case. */
export const knownFacts = (
  edition: Edition,
  facts: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(facts).flatMap(([name, value]) => {
      const fact = edition.facts.get(name);
      return fact === undefined ? [] : [[name, knownIn(fact.shape, value)]];
    }),
  );

const knownIn = (shape: FactShape, value: unknown): unknown => {
  if (shape.type.kind === 'list' && Array.isArray(value)) {
    const item = shape.fields.get('[]');
    return item === undefined ? value : value.map((one: unknown) => knownIn(item, one));
  }
  if (shape.type.kind !== 'record' || shape.type.name === 'money' || !isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => {
      const field = shape.fields.get(name);
      return field === undefined ? [] : [[name, knownIn(field, inner)]];
    }),
  );
};

/** An evaluator that overlooks facts for which its edition has no name. */
export const overlooking = (edition: Edition, evaluator: Evaluator): Evaluator => ({
  name: evaluator.name,
  decide: (question) => evaluator.decide({ ...question, facts: knownFacts(edition, question.facts) }),
  explain: (question) => evaluator.explain({ ...question, facts: knownFacts(edition, question.facts) }),
});
