import type { Edition } from '../../edition/model/edition.js';
import type { Invariant } from '../../edition/model/invariant.js';
import type { InvariantAnswer, InvariantCase } from '../../engine/invariants/evaluate-invariant.js';
import { parseInstant } from '../../language/instants.js';
import { knownCases } from '../../engine/invariants/known-cases.js';
import { askLoosely, askSolver, type Asking } from '../ask-solver.js';
import { collectTexts, collectTextsOf } from '../cases/collect-texts.js';
import { asInExample } from '../cases/hints.js';
import type { Unknowns } from '../cases/unknown-facts.js';
import { formulated, hexDigest, type Formulated } from '../formulated.js';
import type { Case, Property, Questions, Verdict } from '../property.js';
import { makeFormula } from '../terms/formula.js';
import { firstInstant, lastInstant } from '../terms/months.js';
import { and, compare, not } from '../terms/term.js';
import { makeTexts, type Texts } from '../terms/texts.js';
import { Untranslatable } from '../untranslatable.js';
import { makeVerdicts } from '../verdicts.js';
import { invariantFormula } from './invariant-formula.js';

/** An invariant as a formula, ready to be proved. */
export interface TranslatedInvariant extends Formulated {
  readonly prove: (proving: ProvingInvariant) => Promise<readonly Verdict[]>;
}

/** What is needed to prove an invariant. */
export interface ProvingInvariant extends Omit<Asking, 'answers'> {
  /** Known cases of a decision, of which one may be a case of the invariant. */
  readonly cases: (decision: string) => readonly Case[];
  /** What the invariant comes to in a case, by each evaluator. */
  readonly tries: (one: InvariantCase) => Promise<readonly InvariantAnswer[]>;
  /** Told of each verdict. */
  readonly tell: (verdict: Verdict) => void;
}

/** Translates an invariant. Throws `Untranslatable`. @param mostItems no list of facts has more items than this */
export const translateInvariant = (
  edition: Edition,
  invariant: Invariant,
  mostItems: number,
): TranslatedInvariant => {
  const bounded = new Set<string>();
  const bounds = (name: string): void => void bounded.add(name);
  const { questions, always, meant, rounded } = questionsOf(edition, invariant, mostItems, bounds, false);
  const from = fromOthers(edition, invariant, mostItems, bounds);
  const { smt, properties } = formulated(questions);
  const all =
    from === undefined
      ? smt
      : `${smt}\n; From ${namesOf(invariant).join(', ')}, which leaves open what these read:\n(reset)\n${formulated(from).smt}`;
  return {
    smt: all,
    digest: hexDigest(all),
    properties,
    bounded: [...bounded],
    rounded,
    prove: async (proving) => {
      const asking: Asking = { ...proving, answers: () => Promise.resolve([]) };
      const verdicts = makeVerdicts(questions.properties, proving.tell);
      if (await isMeantInAny(invariant, exampleOf(edition), proving))
        verdicts.settle({ property: meant, ms: 0, code: 'shown' });
      if (from !== undefined) {
        const here = makeVerdicts([always], () => undefined);
        await askLoosely(from, here, asking);
        for (const verdict of here.all()) verdicts.settle({ ...verdict, property: always });
      }
      const byOthers = !verdicts.isOpen(always);
      await askSolver(questions, verdicts, asking, true);
      const told = await Promise.all(verdicts.all().map((verdict) => confirmed(verdict, proving)));
      return told.map((one) =>
        byOthers && one.property === always && one.code === 'proved'
          ? { ...one, from: namesOf(invariant) }
          : one,
      );
    },
  };
};

const namesOf = ({ provedFrom }: Invariant): readonly string[] => provedFrom.map(({ name }) => name);

