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

const same: Judged = { verdict: 'same', lost: [], gained: [], effects: [], movements: [] };

/** Compares what was decided with what another edition decides of the same case. */
export const judgeCase = (before: Decided, after: Decided, stakes: readonly Stake[]): Judged => {
  const [then, now] = [before.decision, after.decision];
  const lost = before.clauses.filter((clause) => !after.clauses.includes(clause));
  const gained = after.clauses.filter((clause) => !before.clauses.includes(clause));
  const effects = isSame(then.effects, now.effects) ? [] : differingEffects(before, after);
  const isChanged =
    then.outcome !== now.outcome || effects.length > 0 || !isSame(then.discretion, now.discretion);
  if (isChanged) {
    const movements = effects.length === 0 ? [] : movementsOf(stakes, then.effects, now.effects);
    return { verdict: 'changed', lost, gained, effects, movements };
  }
  return lost.length === 0 && gained.length === 0
    ? same
    : { verdict: 'grounds', lost, gained, effects, movements: [] };
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
