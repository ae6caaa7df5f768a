import type {
  CaseDifference,
  CaseAnswer as ComparedAnswer,
} from '../../analysis/difference/case-difference.js';
import type { DecisionDifference } from '../../analysis/difference/decision-difference.js';
import { pairClauses, renumberedBy } from '../../analysis/difference/clause-pairs.js';
import type { EditionDifference } from '../../analysis/difference/edition-difference.js';
import { compareTexts } from '../../analysis/difference/text-difference.js';
import { compareWritten } from '../../analysis/difference/written-difference.js';
import type { Edition } from '../../edition/model/edition.js';
import type {
  CaseSides,
  DecisionChange,
  DifferenceBook,
  EffectBook,
  CaseAnswer,
} from '../../wire/book/difference.js';

/** How many cases of each decision are told. */
const toldEach = 5;

/** What differs between two editions of one document in words, and in what they write; quick to tell. */
export const writtenBook = (left: Edition, right: Edition): DifferenceBook => {
  const pairs = pairClauses(left.contract, right.contract);
  const { clauses, headings, unchanged } = compareTexts(left.contract, right.contract, pairs);
  return {
    left: left.identity,
    right: right.identity,
    clauses,
    headings,
    unchanged,
    items: compareWritten(left, right, renumberedBy(pairs)),
  };
};

/** What they decide differently, and what may be said of the effect of each change of the text, in the order of `writtenBook`. */
export const effectBook = ({ decisions, claims, sameInEffect }: EditionDifference): EffectBook => ({
  decisions: decisions.map(decisionBook),
  claims,
  sameInEffect,
});

const decisionBook = ({
  decision,
  verdict,
  search,
  scenarios,
  scenarioCases,
}: DecisionDifference): DecisionChange => ({
  decision,
  verdict,
  cases: search?.cases ?? 0,
  scenarioCases,
  changedScenarios: scenarios.length,
  scenarios: scenarios.slice(0, toldEach).map(({ name, difference }) => ({ name, ...sides(difference) })),
  ways: search?.found.length ?? 0,
  found: (search?.found ?? []).slice(0, toldEach).map(({ difference, from, changes, cases }) => ({
    from,
    changes,
    cases,
    ...sides(difference),
  })),
});

const sides = ({ kinds, left, right }: CaseDifference): CaseSides => ({
  kinds,
  left: saidBook(left),
  right: saidBook(right),
});

const saidBook = (said: ComparedAnswer): CaseAnswer => {
  switch (said.code) {
    case 'decided':
      return {
        code: said.code,
        outcome: said.decision.outcome,
        effects: said.effects,
        discretion: said.decision.discretion,
        clauses: said.clauses,
      };
    case 'refused':
      return { code: said.code, errors: said.errors.map(({ pointer, code }) => ({ pointer, code })) };
    case 'failed':
      return said;
  }
};