/** An invariant as questions. @param isFrom whether what it is proved from is taken as proved; then nothing is said of whether there is a case */
const questionsOf = (
  edition: Edition,
  invariant: Invariant,
  mostItems: number,
  bounds: Unknowns['bounds'],
  isFrom: boolean,
): {
  readonly questions: Questions;
  readonly always: Property;
  readonly meant: Property;
  readonly rounded: readonly string[];
} => {
  const formula = makeFormula();
  const texts = textsOf(edition, invariant);
  const asOf = formula.declare('asOf', 'Int');
  formula.assert(and(compare('>=', asOf, firstInstant), compare('<=', asOf, lastInstant)));
  const unknowns = { formula, texts, mostItems, bounds };
  const { before, after, other, isMeant, holds, rounded } = invariantFormula(
    edition,
    invariant,
    unknowns,
    asOf,
    isFrom,
  );
  const { name, clauses } = invariant;
  const common = { clauses, isConfirmedBy: () => true };
  const always: Property = {
    ...common,
    id: `always ${name}`,
    kind: 'always',
    wanted: 'no-case',
    term: and(isMeant, not(holds)),
  };
  const meant: Property = {
    ...common,
    id: `always-meant ${name}`,
    kind: 'always-meant',
    wanted: 'a-case',
    term: isMeant,
  };
  const questions: Questions = {
    cases: [before, ...(after === undefined ? [] : [{ ...after, given: other }])],
    properties: isFrom ? [always] : [always, meant],
    easily: asInExample(edition, before),
    others: [],
    saysAll: () => true,
  };
  return { questions, always, meant, rounded };
};

/** The invariant as it follows from those that it is proved from; `undefined` where there are none, or what they read can't be left open. */
const fromOthers = (
  edition: Edition,
  invariant: Invariant,
  mostItems: number,
  bounds: Unknowns['bounds'],
): Questions | undefined => {
  if (invariant.provedFrom.length === 0) return undefined;
  try {
    return questionsOf(edition, invariant, mostItems, bounds, true).questions;
  } catch (error) {
    if (error instanceof Untranslatable) return undefined;
    throw error;
  }
};

/** All texts that an invariant may see, so that no fact's text is taken for another. */
export const textsOf = (edition: Edition, invariant: Invariant): Texts => {
  const { decisions, when, holds, step, provedFrom } = invariant;
  const texts = makeTexts();
  for (const decision of decisions) {
    const ruleSet = edition.decisions.get(decision);
    if (ruleSet !== undefined) collectTexts(texts, edition, ruleSet);
  }
  const others = provedFrom.flatMap((from) => [from.when, from.holds]);
  for (const one of [when, holds, ...(step?.becomes ?? []).map(({ is }) => is), ...others])
    if (one !== null) collectTextsOf(texts, one);
  return texts;
};

/** As many known cases are tried before a solver looks for one. */
const mostKnown = 100;

/** Whether an invariant says something of a known case, so that no solver need look for one. */
const isMeantInAny = async (
  invariant: Invariant,
  example: readonly (Case & { readonly decision: string })[],
  { cases, tries }: ProvingInvariant,
): Promise<boolean> => {
  const casesOf = (decision: string): readonly Case[] => [
    ...example.filter((one) => one.decision === decision),
    ...cases(decision),
  ];
  for (const one of knownCases(invariant, casesOf, mostKnown)) {
    const answers = await tries(one);
    if (answers.length > 0 && answers.every(({ code }) => code !== 'nothing-said')) return true;
  }
  return false;
};

const exampleOf = ({ example }: Edition): readonly (Case & { readonly decision: string })[] => {
  const asOf = example === null ? undefined : parseInstant(example.asOf);
  return example === null || asOf?.ok !== true
    ? []
    : [{ decision: example.decision, facts: example.facts, asOf: asOf.epochMs }];
};

/** A refutation as the evaluators see it: the case after is the one that they come to by the step. */
const confirmed = async (verdict: Verdict, { tries }: ProvingInvariant): Promise<Verdict> => {
  if (verdict.code !== 'refuted') return verdict;
  const [before, after] = verdict.cases;
  if (before === undefined) return verdict;
  const answers = await tries({ ...before, ...(after === undefined ? {} : { after }) });
  const isConfirmed = answers.length > 0 && answers.every(({ code }) => code === 'broken');
  const seen = answers.find(({ code }) => code !== 'nothing-said');
  return {
    ...verdict,
    isConfirmed,
    cases: seen !== undefined && 'cases' in seen ? seen.cases : verdict.cases,
  };
};
