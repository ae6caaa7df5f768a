import type { Edition } from '../edition/model/edition.js';
import type { RuleSet } from '../edition/model/rule-set.js';
import type { Evaluator } from '../engine/evaluation.js';
import type { Invariant } from '../edition/model/invariant.js';
import { evaluateInvariant } from '../engine/invariants/evaluate-invariant.js';
import { makeFeelEvaluation } from '../engine/reference/feel-evaluation.js';
import { longestFirst } from '../workers/longest-first.js';
import { translateInvariant } from './invariants/prove-invariant.js';
import { translateDecision } from './prove-decision.js';
import { proveFormula, type KeptProofs, type Subject } from './prove-formula.js';
import type { Case } from './property.js';
import type { EditionProof, ProvedDecision, ProvedInvariant, ProvedProperty } from './proved.js';
import type { SolverShelf } from './solver/solver-shelf.js';
import { withFiguresElsewhere } from './figures-elsewhere.js';
import { decidedCases } from './witnesses/decided-cases.js';
import { isChangedByFigure } from './witnesses/other-figures.js';

/** How an edition is proved. */
export interface Proving {
  readonly decisions: readonly RuleSet[];
  readonly invariants: readonly Invariant[];
  readonly mostItems: number;
  readonly mostSteps: number;
  readonly deadlineMs: number;
  /** How many decisions are proved at once. */
  readonly atOnce: number;
  /** The solver's name and version. */
  readonly solver: string;
  readonly solvers: SolverShelf;
  /** What decides cases, each by itself. */
  readonly evaluators: readonly [Evaluator, ...(readonly Evaluator[])];
  /** Cases to look around for what wants a case, and how many to look at. */
  readonly cases: { readonly starts: (decision: string) => readonly Case[]; readonly limit: number };
  /** What was proved before. */
  readonly kept: KeptProofs;
  /** Told of what was proved so far of a decision, or of an invariant. */
  readonly tell: (name: string, done: number, all: number) => void;
}

/** Proves decisions and invariants of an edition, each by solvers of its own, those first that took longest before. */
export const proveEdition = async (edition: Edition, proving: Proving): Promise<EditionProof> => {
  const subjects = [
    ...proving.decisions.map((ruleSet) => subjectOfDecision(edition, ruleSet, proving)),
    ...proving.invariants.map((invariant) => subjectOfInvariant(edition, invariant, proving)),
  ];
  const known = await Promise.all(
    subjects.map(async (subject) => ({ subject, before: await proving.kept.read(subject.keptAs) })),
  );
  const proved = await longestFirst(
    known,
    proving.atOnce,
    ({ subject, before }) =>
      before.length === 0 ? subject.size : before.reduce((sum, { proved: { ms } }) => sum + ms, 0),
    ({ subject, before }) => proveFormula(subject, before, proving.kept, proving.tell),
  );
  const decisions = proving.decisions.flatMap(({ decision }, place): readonly ProvedDecision[] =>
    proved[place] === undefined ? [] : [{ ...proved[place], decision }],
  );
  const invariants = proving.invariants.flatMap(
    ({ name, decisions: of }, place): readonly ProvedInvariant[] => {
      const one = proved[proving.decisions.length + place];
      return one === undefined ? [] : [{ ...one, invariant: name, decisions: of }];
    },
  );
  const { mostItems, solver } = proving;
  const neededBy = (figure: string): readonly string[] =>
    [...edition.decisions.values()].flatMap(({ decision, parameters }) =>
      parameters.some(({ name }) => name === figure) ? [decision] : [],
    );
  const [evaluator] = proving.evaluators;
  const told = await withFiguresElsewhere(decisions, {
    neededBy,
    isShown: async (figure, decision) => {
      const ruleSet = edition.decisions.get(decision);
      if (ruleSet === undefined) return false;
      const cases = await casesNear(edition, ruleSet, proving);
      return isChangedByFigure(figure, { edition, ruleSet }, cases, evaluator);
    },
  });
  const unread = [...edition.parameters.keys()].filter((name) => neededBy(name).length === 0);
  return {
    edition: edition.identity,
    solver,
    mostItems,
    decisions: told,
    invariants: withoutProof(invariants),
    unread,
  };
};

/** What follows from an invariant that is itself not proved is not known. */
const withoutProof = (invariants: readonly ProvedInvariant[]): readonly ProvedInvariant[] => {
  const proved = new Set<string>();
  // Each stands below those from which it follows.
  return invariants.map((one) => {
    if (one.code !== 'tried') return one;
    const properties = one.properties.map((property): ProvedProperty => {
      const missing = (property.from ?? []).filter((name) => !proved.has(name));
      if (missing.length === 0) return property;
      const { id, kind, clauses, ms } = property;
      return {
        id,
        kind,
        clauses,
        ms,
        verdict: 'unknown',
        why: `it follows from ${missing.join(', ')}, which is not proved`,
      };
    });
    if (properties.every(({ kind, verdict }) => kind !== 'always' || verdict === 'proved'))
      proved.add(one.invariant);
    return { ...one, properties };
  });
};

/** Known cases of a decision, and those at the boundaries around them. */
const casesNear = (
  edition: Edition,
  ruleSet: RuleSet,
  { evaluators: [evaluator], cases }: Proving,
): Promise<readonly Case[]> =>
  decidedCases(evaluator, edition, ruleSet, { starts: cases.starts(ruleSet.decision), limit: cases.limit });

/** How long something takes of which nothing is kept, in milliseconds: two cases make a formula twice as large, and much harder. */
const sizes = { ofTwoCases: 5_000, ofOneCase: 1_000, ofARule: 300 };

type SizedSubject = Subject & { readonly size: number };

const subjectOfDecision = (edition: Edition, ruleSet: RuleSet, proving: Proving): SizedSubject => {
  const { decision } = ruleSet;
  const { evaluators, solvers, mostSteps, deadlineMs } = proving;
  const [evaluator] = evaluators;
  return {
    name: decision,
    keptAs: `decision-${decision}`,
    size: ruleSet.rules.length * sizes.ofARule,
    translate: () => {
      const translated = translateDecision(edition, ruleSet, proving.mostItems);
      return {
        ...translated,
        prove: (open, tell) =>
          translated.prove(open, {
            solvers,
            mostSteps,
            deadlineMs,
            answers: (one) => Promise.all(evaluators.map(async (each) => each.decide({ decision, ...one }))),
            evaluator,
            cases: () => casesNear(edition, ruleSet, proving),
            tell,
          }),
      };
    },
  };
};

const subjectOfInvariant = (edition: Edition, invariant: Invariant, proving: Proving): SizedSubject => {
  const { evaluators, solvers, mostSteps, deadlineMs } = proving;
  const { name, step } = invariant;
  return {
    name,
    keptAs: `always-${name}`,
    size: step === null ? sizes.ofOneCase : sizes.ofTwoCases,
    translate: () => {
      const translated = translateInvariant(edition, invariant, proving.mostItems);
      const evaluate = makeFeelEvaluation();
      return {
        ...translated,
        prove: (open, tell) =>
          translated.prove(open, {
            solvers,
            mostSteps,
            deadlineMs,
            cases: proving.cases.starts,
            tries: (one) =>
              Promise.all(
                evaluators.map((evaluator) =>
                  evaluateInvariant(invariant, one, { edition, evaluator, evaluate }),
                ),
              ),
            tell,
          }),
      };
    },
  };
};
