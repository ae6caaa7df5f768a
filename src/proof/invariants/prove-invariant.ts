import type { Edition } from '../../edition/model/edition.js';
import type { Invariant } from '../../edition/model/invariant.js';
import type { InvariantAnswer, InvariantCase } from '../../engine/invariants/evaluate-invariant.js';
import { parseInstant } from '../../language/instants.js';
import { knownCases } from '../../engine/invariants/known-cases.js';
import { askLoosely, askSolver, type Asking } from '../ask-solver.js';
import { collectTexts, collectTextsOf } from '../cases/collect-texts.js';
import { asInExample } from '../cases/hints.js';
import type { Unknowns } from '../cases/unknown-facts.js';
import { askedOf, formulated, ownKeys, type Formulated } from '../formulated.js';
import { hexDigest } from '../hex-digest.js';
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
  /** Proves properties of it. */
  readonly prove: (properties: readonly Property[], proving: ProvingInvariant) => Promise<readonly Verdict[]>;
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
  const { questions, always, meant, alone, rounded } = questionsOf(
    edition,
    invariant,
    mostItems,
    bounds,
    false,
  );
  const from = fromOthers(edition, invariant, mostItems, bounds);
  const { smt, properties } = formulated(questions);
  const all = [
    smt,
    ...(alone === undefined
      ? []
      : [
          `; The first without what decisions say, from which it follows where it is unsat:\n${askedOf(alone)}`,
        ]),
    ...(from === undefined
      ? []
      : [
          `; From ${namesOf(invariant).join(', ')}, which leaves open what these read:\n(reset)\n${formulated(from).smt}`,
        ]),
  ].join('\n');
  const digest = hexDigest(all);
  const keyOf = (of: Questions | undefined, { id }: Property): string | undefined =>
    of && ownKeys(of).get(id);
  const [own, ofAlone, ofFrom] = [questions, alone, from].map((of) => keyOf(of, always));
  const keyOfMeant = keyOf(questions, meant);
  const keyOfRefuted = hexDigest(`${digest} refuted`);
  const given = (...keys: readonly (string | undefined)[]): readonly string[] =>
    keys.flatMap((key) => key ?? []);
  return {
    smt: all,
    digest,
    properties,
    keysFor: ({ id }) => (id === meant.id ? given(keyOfMeant) : given(own, ofAlone, ofFrom, keyOfRefuted)),
    bounded: [...bounded],
    rounded,
    prove: async (open, proving) => {
      const asking: Asking = { ...proving, answers: () => Promise.resolve([]) };
      const verdicts = makeVerdicts(open, proving.tell);
      if (verdicts.isOpen(meant) && (await isMeantInAny(invariant, exampleOf(edition), proving)))
        verdicts.settle({ property: meant, ms: 0, code: 'shown' });
      /** Asks whether there is no case among more than decisions take; then there is none at all. */
      const askFirst = async (
        of: Questions | undefined,
        as: { readonly key?: string; readonly from?: readonly string[] },
      ): Promise<void> => {
        if (of === undefined || !verdicts.isOpen(always)) return;
        const here = makeVerdicts([always], () => undefined);
        await askLoosely(of, here, asking, true);
        for (const { ms } of here.all()) verdicts.settle({ ...as, property: always, ms, code: 'proved' });
      };
      await askFirst(from, { from: namesOf(invariant), ...keyed(ofFrom) });
      await askFirst(alone, keyed(ofAlone));
      await askSolver(questions, verdicts, asking, true);
      const told = await Promise.all(verdicts.all().map((verdict) => confirmed(verdict, proving)));
      return told.map((one): Verdict => {
        const key = one.property.id === meant.id ? keyOfMeant : one.code === 'refuted' ? keyOfRefuted : own;
        return { ...keyed(key), ...one };
      });
    },
  };
};

const keyed = (key: string | undefined): { readonly key?: string } => (key === undefined ? {} : { key });

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
  /** Whether it always holds, asked of more cases than decisions take; `undefined` where that can't be. */
  readonly alone: Questions | undefined;
  readonly rounded: readonly string[];
} => {
  const formula = makeFormula();
  const texts = textsOf(edition, invariant);
  const asOf = formula.declare('asOf', 'Int');
  formula.assert(and(compare('>=', asOf, firstInstant), compare('<=', asOf, lastInstant)));
  const unknowns = { formula, texts, mostItems, bounds };
  const { before, after, other, isMeant, isMeantAlone, holds, rounded } = invariantFormula(
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
  const alone: Questions | undefined = isMeantAlone && {
    ...questions,
    properties: [{ ...always, term: and(isMeantAlone, not(holds)) }],
  };
  return { questions, always, meant, alone, rounded };
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
