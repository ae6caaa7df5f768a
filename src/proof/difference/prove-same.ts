import { makeCompareCase, type EditionSide } from '../../analysis/difference/case-difference.js';
import type { SameProof } from '../../analysis/difference/same-proof.js';
import type { Edition } from '../../edition/model/edition.js';
import { requiredFacts } from '../../edition/model/fact-schema.js';
import type { RuleSet } from '../../edition/model/rule-set.js';
import type { Evaluator } from '../../engine/evaluation.js';
import { askSolver, type Asking } from '../ask-solver.js';
import { makeCase, type CaseFormula } from '../cases/case-formula.js';
import { collectTexts } from '../cases/collect-texts.js';
import { formulated } from '../formulated.js';
import type { Case, Property, Questions, Verdict } from '../property.js';
import { decideCase } from '../rules.js';
import { makeFormula } from '../terms/formula.js';
import { firstInstant, lastInstant } from '../terms/months.js';
import { and, compare, not, or, yes, type Term } from '../terms/term.js';
import { makeTexts, type Texts } from '../terms/texts.js';
import { Untranslatable } from '../untranslatable.js';
import { makeVerdicts } from '../verdicts.js';
import { joinedCase } from './joined-case.js';
import { differing, type DecidedCase } from './differing.js';
import { assertedApart, factsTakenOtherwise, givesAll } from './taken-cases.js';

/** An edition with the evaluators that decide by it. */
export interface ProvingSide {
  readonly edition: Edition;
  readonly evaluators: readonly Evaluator[];
}

/** How two editions are proved to decide alike. */
export interface ProvingSame extends Omit<Asking, 'answers'> {
  /** The solver's name and version. */
  readonly solver: string;
  /** No list of facts has more items than this. */
  readonly mostItems: number;
  /** Told of what a solver was asked of a decision, and what came of it. */
  readonly keep: (evidence: SameEvidence) => void;
}

/** What a solver was asked of a decision under two editions, to be kept and asked again. */
export interface SameEvidence {
  readonly decision: string;
  /** SMT-LIB, with what it must answer where the two decide alike. */
  readonly smt: string;
  /** SHA-256 of `smt`, in hex. */
  readonly digest: string;
  readonly ms: number;
  readonly proof: SameProof;
}

/** Proves that two editions decide alike, or finds a case that they answer otherwise. Clauses, names and reasons are not compared. */
export const proveSame = async (
  left: ProvingSide,
  right: ProvingSide,
  decision: string,
  proving: ProvingSame,
): Promise<SameProof> => {
  const rules = [left, right].map(({ edition }) => edition.decisions.get(decision));
  const [one, other] = rules;
  if (one === undefined || other === undefined)
    return { code: 'untranslatable', why: `${decision}, which only one of them decides,` };
  const bounded = new Set<string>();
  let made;
  try {
    made = questionOf([left.edition, one], [right.edition, other], proving.mostItems, (name) =>
      bounded.add(name),
    );
  } catch (error) {
    if (!(error instanceof Untranslatable)) throw error;
    return { code: 'untranslatable', why: error.message };
  }
  const { questions, rounded } = made;
  const { smt, digest } = formulated(questions);
  const verdicts = makeVerdicts(questions.properties, () => undefined);
  await askSolver(questions, verdicts, { ...proving, answers: () => Promise.resolve([]) }, true);
  const [verdict] = verdicts.all();
  const { solver, mostItems } = proving;
  const proof = await proofOf(verdict, left, right, decision, {
    solver,
    digest,
    bounded: [...bounded],
    mostItems,
    rounded,
  });
  proving.keep({ decision, smt, digest, ms: verdict?.ms ?? 0, proof });
  return proof;
};

