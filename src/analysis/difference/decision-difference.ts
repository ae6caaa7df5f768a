import type { ClauseId } from '../../contract/contract.js';
import type { Edition } from '../../edition/model/edition.js';
import type { Case } from '../boundary/boundary-case.js';
import { canonicalDecision } from './canonical-decision.js';
import { makeCompareCase, type CaseDifference, type EditionSide } from './case-difference.js';
import type { ProveSame, SameProof } from './same-proof.js';
import { searchDifference, type DifferenceSearch } from './search-difference.js';

/** A case of a scenario: what it asks for, and how it is called. */
export interface ScenarioCase {
  readonly decision: string;
  readonly name: string;
  readonly case: Case;
}

/**
 * How a decision fares. `same`: its canonical form is the same in both editions, and so is what it accepts, or a solver proved that every case is answered alike; that is a proof. `same-where-accepted`: the
 * form is the same, and what facts are accepted is not. `different`: cases were found. `none-found`: none was, among so many; that is no proof.
 */
export type DecisionVerdict =
  'same' | 'same-where-accepted' | 'different' | 'none-found' | 'added' | 'removed';

/** What differs in one decision. */
export interface DecisionDifference {
  readonly decision: string;
  readonly verdict: DecisionVerdict;
  /** What a solver says of it; `null` where none was asked, or where the canonical form says all. */
  readonly proof: SameProof | null;
  /** `null` where nothing needed to be searched. */
  readonly search: DifferenceSearch | null;
  /** Scenarios whose case is decided otherwise. */
  readonly scenarios: readonly { readonly name: string; readonly difference: CaseDifference }[];
  /** Scenario cases that were asked under both. */
  readonly scenarioCases: number;
}

/** Compares one decision under two editions: by its canonical form, by the scenarios, and by a search where it is not proven the same. */
export const compareDecision = async (
  left: EditionSide,
  right: EditionSide,
  decision: string,
  scenarios: readonly ScenarioCase[],
  renumbered: (id: ClauseId) => ClauseId,
  { limit, prove }: { readonly limit: number; readonly prove?: ProveSame },
): Promise<DecisionDifference> => {
  const one = left.edition.decisions.get(decision);
  const other = right.edition.decisions.get(decision);
  const nothing = { decision, proof: null, search: null, scenarios: [], scenarioCases: 0 };
  if (one === undefined) return { ...nothing, verdict: 'added' };
  if (other === undefined) return { ...nothing, verdict: 'removed' };
  const [before, after] = [canonicalDecision(left.edition, one), canonicalDecision(right.edition, other)];
  const decidesSame = before.decides === after.decides;
  const changed: { name: string; difference: CaseDifference }[] = [];
  const compare = makeCompareCase(left, right, decision, renumbered);
  for (const { name, case: known } of scenarios) {
    const difference = await compare(known);
    if (difference !== null) changed.push({ name, difference });
  }
  const isOneForm = decidesSame && before.accepts === after.accepts;
  const proof = isOneForm || prove === undefined ? null : await prove(decision);
  const isSame = isOneForm || proof?.code === 'proved';
  const search = isSame
    ? null
    : await searchDifference(
        { ...left, ruleSet: one },
        { ...right, ruleSet: other },
        {
          limit,
          starts: [...scenarios, ...exampleOf(right.edition, decision), ...exampleOf(left.edition, decision)],
          renumbered,
          ...(proof?.code === 'refuted' ? { shown: proof.case } : {}),
        },
      );
  const all = [
    ...changed.map(({ difference }) => difference),
    ...(search?.found ?? []).map((f) => f.difference),
  ];
  const differs = all.some(({ kinds }) => !kinds.includes('citation'));
  const verdict = isSame
    ? 'same'
    : decidesSame
      ? 'same-where-accepted'
      : differs
        ? 'different'
        : 'none-found';
  return { decision, verdict, proof, search, scenarios: changed, scenarioCases: scenarios.length };
};

const exampleOf = (
  { example, identity }: Edition,
  decision: string,
): readonly { readonly name: string; readonly case: Case }[] =>
  example?.decision === decision
    ? [
        {
          name: `the example of ${identity.revision}`,
          case: { facts: example.facts, asOf: Date.parse(example.asOf) },
        },
      ]
    : [];
