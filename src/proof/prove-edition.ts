import type { Edition } from '../edition/model/edition.js';
import type { RuleSet } from '../edition/model/rule-set.js';
import type { Evaluator } from '../engine/evaluation.js';
import type { Invariant } from '../edition/model/invariant.js';
import { evaluateInvariant } from '../engine/invariants/evaluate-invariant.js';
import { makeFeelEvaluation } from '../engine/reference/feel-evaluation.js';
import { inOrder } from '../workers/in-order.js';
import { translateInvariant } from './invariants/prove-invariant.js';
import type { Formulated } from './formulated.js';
import { translateDecision } from './prove-decision.js';
import type { Case, Property, Verdict } from './property.js';
import type { EditionProof, Proved, ProvedDecision, ProvedInvariant, ProvedProperty } from './proved.js';
import type { SolverShelf } from './solver/solver-shelf.js';
import { Untranslatable } from './untranslatable.js';
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
  /** What was proved before, by the digest of all that a proof depends on. */
  readonly kept: {
    readonly read: (digest: string) => Promise<readonly ProvedProperty[] | undefined>;
    readonly write: (digest: string, properties: readonly ProvedProperty[]) => Promise<void>;
  };
  /** Told of what was proved so far of a decision, or of an invariant. */
  readonly tell: (name: string, done: number, all: number) => void;
}

/** Proves decisions of an edition, each by solvers of its own. */
export const proveEdition = async (edition: Edition, proving: Proving): Promise<EditionProof> => {
  const decisions: ProvedDecision[] = [];
  for await (const proved of inOrder(each(proving.decisions), proving.atOnce, (ruleSet) =>
    proveOne(edition, ruleSet, proving),
  ))
    decisions.push(proved);
  const invariants: ProvedInvariant[] = [];
  for await (const proved of inOrder(each(proving.invariants), proving.atOnce, (invariant) =>
    proveInvariant(edition, invariant, proving),
  ))
    invariants.push(proved);
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

async function* each<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  yield* await Promise.resolve(items);
}

const proveOne = async (edition: Edition, ruleSet: RuleSet, proving: Proving): Promise<ProvedDecision> => {
  const { decision } = ruleSet;
  const { evaluators, solvers, mostSteps, deadlineMs } = proving;
  const [evaluator] = evaluators;
  const translate = () => translateDecision(edition, ruleSet, proving.mostItems);
  const proved = await proveFormula(decision, translate, proving, async (translated, tell) =>
    translated.prove({
      solvers,
      mostSteps,
      deadlineMs,
      answers: (one) => Promise.all(evaluators.map(async (each) => each.decide({ decision, ...one }))),
      evaluator,
      cases: await casesNear(edition, ruleSet, proving),
      tell,
    }),
  );
  return { ...proved, decision };
};

const proveInvariant = async (
  edition: Edition,
  invariant: Invariant,
  proving: Proving,
): Promise<ProvedInvariant> => {
  const { evaluators, solvers, mostSteps, deadlineMs } = proving;
  const evaluate = makeFeelEvaluation();
  const translate = () => translateInvariant(edition, invariant, proving.mostItems);
  const proved = await proveFormula(invariant.name, translate, proving, (translated, tell) =>
    translated.prove({
      solvers,
      mostSteps,
      deadlineMs,
      cases: proving.cases.starts,
      tries: (one) =>
        Promise.all(
          evaluators.map((evaluator) => evaluateInvariant(invariant, one, { edition, evaluator, evaluate })),
        ),
      tell,
    }),
  );
  return { ...proved, invariant: invariant.name, decisions: invariant.decisions };
};

/** Proves what was not proved before of the very same formula. */
const proveFormula = async <Translated extends Formulated & { readonly key?: string }>(
  name: string,
  translate: () => Translated,
  proving: Proving,
  prove: (translated: Translated, tell: () => void) => Promise<readonly Verdict[]>,
): Promise<Proved> => {
  let translated: Translated;
  try {
    translated = translate();
  } catch (error) {
    if (!(error instanceof Untranslatable)) throw error;
    return { code: 'untranslatable', why: error.message };
  }
  const { smt, digest, bounded, rounded, key = digest } = translated;
  const common = { code: 'tried', digest, smt, bounded, rounded } as const;
  const kept = await proving.kept.read(key);
  if (kept !== undefined) return { ...common, properties: kept, isKept: true };
  let done = 0;
  const verdicts = await prove(translated, () => {
    done += 1;
    proving.tell(name, done, translated.properties.length);
  });
  const properties = verdicts.map(asData);
  // Another try may know more.
  if (properties.every(({ verdict }) => verdict !== 'unknown')) await proving.kept.write(key, properties);
  return { ...common, properties, isKept: false };
};

const asData = (verdict: Verdict): ProvedProperty => {
  const { id, kind, clauses }: Property = verdict.property;
  const common = { id, kind, clauses, ms: verdict.ms };
  if (verdict.code === 'refuted')
    return { ...common, verdict: verdict.isConfirmed ? 'refuted' : 'not-confirmed', cases: verdict.cases };
  if (verdict.code === 'unknown') return { ...common, verdict: 'unknown', why: verdict.why };
  if (verdict.code === 'proved' && verdict.from !== undefined)
    return { ...common, verdict: 'proved', from: verdict.from };
  return { ...common, verdict: verdict.code };
};