/** What a verdict says of the two editions. @param proved what is told where no case is answered otherwise */
const proofOf = async (
  verdict: Verdict | undefined,
  left: ProvingSide,
  right: ProvingSide,
  decision: string,
  proved: Omit<Extract<SameProof, { code: 'proved' }>, 'code'>,
): Promise<SameProof> => {
  if (verdict?.code === 'refuted') {
    const found = joinedCase(left.edition, right.edition, verdict.cases);
    return {
      code: (await isAnsweredOtherwise(left, right, decision, found)) ? 'refuted' : 'not-confirmed',
      case: found,
    };
  }
  if (verdict?.code !== 'proved')
    return { code: 'unknown', why: verdict?.code === 'unknown' ? verdict.why : 'it was not asked' };
  return { code: 'proved', ...proved };
};

type Side = readonly [Edition, RuleSet];

const questionOf = (
  left: Side,
  right: Side,
  mostItems: number,
  bounds: (name: string) => void,
): { readonly questions: Questions; readonly rounded: readonly string[] } => {
  const [formula, texts] = [makeFormula(), makeTexts()];
  for (const side of [left, right]) collectTexts(texts, ...side);
  const asOf = formula.declare('asOf', 'Int');
  formula.assert(and(compare('>=', asOf, firstInstant), compare('<=', asOf, lastInstant)));
  const make = (side: Side): Open => openCase(side, { formula, texts, mostItems, bounds }, asOf);
  const sides = [make(left), make(right)] as const;
  // Both look at the facts of both, and at those that they take otherwise.
  const read = new Set([
    ...sides.flatMap(({ of }) => [...of.given.keys()]),
    ...factsTakenOtherwise(left[0], right[0]),
  ]);
  for (const { of } of sides) for (const name of read) if (of.edition.facts.has(name)) of.read(name, []);
  for (const { of } of sides) of.close();
  const [before, after] = [decided(sides[0], sides[1].of), decided(sides[1], sides[0].of)];
  const roundings = [...before.of.roundings, ...after.of.roundings];
  const property: Property = {
    id: 'same',
    kind: 'always',
    clauses: [],
    wanted: 'no-case',
    term: formula.share(and(not(or(...roundings.map(({ when }) => when))), differing(before, after))),
    isConfirmedBy: () => true,
  };
  const questions: Questions = {
    cases: [before.of, after.of],
    properties: [property],
    easily: yes,
    others: [],
    saysAll: () => true,
  };
  return { questions, rounded: [...new Set(roundings.map(({ what }) => what))] };
};

/** A case of one edition, of which what it takes is asserted aside. */
interface Open {
  readonly of: CaseFormula;
  readonly decision: DecidedCase['decision'];
  readonly asserted: () => Term;
}

const openCase = (
  [edition, ruleSet]: Side,
  unknowns: {
    formula: ReturnType<typeof makeFormula>;
    texts: Texts;
    mostItems: number;
    bounds: (name: string) => void;
  },
  asOf: Term,
): Open => {
  const { formula, asserted } = assertedApart(unknowns.formula);
  const of = makeCase({
    edition,
    ruleSets: [ruleSet],
    unknowns: { ...unknowns, formula },
    asOf,
    isLoose: false,
  });
  const decision = decideCase(of, ruleSet);
  for (const name of requiredFacts(edition, ruleSet).names) of.read(name, []);
  return { of, decision, asserted };
};

const decided = ({ of, decision, asserted }: Open, other: CaseFormula): DecidedCase => ({
  of,
  decision,
  isTaken: of.unknowns.formula.share(
    and(asserted(), givesAll(of, other), ...of.failures.map(({ when }) => not(when))),
  ),
});

/** Whether each evaluator answers a case otherwise under the two editions. */
const isAnsweredOtherwise = async (
  left: ProvingSide,
  right: ProvingSide,
  decision: string,
  found: Case,
): Promise<boolean> => {
  const sideOf = ({ edition }: ProvingSide, evaluator: Evaluator): EditionSide => ({ edition, evaluator });
  for (const [place, evaluator] of left.evaluators.entries()) {
    const other = right.evaluators[place];
    if (other === undefined) return false;
    const compareCase = makeCompareCase(sideOf(left, evaluator), sideOf(right, other), decision, (id) => id);
    const difference = await compareCase(found);
    if (difference === null || difference.kinds.includes('citation')) return false;
  }
  return left.evaluators.length > 0;
};
