import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { citedOf } from '../../src/decide/answer/cited.js';
import { readScenarioCases } from '../../src/decide/request/scenario-cases.js';
import type { Edition } from '../../src/edition/model/edition.js';
import type { RuleSet } from '../../src/edition/model/rule-set.js';
import { makeCompiledEvaluator } from '../../src/engine/compiled/compiled-evaluator.js';
import type { Question } from '../../src/engine/evaluation.js';
import { makeReferenceEvaluator } from '../../src/engine/reference/reference-evaluator.js';
import { severabilityErrors } from '../../src/engine/severability.js';
import { loadRealEdition } from '../engine/compiled/support/differential.js';

/** Every clause that a decision goes back to and that may drop out, paragraphs of its items among them. */
const clausesOf = (edition: Edition, { rules, definitions }: RuleSet): readonly string[] => {
  const cited = [...rules, ...definitions].flatMap(({ clauses }) => clauses);
  return [...new Set([...cited, ...cited.map((clause) => clause.replace(/\(.*/, ''))])].filter(
    (clause) => severabilityErrors(edition, [{ clause, authority: 'a court' }]).length === 0,
  );
};

describe('A clause that is held invalid', () => {
  let edition: Edition;
  let questions: readonly Question[];
  before(async () => {
    edition = await loadRealEdition();
    const { cases } = await readScenarioCases('features', edition.identity.document);
    const evaluator = makeCompiledEvaluator(edition);
    questions = cases
      .filter(({ decision }) => edition.decisions.has(decision))
      .map(({ decision, facts, asOf }) => ({ decision, facts, asOf: asOf ?? edition.effectiveFrom }))
      .filter((question) => evaluator.decide(question).code === 'decided');
  });

  it('leaves no case of the scenarios unresolved, and none that rests on it', () => {
    const evaluator = makeCompiledEvaluator(edition);
    const wrong: string[] = [];
    let decided = 0;
    for (const [decision, ruleSet] of edition.decisions) {
      const asked = questions.filter((question) => question.decision === decision);
      for (const clause of clausesOf(edition, ruleSet)) {
        const invalid = [{ clause, authority: 'a court' }];
        for (const question of asked) {
          const answer = evaluator.decide({ ...question, invalid });
          if (answer.code !== 'decided') wrong.push(`${decision} without ${clause}: ${answer.code}`);
          else if (answer.decision.outcome === 'unresolved')
            wrong.push(
              `${decision} without ${clause}: unresolved, ${answer.decision.conflict?.join(', ') ?? ''}`,
            );
          else {
            const cites = citedOf(edition, answer.decision, invalid);
            if (cites.some((cited) => cited === clause || cited.startsWith(`${clause}(`)))
              wrong.push(`${decision} without ${clause}: rests on it`);
            if (cites.length === 0) wrong.push(`${decision} without ${clause}: rests on nothing`);
          }
          decided += 1;
        }
      }
    }
    assert.deepEqual([...new Set(wrong)], []);
    assert.ok(decided > 10_000, `${decided} cases`);
  });

  it('is left out by both evaluators alike, definitions among them', async () => {
    const [compiled, reference] = [makeCompiledEvaluator(edition), makeReferenceEvaluator(edition)];
    for (const [decision, ruleSet] of edition.decisions) {
      const asked = questions.filter((question) => question.decision === decision);
      for (const [place, clause] of clausesOf(edition, ruleSet).entries()) {
        const question = asked[place % asked.length];
        if (question === undefined) continue;
        const severed = { ...question, invalid: [{ clause, authority: 'a court' }] };
        assert.deepEqual(
          JSON.parse(JSON.stringify(compiled.explain(severed))),
          JSON.parse(JSON.stringify(await reference.explain(severed))),
          `${decision} without ${clause}`,
        );
      }
    }
  });
});
