import { stakesOf } from '../../analysis/impact/stakes.js';
import { moneyGained } from '../../analysis/impact/tally.js';
import type { LaterFigure } from '../../analysis/impact/later-figures.js';
import { formatInstant } from '../../language/instants.js';
import { judgeCase, makeCited } from '../../analysis/impact/judge-case.js';
import { openFacts } from '../../audit/record/opening.js';
import type { StoredRecord } from '../../audit/record/record.js';
import type { ClauseId } from '../../contract/contract.js';
import type { Edition } from '../../edition/model/edition.js';
import { makeCompiledEvaluator } from '../../engine/compiled/compiled-evaluator.js';
import type { Answer, Decision, Evaluator } from '../../engine/evaluation.js';
import type { DecidedSide, ImpactNews, OutcomeMove } from '../../wire/book/drafts.js';

/** Why a recorded decision cannot be compared. */
type NotComparedWhy = 'facts-gone' | 'facts-refused' | 'no-such-decision' | 'failed';

const toldEvery = 100;
/** What changes beyond these is counted, and not told one by one. */
const mostTold = 200;

/**
 * Decides recorded decisions once more, under a draft, and tells which would come out otherwise. Records nothing.
 * @param later figures that the draft changes later on, which is told at the beginning
 */
export async function* tryRecords(
  draft: Edition,
  records: readonly StoredRecord[],
  later: readonly LaterFigure[],
): AsyncGenerator<ImpactNews> {
  const evaluator = makeCompiledEvaluator(draft);
  const cited = makeCited(draft);
  const stakes = stakesOf(draft);
  const notCompared: Partial<Record<NotComparedWhy, number>> = {};
  const moves = new Map<string, { -readonly [Name in keyof OutcomeMove]: OutcomeMove[Name] }>();
  let [done, changed, grounds] = [0, 0, 0];
  const money = new Map<string, { more: number; less: number }>();
  yield {
    kind: 'begun',
    total: records.length,
    later: later.map(({ name, from }) => ({ figure: name, from: formatInstant(from) })),
  };
  for (const record of records) {
    done += 1;
    if (done % toldEvery === 0) yield { kind: 'progress', done, changed };
    const again = await decideAgain(draft, evaluator, record);
    if (again.code !== 'decided') {
      notCompared[again.code] = (notCompared[again.code] ?? 0) + 1;
      continue;
    }
    const { inputs, decision: then, cites, id, decidedAt } = record.body;
    const before = { edition: inputs.edition, decision: then, clauses: cites };
    const after = { edition: draft.identity, decision: again.decision, clauses: cited(again.decision) };
    const { verdict, lost, gained, effects } = judgeCase(before, after, []);
    const key = JSON.stringify([then.decision, then.outcome, again.decision.outcome]);
    const move = moves.get(key);
    if (move === undefined)
      moves.set(key, {
        decision: then.decision,
        before: then.outcome,
        after: again.decision.outcome,
        count: 1,
      });
    else move.count += 1;
    if (verdict === 'grounds') grounds += 1;
    if (verdict !== 'changed') continue;
    changed += 1;
    for (const { minor, currency } of moneyGained(
      stakes.get(then.decision) ?? [],
      then.effects,
      again.decision.effects,
    )) {
      const sum = money.get(currency) ?? { more: 0, less: 0 };
      if (minor > 0) sum.more += minor;
      else sum.less -= minor;
      money.set(currency, sum);
    }
    if (changed > mostTold) continue;
    const turned = {
      ...{ id, decision: then.decision, decidedAt, asOf: inputs.asOf, lost, gained, effects },
      before: sideOf(then, cites),
      after: sideOf(again.decision, after.clauses),
    };
    yield { kind: 'turned', turned };
  }
  yield {
    kind: 'done',
    ...{ done, changed, grounds, notCompared, moves: [...moves.values()] },
    money: [...money].map(([currency, { more, less }]) => ({ currency, more, less })),
  };
}

type Again = Extract<Answer, { readonly code: 'decided' }> | { readonly code: NotComparedWhy };

const decideAgain = async (draft: Edition, evaluator: Evaluator, record: StoredRecord): Promise<Again> => {
  const { decision, asOf, invalid } = record.body.inputs;
  const named = invalid === undefined ? {} : { invalid };
  if (!draft.decisions.has(decision)) return { code: 'no-such-decision' };
  const { facts, missing } = openFacts(record);
  if (missing.some((pointer) => pointer !== '/subject')) return { code: 'facts-gone' };
  try {
    const answer = await evaluator.decide({ decision, facts, asOf: Date.parse(asOf), ...named });
    return answer.code === 'decided' ? answer : { code: 'facts-refused' };
  } catch {
    // A draft may divide by what is zero in one case; the others are told all the same.
    return { code: 'failed' };
  }
};

const sideOf = ({ outcome, effects, standing }: Decision, clauses: readonly ClauseId[]): DecidedSide => ({
  outcome,
  effects,
  standing,
  clauses,
});
