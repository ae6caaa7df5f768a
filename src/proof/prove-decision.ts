import { createHash } from 'node:crypto';
import type { Edition } from '../edition/model/edition.js';
import type { RuleSet } from '../edition/model/rule-set.js';
import { askSolver, type Asking } from './ask-solver.js';
import { makeCase, type CaseOptions } from './cases/case-formula.js';
import { collectTexts } from './cases/collect-texts.js';
import { asInExample } from './cases/hints.js';
import { factsMatter } from './properties/facts-matter.js';
import { nothingIdle } from './properties/nothing-idle.js';
import { oneAnswer } from './properties/one-answer.js';
import type { Property, Questions, Verdict } from './property.js';
import { decideCase } from './rules.js';
import { makeFormula } from './terms/formula.js';
import { firstInstant, lastInstant } from './terms/months.js';
import { and, compare, not } from './terms/term.js';
import { makeTexts } from './terms/texts.js';
import { Untranslatable } from './untranslatable.js';

/** A decision with its properties, ready to be put to a solver. */
export interface Translated {
  /** What holds of every case, and what is to be shown, in SMT-LIB, to be kept and asked again. */
  readonly smt: string;
  /** SHA-256 of that, in hex: what has the same one is proved alike. */
  readonly digest: string;
  readonly properties: readonly Property[];
  /** Lists of facts of which no more items than so many are looked at. */
  readonly bounded: readonly string[];
  /** What rests on products and sums that the evaluators round where they are beyond 2^53; there nothing is proved. */
  readonly rounded: readonly string[];
  readonly prove: (asking: Asking) => Promise<readonly Verdict[]>;
}

/** Translates a decision. Throws {@link Untranslatable}. @param mostItems no list of facts has more items than this */
export const translateDecision = (edition: Edition, ruleSet: RuleSet, mostItems: number): Translated => {
  const [bounded, rounded] = [new Set<string>(), new Set<string>()];
  const bounds: Bounds = { shortened: (name) => bounded.add(name), rounded: (what) => rounded.add(what) };
  const questions = (how: Pick<CaseOptions, 'isLoose' | 'mayBeInvalid'>): Questions =>
    questionsOf(edition, ruleSet, mostItems, how, bounds);
  const plain = questions({ isLoose: false });
  const smt = smtOf(plain);
  const isSeverable = edition.severability !== null;
  return {
    smt,
    digest: createHash('sha256').update(smt).digest('hex'),
    properties: plain.properties,
    bounded: [...bounded],
    rounded: [...rounded],
    prove: async (asking) => {
      const verdicts = await askSolver(looseOf(questions), plain, {
        ...asking,
        tell: (verdict) => {
          if (verdict.code !== 'idle' || !isSeverable) asking.tell(verdict);
        },
      });
      const idle = new Set(verdicts.flatMap(({ code, property }) => (code === 'idle' ? [property.id] : [])));
      if (idle.size === 0 || !isSeverable) return verdicts;
      // What makes no difference as the contract stands may make one where clauses of it are held invalid.
      const severed = await askSolver(
        undefined,
        only(idle, questions({ isLoose: false, mayBeInvalid: true })),
        asking,
      );
      return verdicts.map(
        (verdict) => severed.find(({ property }) => property.id === verdict.property.id) ?? verdict,
      );
    },
  };
};

/** Told of what bounds a proof: lists that are looked at in part, what may be rounded. */
interface Bounds {
  readonly shortened: (name: string) => void;
  readonly rounded: (what: string) => void;
}

/** Where definitions can't be left open, nothing is easier so. */
const looseOf = (questions: (how: { readonly isLoose: boolean }) => Questions): Questions | undefined => {
  try {
    return questions({ isLoose: true });
  } catch (error) {
    if (error instanceof Untranslatable) return undefined;
    throw error;
  }
};

const only = (ids: ReadonlySet<string>, questions: Questions): Questions => ({
  ...questions,
  properties: questions.properties.filter(({ id }) => ids.has(id)),
});

/** All of it as a file that any solver of SMT-LIB reads: each property with what it must answer. */
const smtOf = ({ cases, properties }: Questions): string =>
  [
    cases[0]?.unknowns.formula.text() ?? '',
    ...properties.map(
      ({ id, wanted, term }) =>
        `; ${id}: ${wanted === 'no-case' ? 'unsat' : 'sat'}\n(push)\n(assert ${term.text})\n(check-sat)\n(pop)\n`,
    ),
  ].join('\n');

const questionsOf = (
  edition: Edition,
  ruleSet: RuleSet,
  mostItems: number,
  how: Pick<CaseOptions, 'isLoose' | 'mayBeInvalid'>,
  bounds: Bounds,
): Questions => {
  const formula = makeFormula();
  const texts = makeTexts();
  collectTexts(texts, edition, ruleSet);
  const asOf = formula.declare('asOf', 'Int');
  formula.assert(and(compare('>=', asOf, firstInstant), compare('<=', asOf, lastInstant)));
  const unknowns = { formula, texts, mostItems, bounds: bounds.shortened };
  const options: CaseOptions = { edition, ruleSets: [ruleSet], unknowns, asOf, ...how };
  const one = makeCase(options);
  const decided = decideCase(one, ruleSet);
  one.close();
  // Integers beyond 2^53 on the way to a result are rounded; what is proved is proved where there are none.
  for (const { what, when } of one.roundings) {
    formula.assert(not(when));
    bounds.rounded(what);
  }
  const properties: readonly Property[] = [
    ...oneAnswer(one, decided),
    ...nothingIdle(decided),
    ...(how.isLoose ? [] : factsMatter(options, one, decided)),
  ];
  return { cases: [one], properties, easily: asInExample(edition, one) };
};
