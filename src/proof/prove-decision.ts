import type { Edition } from '../edition/model/edition.js';
import type { RuleSet } from '../edition/model/rule-set.js';
import { askSolver, type Asking } from './ask-solver.js';
import { makeCase, type CaseOptions } from './case-formula.js';
import { collectTexts } from './collect-texts.js';
import { factsMatter } from './properties/facts-matter.js';
import { nothingIdle } from './properties/nothing-idle.js';
import { oneAnswer } from './properties/one-answer.js';
import type { Property, Questions, Verdict } from './property.js';
import { decideCase } from './rules.js';
import { makeFormula } from './terms/formula.js';
import { firstInstant, lastInstant } from './terms/months.js';
import { and, compare } from './terms/term.js';
import { makeTexts } from './terms/texts.js';
import { Untranslatable } from './untranslatable.js';

/** What is known of a decision after a proof was tried. */
export type DecisionProof =
  | {
      readonly code: 'tried';
      readonly decision: string;
      readonly verdicts: readonly Verdict[];
      /** Lists of facts of which no more items than so many were looked at. */
      readonly bounded: readonly string[];
      /** What holds of every case, in SMT-LIB. */
      readonly smt: string;
    }
  /** A part of it can't be said exactly, so that nothing is proved. */
  | { readonly code: 'untranslatable'; readonly decision: string; readonly why: string };

/** Proves what holds of every decision of its kind. @param mostItems no list of facts has more items than this */
export const proveDecision = async (
  edition: Edition,
  ruleSet: RuleSet,
  mostItems: number,
  asking: Asking,
): Promise<DecisionProof> => {
  const { decision } = ruleSet;
  try {
    const bounded = new Set<string>();
    const loose = questionsOf(edition, ruleSet, mostItems, true, () => undefined);
    const questions = questionsOf(edition, ruleSet, mostItems, false, (name) => bounded.add(name));
    const verdicts = await askSolver(loose, questions, asking);
    const smt = questions.cases[0]?.unknowns.formula.text() ?? '';
    return { code: 'tried', decision, verdicts, bounded: [...bounded], smt };
  } catch (error) {
    if (!(error instanceof Untranslatable)) throw error;
    return { code: 'untranslatable', decision, why: error.message };
  }
};

const questionsOf = (
  edition: Edition,
  ruleSet: RuleSet,
  mostItems: number,
  isLoose: boolean,
  bounds: (name: string) => void,
): Questions => {
  const formula = makeFormula();
  const texts = makeTexts();
  collectTexts(texts, edition, ruleSet);
  const asOf = formula.declare('asOf', 'Int');
  formula.assert(and(compare('>=', asOf, firstInstant), compare('<=', asOf, lastInstant)));
  const unknowns = { formula, texts, mostItems, bounds };
  const options: CaseOptions = { edition, ruleSets: [ruleSet], unknowns, asOf, isLoose };
  const one = makeCase(options);
  const decided = decideCase(one, ruleSet);
  one.close();
  const properties: readonly Property[] = [
    ...oneAnswer(one, decided),
    ...nothingIdle(decided),
    ...(isLoose ? [] : factsMatter(options, one, decided)),
  ];
  return { cases: [one], properties };
};
