import { isDeepStrictEqual } from 'node:util';
import type { ClauseId } from '../../contract/contract.js';
import type { Edition, EditionIdentity } from '../../edition/model/edition.js';
import { differingPaths } from '../../engine/differing-paths.js';
import type { Decision } from '../../engine/evaluation.js';
import { movementsOf, type Movement, type Stake } from './stakes.js';

/** A decision with the edition that made it and the clauses that its standing rules cite. */
export interface Decided {
  readonly edition: EditionIdentity;
  readonly decision: Decision;
  readonly clauses: readonly ClauseId[];
}

/** How a case comes out under another edition. */
export interface Judged {
  /** `grounds`: nothing changes but the clauses that are cited. */
  readonly verdict: 'same' | 'grounds' | 'changed';
  readonly lost: readonly ClauseId[];
  readonly gained: readonly ClauseId[];
  /** The effects that change, whatever their type; one that names the edition itself does not count. */
  readonly effects: readonly string[];
  readonly movements: readonly Movement[];
}

/** What comes of a case by what changes in it, and the clauses that it rested on before and rests on after. */
export const judgedBy = (
  isChanged: boolean,
  [before, after]: readonly [readonly ClauseId[], readonly ClauseId[]],
): Pick<Judged, 'verdict' | 'lost' | 'gained'> => {
  const lost = before.filter((clause) => !after.includes(clause));
  const gained = after.filter((clause) => !before.includes(clause));
  const isSameGrounds = lost.length === 0 && gained.length === 0;
  return { verdict: isChanged ? 'changed' : isSameGrounds ? 'same' : 'grounds', lost, gained };
};

const same: Judged = { verdict: 'same', lost: [], gained: [], effects: [], movements: [] };

/** Compares what was decided with what another edition decides of the same case. */
export const judgeCase = (before: Decided, after: Decided, stakes: readonly Stake[]): Judged => {
  const [then, now] = [before.decision, after.decision];
  const effects = isSame(then.effects, now.effects) ? [] : differingEffects(before, after);
  const isChanged =
    then.outcome !== now.outcome || effects.length > 0 || !isSame(then.discretion, now.discretion);
  const judged = judgedBy(isChanged, [before.clauses, after.clauses]);
  if (judged.verdict === 'same') return same;
  const movements = effects.length === 0 ? [] : movementsOf(stakes, then.effects, now.effects);
  return { ...judged, effects, movements };
};

const differingEffects = (before: Decided, after: Decided): readonly string[] => {
  const [then, now] = [before.decision.effects, after.decision.effects];
  return [...new Set([...Object.keys(then), ...Object.keys(now)])].filter(
    (name) =>
      !isSame(then[name], now[name]) &&
      !(isSame(then[name], before.edition) && isSame(now[name], after.edition)),
  );
};

/** As JSON: what a record was read from has no `undefined`, what an evaluator says may. */
const isSame = (one: unknown, other: unknown): boolean =>
  isDeepStrictEqual(one, other) || differingPaths(one, other, 1).length === 0;

/** Finds the clauses that a decision's standing rules cite, each once. */
export const makeCited = (edition: Edition): ((decision: Decision) => readonly ClauseId[]) => {
  const clauses = new Map(
    [...edition.decisions].map(([name, { rules }]) => [
      name,
      new Map(rules.map((rule) => [rule.id, rule.clauses])),
    ]),
  );
  return ({ decision, standing }) => {
    const of = clauses.get(decision);
    return [...new Set(standing.flatMap((rule) => of?.get(rule) ?? []))];
  };
};
