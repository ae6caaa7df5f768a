import type { Edition } from '../../edition/model/edition.js';
import type { EditionSide } from './case-difference.js';
import { claimsOf, type ClauseClaim } from './clause-claims.js';
import { pairClauses, renumberedBy } from './clause-pairs.js';
import { compareDecision, type DecisionDifference, type ScenarioCase } from './decision-difference.js';
import type { ProveSame } from './same-proof.js';
import { compareTexts, type TextDifference } from './text-difference.js';
import { compareWritten, type ItemChange } from './written-difference.js';

/** Everything that differs between two editions of a document. */
export interface EditionDifference {
  readonly left: Edition['identity'];
  readonly right: Edition['identity'];
  readonly text: TextDifference;
  readonly items: readonly ItemChange[];
  readonly decisions: readonly DecisionDifference[];
  /** One for each changed clause, in the order of `text.clauses`. */
  readonly claims: readonly ClauseClaim[];
  /** True only where each decision is proven the same, none is added or removed, and the same rule says which edition governs. */
  readonly sameInEffect: boolean;
}

/** How far to look. */
export interface CompareOptions {
  /** Cases for each decision that is not proven the same. */
  readonly limit: number;
  readonly scenarios: readonly ScenarioCase[];
  /** Asked of each decision whose canonical form is not the same; left out where no solver is. */
  readonly prove?: ProveSame;
}

/** Compares two editions of one document in text, in what they write, and in effect. */
export const compareEditions = async (
  left: EditionSide,
  right: EditionSide,
  options: CompareOptions,
): Promise<EditionDifference> => {
  const pairs = pairClauses(left.edition.contract, right.edition.contract);
  const renumbered = renumberedBy(pairs);
  const text = compareTexts(left.edition.contract, right.edition.contract, pairs);
  const items = compareWritten(left.edition, right.edition, renumbered);
  const names = [...new Set([...left.edition.decisions.keys(), ...right.edition.decisions.keys()])];
  const decisions: DecisionDifference[] = [];
  for (const decision of names) {
    const asked = options.scenarios.filter((one) => one.decision === decision);
    decisions.push(await compareDecision(left, right, decision, asked, renumbered, options));
  }
  return {
    left: left.edition.identity,
    right: right.edition.identity,
    text,
    items,
    decisions,
    claims: claimsOf(left.edition, right.edition, text, decisions),
    sameInEffect:
      decisions.every(({ verdict }) => verdict === 'same') && !items.some(({ kind }) => kind === 'governing'),
  };
};
