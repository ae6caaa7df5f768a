import type { Edition } from '../../edition/model/edition.js';
import type { Invariant } from '../../edition/model/invariant.js';
import type { RuleSet } from '../../edition/model/rule-set.js';
import { effectName, nameBefore, outcomeName } from '../../edition/names/invariant-names.js';
import type { TypedExpression } from '../../language/syntax/expression.js';
import { makeCase, type CaseFormula } from '../cases/case-formula.js';
import type { Unknowns } from '../cases/unknown-facts.js';
import { translate } from '../expressions/translate.js';
import { conditionOf, type Translating } from '../expressions/translating.js';
import { decideCase, type DecisionFormula } from '../rules.js';
import { lastInstant } from '../terms/months.js';
import { fieldsOf, nothing, same, type Symbolic } from '../terms/symbolic.js';
import { and, compare, implies, not, or, yes, type Term } from '../terms/term.js';
import { definitionsAlone, openDefinitions } from './open-definitions.js';
import { prefixed, stepFormula } from './step-formula.js';

/** An invariant over any case. */
export interface InvariantFormula {
  readonly before: CaseFormula;
  /** The case after; what it has of facts that a step computes is no unknown. */
  readonly after: CaseFormula | undefined;
  /** Facts of the case after that have the parts which may be anything else. */
  readonly other: ReadonlyMap<string, Symbolic>;
  /** Whether anything is said of the case: it is taken and decided, facts that are read are there, and `when` holds. */
  readonly isMeant: Term;
  /**
   * Part of that: all of it but what decisions say, that rules stand and agree, and that definitions and effects can be computed which it does not read. Wherever {@link isMeant} holds, this
   * does, so that an invariant which fails in no such case fails in none. `undefined` where it speaks of what decisions say.
   */
  readonly isMeantAlone: Term | undefined;
  /** That what a step computes is what a request may say; part of that. */
  readonly isSayable: Term;
  readonly holds: Term;
  /** Whether the evaluators round something on the way. */
  readonly isRounded: Term;
  /** What rests on products and sums that the evaluators round; there nothing is said. */
  readonly rounded: readonly string[];
}

/** A case with what is decided of it. */
interface Decided {
  readonly of: CaseFormula;
  readonly decisions: readonly DecisionFormula[];
}

/**
 * Translates an invariant. Throws `Untranslatable`.
 * @param asOf the instant of the case before
 * @param isFrom whether the invariants that it is proved from are taken as proved; what they read is left open then, so that there are more cases than
 *   decisions take, and an invariant that holds of all of them holds
 */
export const invariantFormula = (
  edition: Edition,
  invariant: Invariant,
  unknowns: Unknowns,
  asOf: Term,
  isFrom = false,
): InvariantFormula => {
  const { formula } = unknowns;
  const { step, when, name } = invariant;
  const ruleSets = invariant.decisions.flatMap((decision) => edition.decisions.get(decision) ?? []);
  const open = isFrom ? openDefinitions(edition, invariant.provedFrom) : new Set<string>();
  const common = { edition, ruleSets, isLoose: false, open };
  const others = step?.other.map(({ root }) => root) ?? [];
  const before = decide(makeCase({ ...common, unknowns, asOf }), ruleSets, true, others);
  let after: Decided | undefined;
  const wrong: Term[] = [];
  const roundings: Term[] = [];
  const rounded = new Set<string>();
  const noting: Noting = {
    fails: (one) => wrong.push(one),
    rounds: (one) => {
      wrong.push(one);
      roundings.push(one);
      rounded.add(name);
    },
  };
  const decided: Term[] = [...isDecided(before)];
  const sayable: Term[] = [];
  let other: ReadonlyMap<string, Symbolic> = new Map();
  if (step !== null) {
    const own = { ...unknowns, formula: prefixed(formula, 'after ') };
    const stepped = stepFormula(step, {
      edition,
      ruleSets,
      before: before.of,
      unknowns: own,
      valueOf: ({ is }) => valueIn({ before, after }, is, noting),
    });
    other = stepped.other;
    const instant = step.later ? own.formula.declare('asOf', 'Int') : asOf;
    if (step.later) formula.assert(and(compare('>=', instant, asOf), compare('<=', instant, lastInstant)));
    after = decide(
      makeCase({ ...common, unknowns: own, asOf: instant, given: stepped.given }),
      ruleSets,
      step.isDecided,
      others,
    );
    if (step.isDecided) {
      decided.push(...isDecided(after));
      sayable.push(...stepped.isSayable);
    }
  }
  const pair = { before, after };
  const taken = areTaken(invariant, pair);
  const meant = when === null ? yes : conditionOf(valueIn(pair, when, noting));
  const wanted = holdsIn(invariant, pair, noting);
  for (const one of [...before.of.roundings, ...(after?.of.roundings ?? [])]) {
    rounded.add(one.what);
    roundings.push(one.when);
  }
  const said = and(...sayable, ...taken, meant, not(or(...wrong)));
  const alone = isFrom ? undefined : definitionsAlone(edition, invariant);
  const known = isFrom
    ? invariant.provedFrom.flatMap((from) =>
        casesOf(from, pair, step?.isDecided ?? false).map((cases) => isAsProved(from, cases)),
      )
    : [];
  return {
    before: before.of,
    after: after?.of,
    other,
    isMeant: formula.share(and(...decided, said, ...known)),
    isMeantAlone:
      alone &&
      formula.share(
        and(
          ...isComputed(before.of, alone),
          ...(after === undefined || step?.isDecided !== true ? [] : isComputed(after.of, alone)),
          said,
        ),
      ),
    isSayable: formula.share(and(...sayable)),
    holds: formula.share(wanted),
    isRounded: formula.share(or(...roundings)),
    rounded: [...rounded],
  };
};

