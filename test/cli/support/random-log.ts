import assert from 'node:assert/strict';
import { makeCited } from '../../../src/analysis/impact/judge-case.js';
import { personalPointers } from '../../../src/audit/record/sealing.js';
import type { DecisionLog } from '../../../src/audit/store/decision-log.js';
import type { Entry } from '../../../src/audit/record/record.js';
import { loadKeptRelease } from '../../../src/decide/editions/load-editions.js';
import { readEditionFolder } from '../../../src/edition/read/read-edition-folder.js';
import { makeCompiledEvaluator } from '../../../src/engine/compiled/compiled-evaluator.js';
import { dayMs } from '../../../src/language/instants.js';
import { editionFolder } from '../../engine/compiled/support/differential.js';
import { randomQuestions } from '../../sql/support/questions.js';

const begin = Date.parse('2026-01-01T00:00:00Z');

/** Random decisions of the edition in `rules/`, over four days, of several decisions in turn; and the release that decided. */
export const randomEntries = async (
  each: number,
  seed: number,
  decisions: readonly string[] = ['refund', 'purchase', 'consumption'],
): Promise<{
  readonly entries: readonly Entry[];
  readonly release: Parameters<DecisionLog['keepRelease']>[0];
}> => {
  const files = await readEditionFolder(editionFolder);
  const edition = await loadKeptRelease(files);
  const evaluator = makeCompiledEvaluator(edition);
  const cited = makeCited(edition);
  const chosen = [...edition.decisions.values()].filter(({ decision }) => decisions.includes(decision));
  assert.equal(chosen.length, decisions.length);
  const entries = chosen.flatMap((ruleSet) =>
    randomQuestions(edition, ruleSet, evaluator, each, seed).flatMap((question): readonly Entry[] => {
      const { facts, asOf, decision } = question;
      const answer = evaluator.decide(question);
      if (answer.code !== 'decided') return [];
      return [
        {
          ...{ id: '', decidedAt: 0 },
          inputs: { decision, asOf, facts, edition: edition.identity, subject: 'somebody' },
          decision: answer.decision,
          cites: cited(answer.decision),
          personal: personalPointers(edition, facts),
        },
      ];
    }),
  );
  assert.ok(entries.length > each, 'most are decided');
  // One decision after the other, so that a day has several of each.
  const mixed = entries
    .map((entry, nth) => ({ entry, order: (nth * 7919) % entries.length }))
    .toSorted((a, b) => a.order - b.order);
  return {
    release: { identity: edition.identity, files },
    entries: mixed.map(({ entry }, nth) => ({
      ...entry,
      id: `01900000-0000-7000-8000-${String(nth).padStart(12, '0')}`,
      decidedAt: begin + Math.floor((nth * 4 * dayMs) / mixed.length),
    })),
  };
};

/** Records entries in groups, in turn by each log. */
export const recordIn = async (logs: readonly DecisionLog[], entries: readonly Entry[]): Promise<void> => {
  const group = 10;
  for (let first = 0; first < entries.length; first += group)
    await logs[(first / group) % logs.length]?.appendTogether(entries.slice(first, first + group));
};
