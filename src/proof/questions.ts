import type { Edition } from '../edition/model/edition.js';
import { requiredFacts } from '../edition/model/fact-schema.js';
import type { RuleSet } from '../edition/model/rule-set.js';
import { makeCase, type CaseOptions } from './cases/case-formula.js';
import { collectTexts } from './cases/collect-texts.js';
import { asInExample } from './cases/hints.js';
import { factsMatter } from './properties/facts-matter.js';
import { figuresMatter, withConstraining } from './properties/figures-matter.js';
import { nothingIdle } from './properties/nothing-idle.js';
import { oneAnswer } from './properties/one-answer.js';
import type { Property, Questions } from './property.js';
import { decideCase } from './rules.js';
import { makeFormula } from './terms/formula.js';
import { firstInstant, lastInstant } from './terms/months.js';
import { nothing } from './terms/symbolic.js';
import { and, compare, not } from './terms/term.js';
import { makeTexts } from './terms/texts.js';

/** Which cases are looked at, and which properties of them. */
export interface Looking extends Pick<CaseOptions, 'isLoose' | 'mayBeInvalid'> {
  /** Facts that no case has; where left out, a case may have any facts. */
  readonly without?: readonly string[];
  /** The facts and parameters of which other values are compared: each makes the formula half as large again. */
  readonly changing: readonly string[];
}

/** Told of what bounds a proof: lists that are looked at in part, what may be rounded. */
export interface Bounds {
  readonly shortened: (name: string) => void;
  readonly rounded: (what: string) => void;
}

/** Translates a decision with its properties. Throws `Untranslatable`. @param mostItems no list of facts has more items than this */
export const questionsOf = (
  edition: Edition,
  own: RuleSet,
  mostItems: number,
  { isLoose, mayBeInvalid = false, without = [], changing }: Looking,
  bounds: Bounds,
): Questions => {
  const figures = own.parameters.filter(({ name }) => changing.includes(name));
  const ruleSet = figures.length === 0 ? own : withConstraining(edition, own);
  const formula = makeFormula();
  const texts = makeTexts();
  collectTexts(texts, edition, ruleSet);
  const asOf = formula.declare('asOf', 'Int');
  formula.assert(and(compare('>=', asOf, firstInstant), compare('<=', asOf, lastInstant)));
  const unknowns = { formula, texts, mostItems, bounds: bounds.shortened };
  const given = new Map(without.map((name) => [name, nothing]));
  const options: CaseOptions = {
    edition,
    ruleSets: [ruleSet],
    unknowns,
    asOf,
    given,
    isLoose,
    mayBeInvalid,
  };
  const one = makeCase(options);
  const decided = decideCase(one, ruleSet);
  // What must be given plays a part, also where no rule comes to it.
  if (!isLoose) for (const name of requiredFacts(edition, ruleSet).names) one.read(name, []);
  const concerned = new Set(one.given.keys());
  const ownFailures = one.failures.length;
  const { isLeftOutFree } = one.close();
  // Where the evaluators would round, since 34 digits are counted, nothing is proved.
  for (const { what, when } of one.roundings) {
    formula.assert(not(when));
    bounds.rounded(what);
  }
  const properties: readonly Property[] = [
    ...oneAnswer(one, decided),
    ...nothingIdle(decided),
    ...(isLoose
      ? []
      : [
          ...factsMatter(options, one, decided, factsOf(own, changing)),
          ...figuresMatter(options, one, decided, figures),
        ]),
  ];
  const beyond = new Set(one.failures.slice(ownFailures).map(({ what }) => what));
  return {
    cases: [one],
    properties,
    easily: asInExample(edition, one),
    others: [...edition.facts.keys()].filter((name) => !concerned.has(name)),
    saysAll: ({ about }) =>
      without.length === 0 || (isLeftOutFree && (about === undefined || !beyond.has(about))),
  };
};

const factsOf = ({ facts }: RuleSet, names: readonly string[]): readonly string[] =>
  facts.flatMap(({ name }) => (names.includes(name) ? [name] : []));
