import { Engine } from 'json-rules-engine';
import type { Edition } from '../src/edition/model/edition.js';
import type { RuleSet } from '../src/edition/model/rule-set.js';
import { makeCompiledEvaluator } from '../src/engine/compiled/compiled-evaluator.js';
import type { ConditionTrace } from '../src/engine/evaluation.js';
import { contender, type Case, type Contender } from './contender.js';

/** json-rules-engine with the rules of the refund alone: its definitions come as facts, no precedence, no effects. */
export const refundAlone = (edition: Edition, asJson: boolean): Contender => {
  const ruleSet = edition.decisions.get('refund');
  if (ruleSet === undefined) throw new Error('The edition has no refund');
  const { explain } = makeCompiledEvaluator(edition);
  const engine = new Engine();
  for (const { id, when } of ruleSet.rules) {
    const condition = aloneCondition(when);
    const conditions = 'all' in condition ? condition : { all: [condition] };
    engine.addRule({ conditions: conditions as { all: [] }, event: { type: id } }); // in its form
  }
  let asked: readonly Case[] = [];
  return contender({
    prepare: (one) => {
      const explained = explain({ decision: 'refund', ...one });
      if (explained.code !== 'decided') throw new Error('A case is refused');
      asked = [...asked, one];
      return { one, read: Object.fromEntries(explained.trace.rules.flatMap(({ when }) => readIn(when))) };
    },
    decide: async ({ read, one }) => {
      const found = await engine.run(read);
      if (asJson)
        JSON.stringify(
          [found.results, found.failureResults].map((results) =>
            results.map((result) => result.toJSON(false)),
          ),
        );
      return { fired: found.events.map(({ type }) => type), one };
    },
    // It knows which rules fire and no more: that is compared, and the rest told by the compiled evaluator.
    told: ({ fired, one }) => {
      const explained = explain({ decision: 'refund', ...one });
      if (explained.code !== 'decided') throw new Error('A case is refused');
      const { rules, decision } = explained.trace;
      const expected = rules.filter((rule) => rule.fired).map(({ rule }) => rule);
      if (expected.toSorted().join() !== [...fired].sort().join())
        throw new Error('json-rules-engine fires other rules');
      const { outcome, effects, discretion } = decision;
      return JSON.stringify([
        outcome,
        effects['amount'],
        effects['periods'],
        effects['discretionaryUpTo'],
        discretion,
      ]);
    },
  });
};

type Condition = RuleSet['rules'][number]['when'];

const aloneCondition = (condition: Condition): object => {
  switch (condition.kind) {
    case 'always':
      return { all: [] };
    case 'all':
    case 'any':
      return { [condition.kind]: condition.of.map(aloneCondition) };
    case 'not':
      return { not: aloneCondition(condition.of) };
    case 'comparison': {
      const { name, operator, right } = condition;
      return { fact: name, operator, value: right.kind === 'fact' ? { fact: right.name } : right.value };
    }
  }
};

/** What a condition read, by name; instants in epoch milliseconds. */
const readIn = (condition: ConditionTrace): readonly (readonly [string, unknown])[] => {
  switch (condition.kind) {
    case 'always':
      return [];
    case 'all':
    case 'any':
      return condition.of.flatMap(readIn);
    case 'not':
      return readIn(condition.of);
    case 'comparison': {
      const { fact, read, compared, comparedName } = condition;
      const inside = (value: unknown): unknown =>
        typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(value) : value;
      return [
        [fact, inside(read)],
        ...(comparedName === undefined ? [] : ([[comparedName, inside(compared)]] as const)),
      ];
    }
  }
};