/** Two cases; the second is none where there is no step. */
interface Cases {
  readonly before: Decided;
  readonly after: Decided | undefined;
}

/** Told where an expression can't be computed, or where the evaluators round. */
type Noting = Pick<Translating, 'fails' | 'rounds'>;

const valueIn = ({ before, after }: Cases, expression: TypedExpression, noting: Noting): Symbolic => {
  const { formula, texts } = before.of.unknowns;
  return formula.shareAll(
    translate(expression, {
      ...noting,
      formula,
      texts,
      read: (root, fields) => {
        const later = nameBefore(root);
        const { of, decisions } = later === undefined ? before : (after ?? before);
        return fieldsOf(said(later ?? root, decisions) ?? of.read(later ?? root, []), fields);
      },
      variables: new Map(),
      under: yes,
    }),
  );
};

/** That the facts are there which an invariant reads as given. */
const areTaken = ({ needs }: Invariant, { before, after }: Cases): readonly Term[] =>
  needs.flatMap(({ root, fields }) =>
    (after === undefined ? [before] : [before, after]).map(({ of }) => not(of.read(root, fields).absent)),
  );

const holdsIn = ({ holds, unchanged }: Invariant, cases: Cases, noting: Noting): Term => {
  const [decisions, later] = [cases.before.decisions, cases.after?.decisions ?? []];
  return and(
    conditionOf(valueIn(cases, holds, noting)),
    ...unchanged.map((one) => same(said(one, decisions) ?? nothing, said(one, later) ?? nothing)),
  );
};

/** The cases that an invariant speaks of which another is proved from: with a step the same two, else each of them that is decided. */
const casesOf = ({ step }: Invariant, pair: Cases, isAfterDecided: boolean): readonly Cases[] => {
  if (step !== null) return [pair];
  const { before, after } = pair;
  return [
    { before, after: undefined },
    ...(after === undefined || !isAfterDecided ? [] : [{ before: after, after: undefined }]),
  ];
};

/** What a proof of an invariant says of cases that are decided. */
const isAsProved = (from: Invariant, cases: Cases): Term => {
  const wrong: Term[] = [];
  const noting: Noting = { fails: (one) => wrong.push(one), rounds: (one) => wrong.push(one) };
  const meant = from.when === null ? yes : conditionOf(valueIn(cases, from.when, noting));
  const holds = holdsIn(from, cases, noting);
  return implies(and(...areTaken(from, cases), meant, not(or(...wrong))), holds);
};

/**
 * @param isTaken whether it must be a case that the decisions take; else only facts of it are looked at
 * @param others facts that a request may give though these decisions do not read them
 */
const decide = (
  of: CaseFormula,
  ruleSets: readonly RuleSet[],
  isTaken: boolean,
  others: readonly string[],
): Decided => {
  for (const { name } of ruleSets.flatMap(({ facts }) => facts)) of.read(name, []);
  for (const name of others) of.read(name, []);
  const decisions = isTaken ? ruleSets.map((ruleSet) => decideCase(of, ruleSet)) : [];
  if (isTaken) of.close();
  return { of, decisions };
};

/** That everything can be computed, and that each decision is resolved. */
const isDecided = ({ of, decisions }: Decided): readonly Term[] => [
  ...[...of.failures, ...of.roundings].map(({ when }) => not(when)),
  ...decisions.map(({ gap, disagreements }) => not(or(gap, ...disagreements.map(({ when }) => when)))),
];

/** That what is read can be computed: some definitions, and all facts. Part of {@link isDecided}. */
const isComputed = (of: CaseFormula, definitions: ReadonlySet<string>): readonly Term[] =>
  [...of.failures, ...of.roundings]
    .filter(({ what }) => definitions.has(what) || of.edition.facts.has(what.split(/[.[]/)[0] ?? ''))
    .map(({ when }) => not(when));

/** What a name stands for that is of a decision; `undefined` of any other. */
const said = (name: string, decisions: readonly DecisionFormula[]): Symbolic | undefined => {
  for (const { ruleSet, outcome, effects } of decisions) {
    if (name === outcomeName(ruleSet.decision)) return outcome;
    for (const [effect, value] of effects) if (name === effectName(ruleSet.decision, effect)) return value;
  }
  return undefined;
};
