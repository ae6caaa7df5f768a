import { isDeepStrictEqual } from 'node:util';
import type { ClauseId } from '../../contract/contract.js';
import type { Edition } from '../../edition/model/edition.js';
import type { Decision, Evaluator, FactError } from '../../engine/evaluation.js';
import type { Case } from '../boundary/boundary-case.js';
import { overlooking } from './known-facts.js';

/** What one edition says of a case. */
export type CaseAnswer =
  | {
      readonly code: 'decided';
      readonly decision: Decision;
      readonly clauses: readonly ClauseId[];
      /** The effects, but for those that name the edition itself. */ readonly effects: Decision['effects'];
    }
  | { readonly code: 'refused'; readonly errors: readonly FactError[] }
  /** The rules cannot be evaluated for it. */
  | { readonly code: 'failed'; readonly why: string };

/** How two editions differ on a case. */
export type DifferenceKind =
  | 'outcome'
  | 'effects'
  | 'discretion'
  /** One decides it and the other does not take its facts, or cannot evaluate its rules for it. */
  | 'refusal'
  /** They decide alike and cite other clauses. */
  | 'citation';

/** A case of which two editions say different things; `alike` is equal for those that differ in the same way. */
export interface CaseDifference {
  readonly kinds: readonly DifferenceKind[];
  readonly alike: string;
  readonly case: Case;
  readonly left: CaseAnswer;
  readonly right: CaseAnswer;
}

/** Asks two editions the same; `null` where they say the same, or neither takes the facts. */
export type CompareCase = (one: Case) => Promise<CaseDifference | null>;

/** An edition with what decides by it. */
export interface EditionSide {
  readonly edition: Edition;
  readonly evaluator: Evaluator;
}

/**
 * Compares two editions case by case for one decision, each with what its vocabulary knows of the facts.
 * @param renumbered the number that a clause of the left edition has in the right one
 */
export const makeCompareCase = (
  left: EditionSide,
  right: EditionSide,
  decision: string,
  renumbered: (id: ClauseId) => ClauseId,
): CompareCase => {
  const sayLeft = makeSay(left, decision, renumbered);
  const sayRight = makeSay(right, decision, (id) => id);
  return async (one) => {
    const said = { left: await sayLeft(one), right: await sayRight(one) };
    const kinds = kindsOf(said.left, said.right);
    return kinds.length === 0
      ? null
      : { kinds, alike: alikeOf(kinds, said.left, said.right), case: one, ...said };
  };
};

const makeSay = (
  { edition, evaluator }: EditionSide,
  decision: string,
  renumbered: (id: ClauseId) => ClauseId,
): ((one: Case) => Promise<CaseAnswer>) => {
  const asking = overlooking(edition, evaluator);
  const cited = new Map(
    (edition.decisions.get(decision)?.rules ?? []).map(({ id, clauses }) => [id, clauses]),
  );
  return async (one) => {
    try {
      const answer = await asking.decide({ decision, ...one });
      if (answer.code !== 'decided') return { code: 'refused', errors: answer.errors };
      const clauses = answer.decision.standing.flatMap((rule) => cited.get(rule) ?? []).map(renumbered);
      const effects = Object.entries(answer.decision.effects).filter(
        ([, value]) => !isDeepStrictEqual(value, edition.identity),
      );
      return {
        code: 'decided',
        decision: answer.decision,
        clauses: [...new Set(clauses)].sort(),
        effects: Object.fromEntries(effects),
      };
    } catch (error) {
      return { code: 'failed', why: error instanceof Error ? error.message : String(error) };
    }
  };
};

const kindsOf = (left: CaseAnswer, right: CaseAnswer): readonly DifferenceKind[] => {
  if (left.code !== 'decided' || right.code !== 'decided') return left.code === right.code ? [] : ['refusal'];
  const [before, after] = [left.decision, right.decision];
  const kinds: DifferenceKind[] = [];
  if (before.outcome !== after.outcome) kinds.push('outcome');
  if (differingEffects(left, right).length > 0) kinds.push('effects');
  if (!isDeepStrictEqual(before.discretion, after.discretion)) kinds.push('discretion');
  if (kinds.length === 0 && !isDeepStrictEqual(left.clauses, right.clauses)) return ['citation'];
  return kinds;
};

type Decided = Extract<CaseAnswer, { readonly code: 'decided' }>;

/** The names of the effects that differ, those that one lacks among them. */
const differingEffects = (before: Decided, after: Decided): readonly string[] =>
  [...new Set([...Object.keys(before.effects), ...Object.keys(after.effects)])].filter(
    (name) => !isDeepStrictEqual(before.effects[name], after.effects[name]),
  );

const alikeOf = (kinds: readonly DifferenceKind[], left: CaseAnswer, right: CaseAnswer): string => {
  if (left.code !== 'decided' || right.code !== 'decided')
    return JSON.stringify([kinds, refusalOf(left), refusalOf(right)]);
  const [before, after] = [left.decision, right.decision];
  const common = before.standing.filter((rule) => after.standing.includes(rule));
  const own = ({ standing }: Decision): readonly string[] =>
    standing.filter((rule) => !common.includes(rule));
  return JSON.stringify([
    kinds,
    [before.outcome, after.outcome],
    differingEffects(left, right),
    [own(before), own(after)],
  ]);
};

/** Items of lists are not told apart. */
const refusalOf = (said: CaseAnswer): unknown =>
  said.code === 'refused'
    ? [...new Set(said.errors.map(({ pointer, code }) => `${pointer.replaceAll(/\/\d+/g, '/n')} ${code}`))]
    : said.code;
